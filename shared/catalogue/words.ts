/** A word as it is compared: small, and without the signs above its letters, which not every keyboard has. */
const folded = (word: string): string => word.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');

const word = /[\p{L}\p{N}\p{M}]+/gu;

/** Words that say nothing of what somebody wants, in the languages of the service. */
const empty = new Set(
  [
    'jag du han hon vi min mitt mina din och att en ett den det som i på av för med om till har är vill kan inte hur vad när nu ska min ny nytt nya andra',
    'minä sinä hän me mun minun ja että on ei en se joka tai kun jos niin haluan voin miten mikä mitä nyt pitää olen oli mulla minulla uusi uuden uutta muut muu',
    'i you he she we my your and that a an the is am are it to of in on for with about have has want can not how what when now need do new other',
  ].flatMap((line) => line.split(' ').map(folded)),
);

/** The words of a text, as they are compared. */
export const wordsOf = (text: string): readonly string[] => (text.match(word) ?? []).map(folded);

/** What is meant by a text, of its words; all of them when there are only small ones. */
export function meantWords(text: string): readonly string[] {
  const all = [...new Set(wordsOf(text))];
  const meant = all.filter((one) => !empty.has(one));
  return meant.length > 0 ? meant : all;
}

const sharedStart = (one: string, other: string): number => {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
};

/** Shorter ones are alike by chance. */
const leastStem = 4;
const leastStart = 3;
/** As much of the shorter word: endings differ in Swedish, and more so in Finnish, where the stem's last sounds change too. */
const stemShare = 0.7;
const longestEnding = 5;

/** How surely a written word means one of a text: 1 is the same word, 0 is another. */
export function likeness(wanted: string, of: string): number {
  if (wanted === of) return 1;
  const [short, long] = wanted.length <= of.length ? [wanted, of] : [of, wanted];
  if (short.length >= leastStart && long.startsWith(short)) return short === wanted ? 0.9 : 0.8;
  const start = sharedStart(short, long);
  if (start >= leastStem && start >= stemShare * short.length && long.length - start <= longestEnding) return 0.7;
  // The second part of a compound, as "lån" in "studielån" or "tuki" in "asumistuki".
  return wanted.length >= leastStem && of.includes(wanted) ? 0.6 : 0;
}

export type MarkedPart = { readonly part: string; readonly isMeant: boolean; readonly at: number };

/** A text in parts, of which those that the written words mean are marked; together they are the text. */
export function markedParts(text: string, written: string): readonly MarkedPart[] {
  const wanted = meantWords(written);
  const parts: MarkedPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(word)) {
    if (!wanted.some((one) => likeness(one, folded(found)) > 0)) continue;
    if (index > from) parts.push({ part: text.slice(from, index), isMeant: false, at: from });
    parts.push({ part: found, isMeant: true, at: index });
    from = index + found.length;
  }
  return from < text.length ? [...parts, { part: text.slice(from), isMeant: false, at: from }] : parts;
}
