import { useStore } from 'zustand';
import { languageTrouble, useLanguages, useTexts } from '#client/app/i18n/index.ts';
import { Button } from './Button.tsx';
import styles from './LanguageSwitcher.module.css';

/** Every language in its own name, at hand on every screen, and beside them the simple variant of the one that is on. */
export function LanguageSwitcher({ size = 'normal' }: { readonly size?: 'normal' | 'large' }) {
  const { t } = useTexts('common');
  const { languages, current, isSimple, simpleName, choose, chooseSimple } = useLanguages();
  const missing = useStore(languageTrouble, (state) => state.language);
  return (
    <nav className={styles['languages']} aria-label={t('language')}>
      {languages.map(({ id, name, isOn, isReady }) => (
        <span key={id} lang={id} dir="auto" data-language={id} data-ready={isReady}>
          <Button kind={isOn ? 'primary' : 'quiet'} size={size} aria-pressed={isOn} onPress={() => choose(id)}>
            {name}
          </Button>
        </span>
      ))}
      {simpleName !== null && (
        <span lang={current}>
          <Button
            kind={isSimple ? 'primary' : 'secondary'}
            size={size}
            aria-pressed={isSimple}
            data-testid="simpleLanguage"
            onPress={() => chooseSimple(!isSimple)}
          >
            {simpleName}
          </Button>
        </span>
      )}
      {missing !== null && (
        <p role="status" lang={missing} dir="auto" className={styles['missing']} data-testid="languageMissing">
          {t('builtIn:language', { lng: missing })}
        </p>
      )}
    </nav>
  );
}
