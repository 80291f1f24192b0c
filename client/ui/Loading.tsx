import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from './Button.tsx';
import styles from './PartFault.module.css';
import { useSustained } from './useSustained.ts';

const patienceMs = 4_000;

/** Nothing for what comes at once; words and a way out for what does not. */
export function Loading() {
  const { t } = useTexts('builtIn');
  if (!useSustained(true, patienceMs)) return null;
  return (
    <div className={styles['fault']} role="status">
      <p>{t('loading')}</p>
      <Button kind="secondary" data-testid="reload" onPress={() => window.location.reload()}>
        {t('reload')}
      </Button>
    </div>
  );
}
