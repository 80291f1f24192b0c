import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Rank, causeOf, terminalFaults } from '#shared/connection/findings.ts';
import type { Alert } from '#shared/contract/connection.ts';
import { Button } from '#client/ui/Button.tsx';
import type { StateKind } from '#client/ui/stateKinds.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { evidenceTexts } from './evidenceTexts.ts';
import styles from './FindingCard.module.css';

export type ShownFinding = Pick<Alert, 'code' | 'since' | 'certainty' | 'evidence'> & Partial<Pick<Alert, 'alertId' | 'leg' | 'endedAt'>>;

type Props = {
  readonly finding: ShownFinding;
  /** The one that its view is about is larger. */
  readonly size?: 'lead' | 'row';
  /** The button that mends it; without one the words say what a person can do. */
  readonly remedy?: ReactNode;
  readonly onDone?: (alertId: string) => void;
};

const states: Readonly<Record<Rank, StateKind>> = { stops: 'bad', harms: 'poor', notes: 'off' };
const signs = { stops: OctagonAlert, harms: TriangleAlert, notes: Info };

/** One thing that is wrong, or was: the cause in plain words, what proves it, and the button that mends it (F54). */
export function FindingCard({ finding, size = 'row', remedy, onDone }: Props) {
  const { t } = useTexts('connection');
  const { code, leg, alertId, endedAt } = finding;
  const { rank } = causeOf(code);
  const isOver = endedAt != null;
  const Sign = isOver ? CircleCheck : signs[rank];
  return (
    <article className={styles['card']} data-state={isOver ? 'off' : states[rank]} data-size={size} data-code={code} data-rank={rank} data-over={isOver}>
      <span className={styles['sign']}>
        <Sign aria-hidden />
      </span>
      <div className={styles['words']}>
        <p className={styles['title']}>
          {leg !== undefined && `${t(`whose.${leg}`)}: `}
          {t(`cause.${code}.title`)}
        </p>
        {!isOver && (size === 'lead' || remedy === undefined) && <p className={styles['action']}>{t(`cause.${code}.action`)}</p>}
        <Proof finding={finding} />
      </div>
      {(remedy !== undefined || (onDone !== undefined && alertId !== undefined)) && (
        <div className={styles['acts']}>
          {remedy}
          {onDone !== undefined && alertId !== undefined && (
            <Button kind="quiet" aria-label={t('markDoneFor', { cause: t(`cause.${code}.title`) })} onPress={() => onDone(alertId)}>
              {t('markDone')}
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

/** How much it takes from the call, how sure it is, from what, and since when. */
function Proof({ finding: { code, since, certainty, evidence, endedAt } }: Pick<Props, 'finding'>) {
  const { t, language } = useTexts('connection');
  const measured = evidenceTexts(t, language, evidence).join(', ');
  const isFault = code in terminalFaults;
  const parts = [
    isFault ? null : t(`rank.${causeOf(code).rank}`),
    // That it was measured is said with what was.
    isFault || (certainty === 'certain' && measured !== '') ? null : t(`certainty.${certainty}`),
    measured === '' ? null : t('evidence.label', { evidence: measured }),
    endedAt == null ? t('since', { time: clockTime(since, language, false) }) : t('over', { time: clockTime(endedAt, language, false) }),
  ];
  return <p className={styles['proof']}>{parts.filter((part) => part !== null).join(' · ')}</p>;
}
