import { X } from 'lucide-react';
import { shippedLanguages } from '#shared/language.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Section } from '#client/ui/Card.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { Segments } from '#client/ui/Segments.tsx';
import styles from './People.module.css';
import type { Spoken } from './person.ts';

/** Languages that are often spoken here, besides those of the product's texts. */
const others = ['so', 'fa', 'ku', 'tr', 'de', 'fr', 'es', 'smn', 'sms', 'fsl'] as const;
const levels = ['1', '2', '3', '4', '5'] as const;

/** What somebody speaks, and how well. */
export function LanguageLevels({ languages, onChange }: { readonly languages: Spoken; readonly onChange: (languages: Spoken) => void }) {
  const { t } = useTexts('people');
  const addable = [...shippedLanguages, ...others].filter((language) => languages.every((known) => known.language !== language));
  return (
    <Section title={t('languageLevels')}>
      <ul className={styles['list']}>
        {languages.map(({ language, level }) => (
          <li key={language} data-testid={`language-${language}`}>
            <span>{languageName(language)}</span>
            <Segments
              label={t('level', { language: languageName(language) })}
              value={levels[level - 1] ?? null}
              options={levels.map((id) => ({ id, text: id }))}
              onChange={(next) => onChange(languages.map((one) => (one.language === language ? { language, level: Number(next) } : one)))}
            />
            {languages.length > 1 && (
              <Button
                kind="quiet"
                icon={<X aria-hidden />}
                aria-label={t('removeLanguage', { language: languageName(language) })}
                onPress={() => onChange(languages.filter((one) => one.language !== language))}
              />
            )}
          </li>
        ))}
      </ul>
      <Choice
        label={t('addLanguage')}
        value={null}
        options={addable.map((id) => ({ id, text: languageName(id) }))}
        onChange={(language) => onChange([...languages, { language, level: 3 }])}
      />
    </Section>
  );
}
