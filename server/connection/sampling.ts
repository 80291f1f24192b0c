import { type ParticipantKey, splitKey } from '#shared/call/mediaRouting.ts';
import type { FarSide, LegSample } from '#shared/connection/evidence.ts';
import { lossBeforeRepair } from '#shared/connection/loss.ts';
import { lossToTell } from '#shared/connection/pathMeasures.ts';
import { remoteOf, worstRemote } from '#shared/connection/remote.ts';
import { type ConnectionReport, reportEveryMs } from '#shared/contract/connectionReport.ts';
import type { CallId } from '#shared/ids.ts';
import type { Arrival } from '#server/media/port.ts';
import type { Leg } from './leg.ts';
import type { MonitorContext } from './monitorContext.ts';

/** A word that takes so long is late, and its leg is not yet looked at without it. */
const lateWordMs = reportEveryMs + 300;
/** A page that is gone, with no media left, is forgotten after this long; what stood at it ends. */
const forgottenAfterMs = 15_000;
/** After a media worker has failed, its participants have this long to get media again. Until then their findings stay. */
const remadeWithinMs = 6_000;

/** Looks at the leg and tells what is wrong there. */
export async function sampleStats(context: MonitorContext, participant: ParticipantKey, leg: Leg, report: ConnectionReport | null): Promise<void> {
  leg.lookedAt = context.now();
  const [seen, isAnswering] = await Promise.all([
    context.media.sampleStats(participant, { isQueueing: leg.isQueueing(report) }),
    report === null && leg.isSignalling && context.isBrowserAnswering(participant),
  ]);
  enter(context, participant, leg, seen?.roomId ?? null);
  const others = [...new Set(seen?.leg.consumers.map(({ from }) => from) ?? [])];
  // What is missing here may have been lost on a far side's way after its last look.
  const isMissing = report !== null && lossBeforeRepair(report) > lossToTell;
  const farSides = farSidesOf(context, others, isMissing ? await Promise.all(others.map((other) => context.media.readUplinkStats(other))) : []);
  const sample: LegSample = {
    at: context.now(),
    report,
    isSignalling: leg.isSignalling,
    isBrowserAnswering: report !== null || isAnswering,
    server: seen?.leg ?? null,
    remote: worstRemote(farSides.map(({ remote }) => remote)),
  };
  context.told.tell(participant, leg, leg.take(sample, farSides));
}

export async function sampleSilent(context: MonitorContext, participant: ParticipantKey, leg: Leg): Promise<void> {
  if (leg.report?.sessionId === null) {
    if (context.now() - leg.lastReportAt > remadeWithinMs) forget(context, participant, leg);
    return;
  }
  leg.report = null;
  await sampleStats(context, participant, leg, null);
  if (leg.roomId !== null || context.now() - leg.lastReportAt <= forgottenAfterMs || context.legs.get(participant) !== leg) return;
  context.healing.delete(participant);
  forget(context, participant, leg);
}

export function forget(context: MonitorContext, participant: ParticipantKey, leg: Leg): void {
  context.legs.delete(participant);
  context.gone.set(leg, splitKey(participant).role);
  context.told.forget(participant, leg);
}

export const carefully = ({ logger }: MonitorContext, participant: ParticipantKey, work: Promise<void>): Promise<void> =>
  work.catch((error: unknown) => logger.warn({ err: error, participant }, 'a connection could not be looked at'));

/** A participant who comes back into the same room keeps their number there, unless another of the role has it by now. */
function enter(context: MonitorContext, participant: ParticipantKey, leg: Leg, roomId: CallId | null): void {
  if (leg.roomId === roomId) return;
  leg.roomId = roomId;
  leg.leftAfter = roomId === null ? leg.lastSampleAt : Infinity;
  if (roomId === null) return;
  const { role } = splitKey(participant);
  const others = [...context.legs].filter(([other, { roomId: room }]) => other !== participant && room === roomId && splitKey(other).role === role);
  const taken = new Set(others.map(([, { place }]) => place?.ordinal));
  let ordinal = leg.place?.roomId === roomId ? leg.place.ordinal : 1;
  while (taken.has(ordinal)) ordinal += 1;
  if (leg.place?.roomId !== roomId) leg.enteredAfter = leg.lastSampleAt;
  leg.place = { roomId, ordinal };
}

/** `arrivals`: of these others, how it is by now where that was asked. */
const farSidesOf = (context: MonitorContext, others: readonly ParticipantKey[], arrivals: readonly (Arrival | null)[]): FarSide[] =>
  others.map((participant, index) => {
    const leg = context.legs.get(participant);
    const arrival = arrivals[index];
    return {
      participant,
      report: leg?.report ?? null,
      isArriving: leg?.isArriving ?? false,
      remote: remoteOf({
        jitterNow: Math.max(leg?.upJitter ?? 0, arrival?.upJitter ?? 0),
        jitter: Math.max(leg?.upJitterLately ?? 0, arrival?.upJitter ?? 0),
        lossRatio: Math.max(leg?.upLossRatio ?? 0, arrival?.upLossRatio ?? 0),
        isCongested: leg !== undefined && (isLate(context, leg) || leg.findings.some(({ code }) => code === 'uplinkBandwidth')),
      }),
    };
  });

/** A way out that is choked holds up the page's word. */
const isLate = ({ now }: MonitorContext, { lastReportAt }: Leg): boolean => now() - lastReportAt > lateWordMs;
