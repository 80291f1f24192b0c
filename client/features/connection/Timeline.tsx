import { CartesianGrid, Line, LineChart, ReferenceArea, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { ConnectionHistory } from '#shared/contract/connection.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { strokeOf } from './strokes.ts';
import { type Row, legKey } from './historyRows.ts';
import { whoText } from './legTexts.ts';
import styles from './Timeline.module.css';

type Props = {
  readonly legs: ConnectionHistory['legs'];
  readonly rows: Row[];
  /** Numbered on the line of time as in the list beside it. */
  readonly events: readonly { readonly at: number; readonly text: string }[];
  /** While something was wrong. */
  readonly zones: readonly { readonly from: number; readonly to: number | null; readonly isStop: boolean }[];
  readonly clock: (at: number) => string;
};

const axis = { stroke: 'var(--chart-grid)', tick: { fill: 'var(--ink-2)', fontSize: 12.5 } };

/** One figure of each leg as a line; what was found and done stands at its time. The table says the same to who does not see it. */
export function Timeline({ legs, rows, events, zones, clock }: Props) {
  const { t } = useTexts('connection');
  const last = rows.at(-1)?.at ?? 0;
  return (
    <div className={styles['timeline']} dir="ltr" aria-hidden>
      <ResponsiveContainer>
        <LineChart accessibilityLayer={false} data={rows} margin={{ top: 16, right: 12, bottom: 0, left: 0 }}>
          {zones.map(({ from, to, isStop }) => (
            <ReferenceArea
              key={`${from} ${to}`}
              x1={from}
              x2={to ?? last}
              ifOverflow="hidden"
              fill={isStop ? 'var(--bad-tint)' : 'var(--poor-tint)'}
              fillOpacity={0.8}
            />
          ))}
          <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
          <XAxis dataKey="at" type="number" domain={['dataMin', 'dataMax']} tickFormatter={clock} minTickGap={40} height={22} {...axis} />
          <YAxis width={44} domain={[0, 'auto']} {...axis} />
          <Tooltip
            labelFormatter={(at) => clock(Number(at))}
            contentStyle={{ background: 'var(--card)', borderColor: 'var(--edge)', borderRadius: 'var(--r-1)', color: 'var(--ink)' }}
          />
          {events.map(({ at, text }, index) => (
            <ReferenceLine
              key={`${at} ${text}`}
              x={at}
              stroke="var(--ink-2)"
              strokeDasharray="3 3"
              label={{ value: index + 1, position: 'top', fill: 'var(--ink)', fontSize: 12.5, fontWeight: 650 }}
            />
          ))}
          {legs.map(({ leg, ordinal }) => (
            <Line
              key={legKey({ leg, ordinal })}
              dataKey={legKey({ leg, ordinal })}
              name={whoText(t, { leg, ordinal })}
              {...strokeOf({ leg, ordinal })}
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
