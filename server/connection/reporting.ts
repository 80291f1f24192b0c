import { type ParticipantKey, splitKey } from '#shared/call/mediaRouting.ts';
import type { HealingStep } from '#shared/connection/pathPolicy.ts';
import { type ConnectionReport, reportEveryMs } from '#shared/contract/connectionReport.ts';
import { Leg } from './leg.ts';
import type { MonitorContext } from './monitorContext.ts';
import { carefully, forget, sampleSilent, sampleStats } from './sampling.ts';

/** A leg whose page has not reported for this long is looked at without it, and its browser is asked. */
const overdueMs = reportEveryMs + 700;
/** Silent legs are looked at more often than they would report. */
const silentSampleEveryMs = 1_000;

/** A page has reported. Resolves when the look is taken. */
export async function report(context: MonitorContext, participant: ParticipantKey, report: ConnectionReport): Promise<void> {
  const leg = context.legs.get(participant) ?? new Leg(context.now());
  context.legs.set(participant, leg);
  leg.isSignalling = true;
  leg.lastReportAt = context.now();
  leg.report = report;
  noteStep(context, participant, leg, report.healingStep);
  // A page without media has nothing that could be lost; its silence is no news.
  if (report.sessionId === null) {
    if (leg.findings.every(({ code }) => code !== 'serverOverloaded')) forget(context, participant, leg);
  } else await sampleStats(context, participant, leg, report);
}

/** A page has come or gone; known at once, before any report is missed. */
export function signalling(context: MonitorContext, participant: ParticipantKey, isConnected: boolean): void {
  const leg = context.legs.get(participant);
  if (leg === undefined || leg.isSignalling === isConnected) return;
  leg.isSignalling = isConnected;
  if (!isConnected) void carefully(context, participant, sampleStats(context, participant, leg, null));
}

/** Looks at those that are silent, all at once: a line that many share is cut for all of them. Call it several times a second. */
export async function tick(context: MonitorContext): Promise<void> {
  const silent = [...context.legs].filter(([, leg]) => context.now() - leg.lastReportAt >= overdueMs && context.now() - leg.lookedAt >= silentSampleEveryMs);
  await Promise.all(silent.map(([participant, leg]) => carefully(context, participant, sampleSilent(context, participant, leg))));
}

function noteStep(context: MonitorContext, participant: ParticipantKey, leg: Leg, step: HealingStep | null): void {
  const before = context.healing.get(participant);
  const place = leg.place ?? before?.place ?? null;
  if (step === null) context.healing.delete(participant);
  else context.healing.set(participant, { step, place });
  if (step !== null && step !== before?.step && place !== null) context.onStep({ ...place, leg: splitKey(participant).role, at: context.now(), step });
}
