import { Check, Languages as LanguagesIcon } from 'lucide-react';
import { useStore } from 'zustand';
import { languages } from '#shared/language.ts';
import { changeLanguage, languageNames, languageTrouble, useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { ModalDialog } from '#client/ui/ModalDialog.tsx';
import styles from './Languages.module.css';

/** Every language by its own name: no flag says which language one reads. */
export function LanguageWords({ onChosen }: { readonly onChosen?: () => void }) {
  const { t, language } = useTexts('common');
  return (
    <nav className={styles['words']} aria-label={t('language')} data-testid="languages">
      {languages.map((one) => (
        <span key={one} lang={one} data-on={one === language || undefined}>
          <Button
            kind="quiet"
            isWide
            icon={one === language ? <Check aria-hidden /> : undefined}
            aria-pressed={one === language}
            onPress={() => {
              changeLanguage(one);
              onChosen?.();
            }}
          >
            {languageNames[one]}
          </Button>
        </span>
      ))}
      <LanguageMissing />
    </nav>
  );
}

/** One button with the language that is on; it opens the others, over any screen. */
export function LanguageButton() {
  const { t, language } = useTexts('terminal');
  return (
    <ModalDialog
      title={t('languages.title')}
      isDismissable
      data-testid="languageList"
      trigger={
        <Button kind="quiet" icon={<LanguagesIcon aria-hidden />} data-testid="languageButton">
          {languageNames[language]}
        </Button>
      }
    >
      {(close) => (
        <>
          <LanguageWords onChosen={close} />
          <Button kind="secondary" size="large" onPress={close}>
            {t('close')}
          </Button>
        </>
      )}
    </ModalDialog>
  );
}

/** Says in the language that was chosen that it cannot be had so far. */
export function LanguageMissing() {
  const { t } = useTexts('common');
  const missing = useStore(languageTrouble, (state) => state.language);
  if (missing === null) return null;
  return (
    <p role="status" lang={missing} className={styles['missing']} data-testid="languageMissing">
      {t('builtIn:language', { lng: missing })}
    </p>
  );
}
