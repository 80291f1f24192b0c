import { type Localised, staffLanguages } from '#shared/language.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { Field } from '#client/ui/Field.tsx';

type Props = { readonly names: Localised; readonly onChange: (names: Localised) => void };

/** A terminal's name in each language of the desks. What is missing in one is shown in another. */
export function NameFields({ names, onChange }: Props) {
  const { t } = useTexts('fleet');
  return staffLanguages.map((language) => (
    <Field
      key={language}
      label={t('nameIn', { language: languageName(language) })}
      value={names[language] ?? ''}
      onChange={(text) => onChange({ ...names, [language]: text })}
      maxLength={60}
      testId={`name-${language}`}
    />
  ));
}
