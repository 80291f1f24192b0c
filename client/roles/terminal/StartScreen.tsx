import { BellRing, Hash, Video } from 'lucide-react';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import type { TerminalProps } from './props.ts';
import styles from './Terminal.module.css';

type Props = TerminalProps & {
  readonly onStart: () => void;
  /** Whose number is called, or who has one (null), gives the PIN to it. */
  readonly onNumber: (number: number | null) => void;
};

/** One touch starts. Whose number is called answers here. */
export function StartScreen({ view, catalogue, onStart, onNumber }: Props) {
  const { t } = useTexts('terminal');
  const { agencyShortName } = useCatalogueTexts(catalogue);
  return (
    <section className={styles['welcome']}>
      <h1>{t('start.title')}</h1>
      {view.summons.map(({ callId, number, agencyId }) => (
        <Button key={callId} size="large" icon={<BellRing aria-hidden size={36} />} data-testid="summons" onPress={() => onNumber(number)}>
          <span role="status">{t('start.summons', { number, agency: agencyShortName(agencyId) })}</span>
        </Button>
      ))}
      <p className={styles['lead']}>{t('start.text')}</p>
      <Button size="large" icon={<Video aria-hidden size={36} />} data-testid="start" onPress={onStart}>
        {t('start.begin')}
      </Button>
      <div className={styles['row']}>
        <Button kind="secondary" size="large" icon={<Hash aria-hidden />} onPress={() => onNumber(null)}>
          {t('start.haveNumber')}
        </Button>
      </div>
      <p>{t('start.privacy')}</p>
    </section>
  );
}
