import { useStore } from 'zustand';
import { languages } from '#shared/language.ts';
import { changeLanguage, languageNames, languageTrouble, useTexts } from '#client/app/i18n/index.ts';
import { Button } from './Button.tsx';
import styles from './LanguageSwitcher.module.css';

/** Every language in its own name, at hand on every screen. */
export function LanguageSwitcher({ size = 'normal' }: { readonly size?: 'normal' | 'large' }) {
  const { t, language } = useTexts('common');
  const missing = useStore(languageTrouble, (state) => state.language);
  return (
    <nav className={styles['languages']} aria-label={t('language')}>
      {languages.map((one) => (
        <span key={one} lang={one}>
          <Button kind={one === language ? 'primary' : 'quiet'} size={size} aria-pressed={one === language} onPress={() => changeLanguage(one)}>
            {languageNames[one]}
          </Button>
        </span>
      ))}
      {missing !== null && (
        <p role="status" lang={missing} className={styles['missing']} data-testid="languageMissing">
          {t('builtIn:language', { lng: missing })}
        </p>
      )}
    </nav>
  );
}
