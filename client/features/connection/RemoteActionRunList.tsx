import type { RemoteActionRun } from '#shared/contract/connection.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import styles from './Connection.module.css';
import { clearChanges, figureText } from './figureTexts.ts';
import { remoteActionText } from './remoteActionText.ts';

/** The newest repairs, each with what it changed: measured before and after. */
export function RemoteActionRunList({ remoteActionRuns }: { readonly remoteActionRuns: readonly RemoteActionRun[] }) {
  const { t, language } = useTexts('connection');
  if (remoteActionRuns.length === 0) return null;
  return (
    <section aria-labelledby="remoteActionRuns-title">
      <h3 id="remoteActionRuns-title">{t('remoteActionRuns.title')}</h3>
      <ul className={styles['remoteActionRuns']} data-testid="remoteActionRuns">
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
    </section>
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
