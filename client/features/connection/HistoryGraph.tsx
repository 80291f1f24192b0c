import { CartesianGrid, Legend, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { ConnectionHistory as History } from '#shared/contract/connection.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './Connection.module.css';
import { type Row, legKey } from './historyRows.ts';
import { whoText } from './legTexts.ts';

type Props = {
  readonly legs: History['legs'];
  readonly rows: Row[];
  readonly events: readonly { readonly at: number; readonly text: string }[];
  readonly clock: (at: number) => string;
};

/** Told apart by dash and by name, not by colour alone. */
const strokes: Record<string, { readonly stroke: string; readonly dash: string }> = {
  terminal: { stroke: 'var(--highlightBase)', dash: '' },
  expert: { stroke: 'var(--accentTangerineBase, #b34000)', dash: '6 3' },
  adviser: { stroke: 'var(--depthDark1)', dash: '2 3' },
  supervisor: { stroke: 'var(--blackBase)', dash: '1 4' },
};
/** Of the second of a role and those after. */
const laterDash = '10 3 2 3';

/** One figure of each leg as a line; what was found and done stands at its time. The table says the same to who does not see it. */
export function HistoryGraph({ legs, rows, events, clock }: Props) {
  const { t } = useTexts('connection');
  return (
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
          {legs.map(({ leg, ordinal }) => (
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
  );
}
