import { CircleCheck } from 'lucide-react';
import { causeOf, terminalFaults } from '#shared/connection/findings.ts';
import type { Alert } from '#shared/contract/connection.ts';
import { Button } from '#client/ui/Button.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import styles from './Connection.module.css';
import { evidenceTexts } from './evidenceTexts.ts';

type Shown = Pick<Alert, 'code' | 'since' | 'certainty' | 'evidence'> & Partial<Pick<Alert, 'alertId' | 'leg' | 'endedAt'>>;
type Props = { readonly findings: readonly Shown[]; readonly onDone?: (alertId: string) => void };

const standingFirst = (a: Shown, b: Shown): number => Number(a.endedAt != null) - Number(b.endedAt != null);

/** What stands at a connection, the weightiest first, and then what is over: what it is, whose, how sure, from what, and what to do next (F54). */
export function FindingList({ findings, onDone }: Props) {
  const { t, language } = useTexts('connection');
  if (findings.length === 0) {
    return (
      <p className={styles['allWell']}>
        <CircleCheck aria-hidden /> {t('allWell')}
      </p>
    );
  }
  return (
    <ul className={styles['findings']} data-testid="findings">
      {[...findings].sort(standingFirst).map((finding) => {
        const { code, since, certainty, evidence, leg, alertId, endedAt } = finding;
        const measured = evidenceTexts(t, language, evidence).join(', ');
        const { rank } = causeOf(code);
        const isOver = endedAt != null;
        return (
          <li key={alertId ?? code} data-code={code} data-rank={rank} data-over={isOver}>
            <div>
              <strong>
                {leg !== undefined && `${t(`whose.${leg}`)}: `}
                {t(`cause.${code}.title`)}
              </strong>
              <span className={styles['small']}>
                {!(code in terminalFaults) && `${t(`rank.${rank}`)} · ${t(`certainty.${certainty}`)} · `}
                {isOver ? t('over', { time: clockTime(endedAt, language, false) }) : t('since', { time: clockTime(since, language, false) })}
              </span>
              {measured !== '' && <span className={styles['small']}>{t('evidence.label', { evidence: measured })}</span>}
              {!isOver && <p>{t(`cause.${code}.action`)}</p>}
            </div>
            {onDone !== undefined && alertId !== undefined && (
              <Button kind="quiet" aria-label={t('markDoneFor', { cause: t(`cause.${code}.title`) })} onPress={() => onDone(alertId)}>
                {t('markDone')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
