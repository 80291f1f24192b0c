import { type Localised, spokenOf } from '#shared/language.ts';
import { useTexts } from './index.ts';

/** A text of the catalogue. Where it falls back on another language it says which, so that it is pronounced and broken as that one. */
export function Written({ texts }: { readonly texts: Localised }) {
  const { language, inLanguage, languageIn } = useTexts('common');
  const own = languageIn(texts);
  if (spokenOf(own) === language) return inLanguage(texts);
  return (
    <span lang={own} dir="auto">
      {inLanguage(texts)}
    </span>
  );
}
