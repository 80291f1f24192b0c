import type { Repair } from '#shared/contract/connection.ts';
import { useTexts } from '#client/i18n/index.ts';
import { clockTime } from '#client/i18n/openingText.ts';
import styles from './Connection.module.css';
import { clearChanges, figureText } from './figureTexts.ts';
import { leverText } from './leverText.ts';

/** The newest repairs, each with what it changed: measured before and after. */
export function RepairList({ repairs }: { readonly repairs: readonly Repair[] }) {
  const { t, language } = useTexts('connection');
  if (repairs.length === 0) return null;
  return (
    <section aria-labelledby="repairs-title">
      <h3 id="repairs-title">{t('repairs.title')}</h3>
      <ul className={styles['repairs']} data-testid="repairs">
        {repairs.map((repair) => (
          <li key={repair.repairId} data-outcome={repair.outcome} data-measured={repair.after !== null}>
            <span>
              <strong>{leverText(t, repair.lever)}</strong> · {t(`outcome.${repair.outcome}`)}
            </span>
            <span className={styles['small']}>{t('repairs.by', { name: repair.byName, time: clockTime(repair.at, language, false) })}</span>
            <Change repair={repair} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Change({ repair: { lever, outcome, before, after } }: { readonly repair: Repair }) {
  const { t, language } = useTexts('connection');
  if (outcome !== 'done' || before === null) return null;
  if (after === null) return <span className={styles['small']}>{t('repairs.measuring')}</span>;
  const changed = clearChanges(lever, before, after);
  if (changed.length === 0) return <span className={styles['small']}>{t('repairs.noChange')}</span>;
  return changed.map((name) => (
    <span key={name}>
      {t('repairs.change', { figure: t(`figure.${name}`), before: figureText(name, before[name], language), after: figureText(name, after[name], language) })}
    </span>
  ));
}
