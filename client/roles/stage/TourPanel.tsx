import { ArrowLeft, ArrowRight, RotateCcw } from 'lucide-react';
import { Button } from '#client/ui/Button.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { acts } from './acts.ts';
import styles from './Stage.module.css';
import { isLast, stepOf, steps } from './tour.ts';
import type { Guide } from './useTour.ts';

/** One sentence about what is to be seen, and on; what has to be done for it the same press does. */
export function TourPanel({ guide: { tour, isReady, isSlow, next, back }, onAgain }: { readonly guide: Guide; readonly onAgain: () => void }) {
  const { t } = useTexts('stage');
  const { id } = stepOf(tour);
  const isToBeDone = acts[id] !== undefined && !tour.wasDone;
  return (
    <section className={styles['tour']} aria-label={t('tour')} data-testid="tour" data-step={id} data-ready={isReady}>
      <div className={styles['words']}>
        <p className={styles['progress']}>{t('progress', { step: tour.index + 1, steps: steps.length })}</p>
        <p className={styles['sentence']} role="status">
          {isReady ? t(`step.${id}`) : t('opening')}
        </p>
        <p className={styles['progress']} role="status">
          {tour.isActing && t(isSlow ? 'slow' : 'acting')}
        </p>
      </div>
      <Button kind="secondary" icon={<ArrowLeft aria-hidden className="turning" />} isDisabled={tour.index === 0} data-testid="tourBack" onPress={back}>
        {t('back')}
      </Button>
      {isLast(tour) ? (
        <Button key="again" size="large" icon={<RotateCcw aria-hidden />} data-testid="tourAgain" onPress={onAgain}>
          {t('again')}
        </Button>
      ) : (
        <Button key="next" size="large" icon={<ArrowRight aria-hidden className="turning" />} isDisabled={!isReady} data-testid="tourNext" onPress={next}>
          {isToBeDone ? t(`press.${id}`) : t('next')}
        </Button>
      )}
    </section>
  );
}
