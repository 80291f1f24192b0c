import { useEffect, useId, useState } from 'react';
import { CartesianGrid, Legend, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { NumberName } from '#shared/connection/figures.ts';
import type { ConnectionHistory as History } from '#shared/contract/connection.ts';
import { Choice } from '#client/ui/Choice.tsx';
import { errorText } from '#client/app/shell/errorText.ts';
import type { OnRefused } from '#client/app/shell/useRequest.ts';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockSeconds } from '#client/app/i18n/openingText.ts';
import styles from './Connection.module.css';
import { QualityLine } from './QualityLine.tsx';
import { HistoryTable } from './HistoryTable.tsx';
import { PathLines } from './PathLines.tsx';
import { figureNames } from './figureTexts.ts';
import { type HistoryEvent, eventsOf, isBlank, legKey, rowsOf } from './historyRows.ts';
import { whoText } from './legTexts.ts';
import { remoteActionText } from './remoteActionText.ts';

type Props = { readonly load: (onRefused: OnRefused) => Promise<History | null> };

const everyMs = 2_000;
/** Told apart by dash and by name, not by colour alone. */
const strokes: Record<string, { readonly stroke: string; readonly dash: string }> = {
  terminal: { stroke: 'var(--highlightBase)', dash: '' },
  expert: { stroke: 'var(--accentTangerineBase, #b34000)', dash: '6 3' },
  adviser: { stroke: 'var(--depthDark1)', dash: '2 3' },
  supervisor: { stroke: 'var(--blackBase)', dash: '1 4' },
};
/** Of the second of a role and those after. */
const laterDash = '10 3 2 3';

/** The connections of a call over time, with what was found and what was done on the same line of time, and all of it as a table. */
export default function ConnectionHistory({ load }: Props) {
  const { t, language } = useTexts('connection');
  const [history, setHistory] = useState<History | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [name, setName] = useState<NumberName>('downLossRatio');
  const titleId = useId();
  useEffect(() => {
    const read = (): void =>
      void load(setError).then((next) => {
        if (next === null) return;
        setHistory(next);
        setError(null);
      });
    read();
    const timer = setInterval(read, everyMs);
    return () => clearInterval(timer);
  }, [load]);

  if (error !== null && history === null) return <Notice kind="warning">{errorText(t, error)}</Notice>;
  if (history === null) return null;
  if (isBlank(history)) return <p>{t('noHistory')}</p>;
  const clock = (at: number): string => clockSeconds(at, language);
  const rows = rowsOf(history, name);
  const events = eventsOf(history).map((event) => ({ at: event.at, text: textOf(event) }));
  function textOf(event: HistoryEvent): string {
    switch (event.kind) {
      case 'found':
        return `${t(`whose.${event.alert.leg}`)}: ${t(`cause.${event.alert.code}.title`)}`;
      case 'over':
        return t('graph.over', { what: `${t(`whose.${event.alert.leg}`)}: ${t(`cause.${event.alert.code}.title`)}` });
      case 'repaired':
        return remoteActionText(t, event.remoteActionRun.remoteAction);
      case 'healing':
        return `${whoText(t, event.step)}: ${t(`healing.${event.step.step}`)}`;
    }
  }
  return (
    <section aria-labelledby={titleId} className={styles['history']} data-testid="connectionHistory">
      <h3 id={titleId}>{t('graph.title')}</h3>
      <QualityLine quality={history.quality} />
      {history.legs.length === 0 ? (
        <p>{t('noHistory')}</p>
      ) : (
        <>
          <PathLines legs={history.legs} />
          <Choice
            label={t('graph.measure')}
            value={name}
            testId="figureChoice"
            options={figureNames.map((id) => ({ id, text: t(`figure.${id}`) }))}
            onChange={setName}
          />
          <div className={styles['graph']} aria-hidden>
            <ResponsiveContainer>
              <LineChart data={rows}>
                <CartesianGrid strokeDasharray="2 4" />
                <XAxis dataKey="at" type="number" domain={['dataMin', 'dataMax']} tickFormatter={clock} minTickGap={40} />
                <YAxis width={56} domain={[0, 'auto']} />
                <Tooltip labelFormatter={(at) => clock(Number(at))} />
                <Legend />
                {events.map(({ at, text }) => (
                  <ReferenceLine
                    key={`${at} ${text}`}
                    x={at}
                    stroke="var(--alertBase)"
                    label={{ value: text, angle: -90, position: 'insideBottomLeft', offset: 10, fontSize: 11 }}
                  />
                ))}
                {history.legs.map(({ leg, ordinal }) => (
                  <Line
                    key={legKey({ leg, ordinal })}
                    dataKey={legKey({ leg, ordinal })}
                    name={whoText(t, { leg, ordinal })}
                    stroke={strokes[leg]?.stroke ?? ''}
                    strokeDasharray={ordinal === 1 ? (strokes[leg]?.dash ?? '') : laterDash}
                    dot={false}
                    connectNulls
                    isAnimationActive={false}
                  />
                ))}
              </LineChart>
            </ResponsiveContainer>
          </div>
        </>
      )}
      {events.length > 0 && (
        <ul className={styles['events']} aria-label={t('graph.events')}>
          {events.map(({ at, text }) => (
            <li key={`${at} ${text}`}>
              {clock(at)} {text}
            </li>
          ))}
        </ul>
      )}
      {history.legs.length > 0 && (
        <details>
          <summary>{t('graph.table')}</summary>
          <HistoryTable legs={history.legs} rows={rows} name={name} clock={clock} />
        </details>
      )}
    </section>
  );
}
