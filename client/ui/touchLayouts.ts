/** Rows of keys, each of which types what stands on it. */
export type TouchLayout = readonly (readonly string[])[];

const rows = (...lines: readonly string[]): TouchLayout => lines.map((line) => line.split(' '));

const nordic = rows('q w e r t y u i o p å', 'a s d f g h j k l ö ä', 'z x c v b n m');

/** By language, as its readers know their keyboard. */
const layouts: Readonly<Record<string, TouchLayout>> = {
  sv: nordic,
  fi: nordic,
  en: rows('q w e r t y u i o p', 'a s d f g h j k l', 'z x c v b n m'),
  se: rows('á w š e r t y u i o p å ŋ', 'a q s d f g h j k l ö ä đ', 'ž z č c x v b n m'),
  et: rows('q w e r t y u i o p ü õ', 'a s d f g h j k l ö ä', 'z x c v b n m š ž'),
  ru: rows('й ц у к е н г ш щ з х ъ', 'ф ы в а п р о л д ж э', 'я ч с м и т ь б ю ё'),
  uk: rows('й ц у к е н г ш щ з х ї', 'ф і в а п р о л д ж є ґ', 'я ч с м и т ь б ю ʼ'),
  ar: rows('ض ص ث ق ف غ ع ه خ ح ج د', 'ش س ي ب ل ا ت ن م ك ط ذ', 'ئ ء ؤ ر لا ى ة و ز ظ'),
};

/** The keys of a language; a text without one of its own is written with the Nordic ones. */
export const layoutOf = (language: string): TouchLayout => layouts[language] ?? nordic;

/** Digits, and what stands between words. */
export const signs: TouchLayout = rows('1 2 3 4 5 6 7 8 9 0', '- / : ; ( ) € & @ "', `. , ? ! ' + = % #`);

/** Where nothing but digits can be meant. */
export const digitRows: TouchLayout = rows('1 2 3', '4 5 6', '7 8 9');

export const layoutLanguages = Object.keys(layouts);
