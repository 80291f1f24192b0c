import type { CauseCode } from '#shared/connection/findings.ts';
import { withContext } from '#server/useCases.ts';
import { inRooms, meanOf, series } from './means.ts';
import type { MonitorContext, MonitorOptions } from './monitorContext.ts';
import { report, signalling, tick } from './reporting.ts';
import { ToldFindings } from './toldFindings.ts';

export type Monitor = ReturnType<typeof createMonitor>;

/** Looks at every connection that this process serves: what pages report, what the media worker sees, and what both mean. */
export function createMonitor(options: MonitorOptions) {
  const context: MonitorContext = { ...options, legs: new Map(), gone: new Map(), told: new ToldFindings(options), healing: new Map() };
  return {
    ...withContext(context, { report, signalling, tick, series, meanOf, inRooms }),

    /** At how many connections each cause stands now. */
    active: (): ReadonlyMap<CauseCode, number> => context.told.active(),
  };
}
