import { Ticket } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Horizon } from '#client/ui/Horizon.tsx';
import { LanguageWords } from './Languages.tsx';
import styles from './Welcome.module.css';

/** Where one arrives: a greeting, what this is in two sentences, a way to more of it, and the languages as words. */
export function Welcome({ children }: { readonly children?: ReactNode }) {
  const { t } = useTexts('terminal');
  return (
    <section className={styles['welcome']} aria-labelledby="welcome">
      <div className={styles['view']}>
        <Horizon />
      </div>
      <div className={styles['words']}>
        <h1 id="welcome">{t('start.title')}</h1>
        <p>
          {t('start.text')} <span className={styles['privacy']}>{t('start.privacy')}</span>
        </p>
        {children}
      </div>
      <div className={styles['foot']}>
        <LanguageWords />
      </div>
    </section>
  );
}

/** For whoever was given a number and comes back. */
export function HaveNumberButton({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTexts('terminal');
  return (
    <Button kind="secondary" size="large" icon={<Ticket aria-hidden />} onPress={onPress}>
      {t('start.haveNumber')}
    </Button>
  );
}
