import { type ParticipantKey, splitKey } from '#shared/call/mediaRouting.ts';
import { type Figures, meanFigures } from '#shared/connection/figures.ts';
import type { CallRole } from '#shared/contract/define.ts';
import type { LegLocation } from './leg.ts';
import type { MonitorContext } from './monitorContext.ts';

export type Series = { readonly leg: CallRole; readonly ordinal: number; readonly points: readonly { readonly at: number; readonly figures: Figures }[] };
type Mean = LegLocation & { readonly leg: CallRole; readonly figures: Figures };

/** The series of everybody in the room. */
export const series = (context: MonitorContext, roomId: string): Series[] =>
  [...context.legs].flatMap(([participant, leg]) =>
    leg.roomId === roomId && leg.place !== null ? [{ leg: splitKey(participant).role, ordinal: leg.place.ordinal, points: leg.figuresHere() }] : [],
  );

/** Mean figures of the last `ms` at a leg; null when nothing is known. */
export const meanOf = (context: MonitorContext, participant: ParticipantKey, ms: number): Figures | null =>
  meanFigures((context.legs.get(participant)?.figures(context.now() - ms) ?? []).map(({ figures }) => figures));

/** Every leg that is in a room, or was in one after `since`, with the mean of its looks there after `since`. Legs that ended earlier are forgotten. */
export function inRooms(context: MonitorContext, since: number): Mean[] {
  for (const leg of context.gone.keys()) if (leg.lastSampleAt <= since) context.gone.delete(leg);
  const present = [...context.legs].map(([participant, leg]) => [leg, splitKey(participant).role] as const);
  return [...present, ...context.gone].flatMap(([leg, role]) => {
    const figures = meanFigures(leg.figuresHere(since).map((one) => one.figures));
    return leg.place === null || figures === null ? [] : [{ ...leg.place, leg: role, figures }];
  });
}
