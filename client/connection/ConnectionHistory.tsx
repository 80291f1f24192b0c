import { useEffect, useId, useState } from 'react';
import { CartesianGrid, Legend, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { NumberName } from '#shared/connection/figures.ts';
import type { ConnectionHistory as History } from '#shared/contract/connection.ts';
import { Choice } from '#client/components/Choice.tsx';
import { errorText } from '#client/components/errorText.ts';
import { Notice } from '#client/components/Notice.tsx';
import { useTexts } from '#client/i18n/index.ts';
import styles from './Connection.module.css';
import { QualityLine } from './QualityLine.tsx';
import { figureNames, figureText, figureValue } from './figureTexts.ts';
import { leverText } from './leverText.ts';

type Props = { readonly load: () => Promise<History> };

const everyMs = 2_000;
/** The table shows the newest looks; the graph has them all. */
const tableRows = 30;
/** Told apart by dash and by name, not by colour alone. */
const strokes: Record<string, { readonly stroke: string; readonly dash: string }> = {
  terminal: { stroke: 'var(--highlightBase)', dash: '' },
  expert: { stroke: 'var(--accentTangerineBase, #b34000)', dash: '6 3' },
  adviser: { stroke: 'var(--depthDark1)', dash: '2 3' },
  supervisor: { stroke: 'var(--blackBase)', dash: '1 4' },
};

/** The connections of a call over time, with what was found and what was done on the same line of time, and all of it as a table. */
export default function ConnectionHistory({ load }: Props) {
  const { t, language } = useTexts('connection');
  const [history, setHistory] = useState<History | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [name, setName] = useState<NumberName>('downLossRatio');
  const titleId = useId();
  useEffect(() => {
    const read = (): void =>
      void load().then(
        (next) => {
          setHistory(next);
          setError(null);
        },
        (reason: unknown) => setError(reason),
      );
    read();
    const timer = setInterval(read, everyMs);
    return () => clearInterval(timer);
  }, [load]);

  if (error !== null && history === null) return <Notice kind="warning">{errorText(t, error)}</Notice>;
  if (history === null) return null;
  if (history.legs.length === 0) return <p>{t('noHistory')}</p>;
  const clock = (at: number): string => new Date(at).toLocaleTimeString(language);
  const rows = rowsOf(history, name);
  const legs = history.legs.map(({ leg }) => leg);
  const events = eventsOf(history).map(({ at, event }) => ({ at, text: textOf(event) }));
  function textOf(event: ReturnType<typeof eventsOf>[number]['event']): string {
    return 'code' in event ? `${t(`whose.${event.leg}`)}: ${t(`cause.${event.code}.title`)}` : leverText(t, event.lever);
  }
  return (
    <section aria-labelledby={titleId} className={styles['history']} data-testid="connectionHistory">
      <h3 id={titleId}>{t('graph.title')}</h3>
      <QualityLine quality={history.quality} />
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
                label={{ value: text, angle: -90, position: 'insideTopLeft', fontSize: 11 }}
              />
            ))}
            {legs.map((leg) => (
              <Line
                key={leg}
                dataKey={leg}
                name={t(`whose.${leg}`)}
                stroke={strokes[leg]?.stroke ?? ''}
                strokeDasharray={strokes[leg]?.dash ?? ''}
                dot={false}
                connectNulls
                isAnimationActive={false}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
      {events.length > 0 && (
        <ul className={styles['events']} aria-label={t('graph.events')}>
          {events.map(({ at, text }) => (
            <li key={`${at} ${text}`}>
              {clock(at)} {text}
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>{t('graph.table')}</summary>
        <table className={styles['table']}>
          <caption>{t(`figure.${name}`)}</caption>
          <thead>
            <tr>
              <th scope="col">{t('graph.time')}</th>
              {legs.map((leg) => (
                <th key={leg} scope="col">
                  {t(`whose.${leg}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(-tableRows).map((row) => (
              <tr key={row.at}>
                <th scope="row">{clock(row.at)}</th>
                {legs.map((leg) => (
                  <td key={leg}>{figureText(name, row.raw[leg] ?? null, language)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

type Row = { at: number; raw: Record<string, number | null>; [leg: string]: unknown };

/** One row for each second in which somebody was looked at. */
function rowsOf({ legs }: History, name: NumberName): Row[] {
  const rows = new Map<number, Row>();
  for (const { leg, points } of legs) {
    for (const { at, figures } of points) {
      const second = Math.floor(at / 1000) * 1000;
      const row = rows.get(second) ?? { at: second, raw: {} };
      row[leg] = figureValue(name, figures);
      row.raw[leg] = figures[name];
      rows.set(second, row);
    }
  }
  return [...rows.values()].sort((a, b) => a.at - b.at);
}

const eventsOf = ({ alerts, repairs }: History) =>
  [...alerts.map((alert) => ({ at: alert.since, event: alert })), ...repairs.map((repair) => ({ at: repair.at, event: repair }))].sort((a, b) => a.at - b.at);
