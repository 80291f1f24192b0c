import type { ReactNode } from 'react';
import { State } from '#client/ui/State.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { FindingCard, type ShownFinding } from './FindingCard.tsx';
import styles from './FindingList.module.css';

type Props<T extends ShownFinding> = {
  readonly findings: readonly T[];
  /** The first is what the view is about. */
  readonly hasLead?: boolean;
  readonly remedyOf?: (finding: T) => ReactNode;
  readonly onDone?: (alertId: string) => void;
};

const standingFirst = (a: ShownFinding, b: ShownFinding): number => Number(a.endedAt != null) - Number(b.endedAt != null);

/** What stands at a connection, in the order given, and then what is over. */
export function FindingList<T extends ShownFinding>({ findings, hasLead = false, remedyOf, onDone }: Props<T>) {
  const { t } = useTexts('connection');
  if (findings.length === 0) {
    return (
      <p>
        <State kind="good">{t('allWell')}</State>
      </p>
    );
  }
  return (
    <ul className={styles['findings']} data-testid="findings">
      {[...findings].sort(standingFirst).map((finding, index) => (
        <li key={finding.alertId ?? finding.code}>
          <FindingCard
            finding={finding}
            size={hasLead && index === 0 && finding.endedAt == null ? 'lead' : 'row'}
            remedy={remedyOf?.(finding)}
            {...(onDone === undefined ? {} : { onDone })}
          />
        </li>
      ))}
    </ul>
  );
}
