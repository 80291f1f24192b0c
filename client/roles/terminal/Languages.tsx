import { Check, Languages as LanguagesIcon } from 'lucide-react';
import { useStore } from 'zustand';
import { languageTrouble, useLanguages, useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { ModalDialog } from '#client/ui/ModalDialog.tsx';
import styles from './Languages.module.css';

/** Every language by its own name: no flag says which language one reads. */
export function LanguageWords({ onChosen }: { readonly onChosen?: () => void }) {
  const { t } = useTexts('common');
  const { languages, choose } = useLanguages();
  return (
    <nav className={styles['words']} aria-label={t('language')} data-testid="languages">
      {languages.map(({ id, name, isOn, isReady }) => (
        <span key={id} lang={id} dir="auto" data-language={id} data-on={isOn || undefined} data-ready={isReady}>
          <Button
            kind="quiet"
            isWide
            icon={isOn ? <Check aria-hidden /> : undefined}
            aria-pressed={isOn}
            onPress={() => {
              choose(id);
              onChosen?.();
            }}
          >
            {name}
          </Button>
        </span>
      ))}
      <LanguageMissing />
    </nav>
  );
}

/** One button with the language that is on; it opens the others, over any screen. */
export function LanguageButton() {
  const { t } = useTexts('terminal');
  const { languages, isSimple, simpleName } = useLanguages();
  const name = isSimple ? simpleName : languages.find(({ isOn }) => isOn)?.name;
  return (
    <ModalDialog
      title={t('languages.title')}
      isDismissable
      data-testid="languageList"
      trigger={
        <Button kind="quiet" icon={<LanguagesIcon aria-hidden />} data-testid="languageButton">
          {name}
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
    <p role="status" lang={missing} dir="auto" className={styles['missing']} data-testid="languageMissing">
      {t('builtIn:language', { lng: missing })}
    </p>
  );
}
