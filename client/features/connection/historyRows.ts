import type { Figures, NumberName } from '#shared/connection/figures.ts';
import type { Alert, ConnectionHistory, HealingEvent, RemoteActionRun } from '#shared/contract/connection.ts';
import { figureValue } from './figureTexts.ts';

/** One of a role in a call, by the order of coming. */
export type LegName = Pick<ConnectionHistory['legs'][number], 'leg' | 'ordinal'>;
export const legKey = ({ leg, ordinal }: LegName): string => `${leg} ${ordinal}`;

/** What was measured within one second; under the legs' keys the figure that the graph draws. */
export type Row = { readonly at: number; readonly figures: Record<string, Figures>; readonly [legKey: string]: unknown };

/** One row for each second in which somebody was looked at, oldest first. */
export function rowsOf({ legs }: Pick<ConnectionHistory, 'legs'>, name: NumberName): Row[] {
  const rows = new Map<number, { at: number; figures: Record<string, Figures>; [legKey: string]: unknown }>();
  for (const leg of legs) {
    const key = legKey(leg);
    for (const { at, figures } of leg.points) {
      const second = Math.floor(at / 1000) * 1000;
      const row = rows.get(second) ?? { at: second, figures: {} };
      row[key] = figureValue(name, figures);
      row.figures[key] = figures;
      rows.set(second, row);
    }
  }
  return [...rows.values()].sort((a, b) => a.at - b.at);
}

export type HistoryEvent = { readonly at: number } & (
  | { readonly kind: 'found' | 'over'; readonly alert: Alert }
  | { readonly kind: 'repaired'; readonly remoteActionRun: RemoteActionRun }
  | { readonly kind: 'healing'; readonly step: HealingEvent }
);

/** What was found and when it was over, what the adviser did and what pages tried by themselves, oldest first. */
export const eventsOf = ({ alerts, remoteActionRuns, healing }: Pick<ConnectionHistory, 'alerts' | 'remoteActionRuns' | 'healing'>): HistoryEvent[] =>
  [
    ...alerts.map((alert) => ({ kind: 'found' as const, at: alert.since, alert })),
    ...alerts.flatMap((alert) => (alert.endedAt === null ? [] : { kind: 'over' as const, at: alert.endedAt, alert })),
    ...remoteActionRuns.map((remoteActionRun) => ({ kind: 'repaired' as const, at: remoteActionRun.at, remoteActionRun })),
    ...healing.map((step) => ({ kind: 'healing' as const, at: step.at, step })),
  ].sort((a, b) => a.at - b.at);

/** Whether nothing at all is known of the call; its score is kept for longer than its series. */
export const isBlank = ({ legs, alerts, remoteActionRuns, healing, quality }: ConnectionHistory): boolean =>
  [legs, alerts, remoteActionRuns, healing, quality.scores].every(({ length }) => length === 0) && quality.rating === null;
