import { Video } from 'lucide-react';
import { Button } from '#client/components/Button.tsx';
import { useTexts } from '#client/i18n/index.ts';
import type { TerminalProps } from './TerminalPage.tsx';
import styles from './Terminal.module.css';

/** One touch starts. */
export function StartScreen({ onStart }: TerminalProps & { readonly onStart: () => void }) {
  const { t } = useTexts('terminal');
  return (
    <section className={styles['welcome']}>
      <h1>{t('start.title')}</h1>
      <p className={styles['lead']}>{t('start.text')}</p>
      <Button size="large" icon={<Video aria-hidden size={36} />} onPress={onStart}>
        {t('start.begin')}
      </Button>
      <p>{t('start.privacy')}</p>
    </section>
  );
}
