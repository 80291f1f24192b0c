import type { LegName } from './historyRows.ts';

/** Told apart by dash and by name, not by colour alone. */
const strokes: Readonly<Record<LegName['leg'], readonly [stroke: string, dash: string]>> = {
  terminal: ['var(--chart-4)', ''],
  expert: ['var(--chart-1)', '2 5'],
  adviser: ['var(--chart-3)', '8 4'],
  supervisor: ['var(--chart-5)', '1 4'],
};
/** Of the second of a role and those after. */
const laterDash = '10 3 2 3';

/** How a leg's line is drawn, on the graph and beside its name. */
export function strokeOf({ leg, ordinal }: LegName) {
  const [stroke, dash] = strokes[leg];
  return { stroke, strokeWidth: 3, strokeLinecap: 'round', strokeDasharray: ordinal === 1 ? dash : laterDash } as const;
}
