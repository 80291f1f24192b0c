import type { ReactNode } from 'react';
import { Horizon } from '#client/ui/Horizon.tsx';
import { Mark } from '#client/ui/Mark.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './SignIn.module.css';

/** What this is, in one sentence, beside or over the horizon; and what one may do here. `tools` stand beside the name. */
export function Hero({ tools, children }: { readonly tools?: ReactNode; readonly children?: ReactNode }) {
  const { t } = useTexts('signIn');
  return (
    <header className={styles['hero']}>
      <div className={styles['view']}>
        <Horizon />
      </div>
      <div className={styles['words']}>
        <div className={styles['head']}>
          <p className={styles['brand']}>
            <Mark /> Distans
          </p>
          {tools}
        </div>
        <h1>{t('title')}</h1>
        <p className={styles['say']}>{t('say')}</p>
        {children}
      </div>
    </header>
  );
}
