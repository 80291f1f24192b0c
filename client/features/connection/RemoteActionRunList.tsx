import { History } from 'lucide-react';
import type { RemoteActionRun } from '#shared/contract/connection.ts';
import { Panel } from '#client/ui/Card.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockSeconds, clockTime } from '#client/app/i18n/openingText.ts';
import { clearChanges, figureText } from './figureTexts.ts';
import { remoteActionText } from './remoteActionText.ts';
import styles from './RemoteActionRunList.module.css';

/** The newest remote actions, each with what it changed: measured before and after. */
export function RemoteActionRunList({ remoteActionRuns }: { readonly remoteActionRuns: readonly RemoteActionRun[] }) {
  const { t, language } = useTexts('connection');
  if (remoteActionRuns.length === 0) return null;
  return (
    <Panel title={t('remoteActionRuns.title')}>
      <ul className={styles['runs']} data-testid="remoteActionRuns">
        {remoteActionRuns.map((remoteActionRun) => (
          <li key={remoteActionRun.remoteActionId} data-outcome={remoteActionRun.outcome} data-measured={remoteActionRun.after !== null}>
            <span>
              <strong>{remoteActionText(t, remoteActionRun.remoteAction)}</strong> · {t(`outcome.${remoteActionRun.outcome}`)}
            </span>
            <span className={styles['small']}>
              {t('remoteActionRuns.by', { name: remoteActionRun.byName, time: clockTime(remoteActionRun.at, language, false) })}
            </span>
            <Change remoteActionRun={remoteActionRun} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What was done last and what it changed, in one line. */
export function LastRun({ remoteActionRun }: { readonly remoteActionRun: RemoteActionRun }) {
  const { t, language } = useTexts('connection');
  const { remoteAction, outcome, at } = remoteActionRun;
  return (
    <p className={styles['last']}>
      <History aria-hidden />
      <span>
        <b>{t('remoteActionRuns.last')}</b> · {clockSeconds(at, language)} {remoteActionText(t, remoteAction)} · {t(`outcome.${outcome}`)}
      </span>
      <Change remoteActionRun={remoteActionRun} />
    </p>
  );
}

function Change({ remoteActionRun: { remoteAction, outcome, before, after } }: { readonly remoteActionRun: RemoteActionRun }) {
  const { t, language } = useTexts('connection');
  if (outcome !== 'done' || before === null) return null;
  if (after === null) return <span className={styles['small']}>{t('remoteActionRuns.measuring')}</span>;
  const changed = clearChanges(remoteAction, before, after);
  if (changed.length === 0) return <span className={styles['small']}>{t('remoteActionRuns.noChange')}</span>;
  return changed.map((name) => (
    <span key={name}>
      {t('remoteActionRuns.change', {
        figure: t(`figure.${name}`),
        before: figureText(name, before[name], language),
        after: figureText(name, after[name], language),
      })}
    </span>
  ));
}
