import { Check, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { LooseContent } from '#shared/administration/records.ts';
import { shippedLanguages, staffLanguages } from '#shared/language.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { Field } from '#client/ui/Field.tsx';
import { Segments } from '#client/ui/Segments.tsx';
import { objectOf, textsOf, withText, withValue, wordsOf } from './content.ts';
import styles from './Editing.module.css';

export type Row = {
  readonly name: string;
  readonly label: string;
  /** Several lines: how many are seen. */
  readonly lines?: number;
  /** Words with commas between them, kept as a list. */
  readonly isWords?: boolean;
  /** May be empty in every language. */
  readonly isOptional?: boolean;
  readonly maxLength?: number;
};

type Props = { readonly content: LooseContent; readonly rows: readonly Row[]; readonly onChange: (content: LooseContent) => void };

const others = shippedLanguages.filter((language) => !staffLanguages.some((one) => one === language));

/** Texts in columns, one a language, with what is missing shown. */
export function LocalisedRows({ content, rows, onChange }: Props) {
  const { t } = useTexts('catalogue');
  const [group, setGroup] = useState<'staff' | 'customers'>('staff');
  const languages: readonly string[] = group === 'staff' ? staffLanguages : others;
  const lacks = (language: string): boolean => rows.some(({ name, isOptional }) => isOptional !== true && (textsOf(content, name)[language] ?? '') === '');
  return (
    <div className={styles['texts']}>
      <Segments
        label={t('texts.languages')}
        value={group}
        options={[
          { id: 'staff', text: staffLanguages.map(languageName).join(', ') },
          { id: 'customers', text: t('texts.others') },
        ]}
        onChange={setGroup}
      />
      <div className={styles['grid']} data-columns={languages.length}>
        <span />
        {languages.map((language) => (
          <span key={language} className={styles['language']} data-lacks={lacks(language)}>
            {languageName(language)}
            {lacks(language) ? <TriangleAlert aria-label={t('texts.lacks')} /> : <Check aria-label={t('texts.whole')} />}
          </span>
        ))}
        {rows.map((row) => (
          <RowFields key={row.name} row={row} content={content} languages={languages} onChange={onChange} />
        ))}
      </div>
    </div>
  );
}

function RowFields({ row, content, languages, onChange }: Omit<Props, 'rows'> & { readonly row: Row; readonly languages: readonly string[] }): ReactNode {
  const { t } = useTexts('catalogue');
  const { name, label, lines, isWords = false, isOptional = false, maxLength } = row;
  const shown = (language: string): string => (isWords ? wordsIn(content, name, language) : (textsOf(content, name)[language] ?? ''));
  const write = (language: string, text: string): void =>
    onChange(isWords ? withWords(content, name, language, text) : withText(content, name, language, text));
  return (
    <>
      <span className={styles['rowName']}>{label}</span>
      {languages.map((language) => (
        <div key={language} data-missing={!isOptional && shown(language) === ''} className={styles['cell']}>
          <Field
            label={<span className="visually-hidden">{`${label}, ${languageName(language)}`}</span>}
            value={shown(language)}
            onChange={(text) => write(language, text)}
            placeholder={isOptional ? '' : t('texts.missing', { language: languageName(language) })}
            testId={`text-${name}-${language}`}
            {...(lines === undefined ? {} : { rows: lines })}
            {...(maxLength === undefined ? {} : { maxLength })}
          />
        </div>
      ))}
    </>
  );
}

const wordsIn = (content: LooseContent, name: string, language: string): string => {
  return wordsOf(objectOf(content, name), language).join(', ');
};

/** While it is written, a word may be empty; what is sent has none. */
function withWords(content: LooseContent, name: string, language: string, text: string): LooseContent {
  const words = text.split(',').map((word, index) => (index === 0 ? word : word.replace(/^ /, '')));
  const { [language]: _old, ...rest } = objectOf(content, name);
  return withValue(content, name, text === '' ? (Object.keys(rest).length === 0 ? {} : rest) : { ...rest, [language]: words });
}
