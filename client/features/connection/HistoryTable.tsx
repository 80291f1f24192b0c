import { Fragment } from 'react';
import type { NumberName } from '#shared/connection/figures.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './HistoryTable.module.css';
import { figureText } from './figureTexts.ts';
import { type LegName, type Row, legKey } from './historyRows.ts';
import { qualityText, pathText, whoText } from './legTexts.ts';

type Props = { readonly legs: readonly LegName[]; readonly rows: readonly Row[]; readonly name: NumberName; readonly clock: (at: number) => string };

/** The table shows the newest looks; the graph has them all. */
const tableRows = 30;

/** The chosen figure of each leg over time, and which way its media took. */
export function HistoryTable({ legs, rows, name, clock }: Props) {
  const { t, language } = useTexts('connection');
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys (WCAG 2.1.1)
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t(`figure.${name}`)}>
      <table className={styles['table']}>
        <caption>{t(`figure.${name}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('graph.time')}</th>
            {legs.map((leg) => (
              <Fragment key={legKey(leg)}>
                <th scope="col">{whoText(t, leg)}</th>
                <th scope="col">
                  {whoText(t, leg)}: {t('path.label')}
                </th>
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(-tableRows).map(({ at, figures }) => (
            <tr key={at}>
              <th scope="row">{clock(at)}</th>
              {legs.map((leg) => {
                const look = figures[legKey(leg)];
                const way = look === undefined ? null : pathText(t, look);
                return (
                  <Fragment key={legKey(leg)}>
                    <td>{figureText(name, look?.[name] ?? null, language)}</td>
                    <td>{look === undefined || way === null ? '–' : `${way}; ${qualityText(t, language, look)}`}</td>
                  </Fragment>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
