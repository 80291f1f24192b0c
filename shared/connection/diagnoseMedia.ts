import { splitKey } from '#shared/call/mediaRouting.ts';
import { type InboundReport, reportEveryMs } from '#shared/contract/connectionReport.ts';
import { type LegHistory, type LegSample, isArriving, isFrom, isThinned } from './evidence.ts';
import type { Indication } from './findings.ts';

/** Without a report for this long, signalling is taken as lost even if its socket does not know yet. */
const reportOverdueMs = 4_200;
/** When media has just become thin, the path is too narrow for the reports too: they are late, not lost. */
const congestionPatienceMs = 12_000;
/** Reports that were held up arrive together; what the server counts between them is too little to tell anything. */
const tellingWindowMs = 1_000;
/** Over a shorter time, a healthy leg may have no packet at all. */
const shortestWindowMs = 200;
/** When a stream that is sent has brought no packet for this long, it is not chance. */
const unmistakableMs = 1_800;
/** Below this many packets a sample, their absence says nothing: silence sends few. */
const tellingPackets = 15;
const tellingBytes = 2_000;
/** A path that has been connecting for longer than this does not come up by itself. */
const pathPatienceMs = 2_500;
/** Sound with less energy in two seconds is no voice and no tone. */
const audibleEnergy = 1e-5;
/** When the page's own timer is this late, at the median, the processor does not keep up. */
const overloadedLatenessMs = 150;
const asleepLatenessMs = 800;
const overloadedWorker = 0.9;

/** Whether media and signalling come at all, and whether page and server keep up. */
export function mediaIndications(history: LegHistory, newest: LegSample): Indication[] {
  return [...page(newest), ...server(newest), ...signalling(history, newest), ...media(history, newest), ...oneWayAudio(history, newest)];
}

function page({ report }: LegSample): Indication[] {
  if (report === null) return [];
  const { visibilityState, timerLatenessMs, isMendingProcessor, outbound } = report;
  if (visibilityState === 'frozen') return [{ code: 'pageAsleep', certainty: 'certain', evidence: { visibilityState } }];
  if (visibilityState === 'hidden' && timerLatenessMs > asleepLatenessMs)
    return [{ code: 'pageAsleep', certainty: 'likely', evidence: { visibilityState, timerLatenessMs } }];
  // It is told only when the page can do nothing more about it by itself.
  if (isMendingProcessor) return [];
  const isLimited = outbound.some(({ qualityLimitationReason }) => qualityLimitationReason === 'cpu');
  if (timerLatenessMs > overloadedLatenessMs) return [{ code: 'processorOverloaded', certainty: 'certain', evidence: { timerLatenessMs } }];
  return isLimited ? [{ code: 'processorOverloaded', certainty: 'certain', evidence: { qualityLimitationReason: 'cpu' } }] : [];
}

function server({ server: leg }: LegSample): Indication[] {
  if (leg === null) return [];
  if (!leg.isAnswering) return [{ code: 'serverOverloaded', certainty: 'certain', evidence: { mediaWorker: 'silent' } }];
  if (leg.workerLoad === null || leg.workerLoad < overloadedWorker) return [];
  return [{ code: 'serverOverloaded', certainty: 'likely', evidence: { workerLoad: leg.workerLoad } }];
}

function signalling({ samples }: LegHistory, { at, report, isSignalling, server: leg }: LegSample): Indication[] {
  if (report !== null && isSignalling) return [];
  const lastReport = samples.findLast((sample) => sample.report !== null);
  // A page that has fallen asleep said so with its last report, or its browser answers for it since; it is not lost.
  if (lastReport?.report?.visibilityState === 'frozen') return [{ code: 'pageAsleep', certainty: 'certain', evidence: { visibilityState: 'frozen' } }];
  if (lastReport !== undefined && isSilentOnly(samples, lastReport))
    return [{ code: 'pageAsleep', certainty: 'certain', evidence: { silentSeconds: (at - lastReport.at) / 1_000 } }];
  // What came in a window that began before the silence says nothing of the time after.
  if (samples.at(-2)?.report !== null) return [];
  const patienceMs = isThinned(samples) ? congestionPatienceMs : reportOverdueMs;
  const isOverdue = lastReport === undefined || at - lastReport.at > patienceMs;
  if (isSignalling && !isOverdue) return [];
  // Twice, since media may just have come back, with signalling soon to follow.
  const telling = samples.filter((sample) => sample.server === null || sample.server.windowMs === 0 || sample.server.windowMs >= shortestWindowMs);
  const isMediaAlive = telling.slice(-2).every(isArriving);
  return [
    isMediaAlive && leg !== null
      ? { code: 'signallingLost', certainty: 'certain', evidence: { upRtpBytes: leg.upRtpBytes } }
      : { code: 'connectionLost', certainty: isSignalling ? 'likely' : 'certain', evidence: {} },
  ];
}

/** Whether the browser has answered twice running since its page fell silent; a first answer may come just before the page's own word. */
function isSilentOnly(samples: readonly LegSample[], lastReport: LegSample): boolean {
  const silent = samples.filter(({ at }) => at - lastReport.at > reportEveryMs);
  return silent.some(({ isBrowserAnswering }, index) => isBrowserAnswering && silent[index + 1]?.isBrowserAnswering === true);
}

/** Compares what one side sent with what the other side received. */
function media({ samples }: LegHistory, { at, report, server: leg }: LegSample): Indication[] {
  if (report === null || leg === null || !leg.isAnswering) return [];
  const state = brokenStateOf(report);
  if (state === 'failed' || (state !== null && at - withoutPathSince(samples, at) >= pathPatienceMs))
    return [{ code: 'mediaLost', certainty: 'certain', evidence: { state } }];
  if (leg.windowMs < tellingWindowMs) return [];
  const sent = report.outbound.reduce((sum, { packetsSent }) => sum + packetsSent, 0);
  if (sent > tellingPackets && leg.upRtpBytes === 0) return [{ code: 'mediaLost', certainty: 'certain', evidence: { direction: 'up', packetsSent: sent } }];
  const received = report.inbound.reduce((sum, { packetsReceived }) => sum + packetsReceived, 0);
  // Only streams that flow now: the page no longer counts those that have ended, as when the far side opens a new session.
  const sentBytes = leg.consumers.reduce((sum, consumer) => sum + (consumer.isFlowing ? consumer.sentBytes : 0), 0);
  return sentBytes > tellingBytes && received === 0 ? [{ code: 'mediaLost', certainty: 'certain', evidence: { direction: 'down', sentBytes } }] : [];
}

const brokenStates = ['failed', 'disconnected', 'connecting'] as const;
/** The worse of the two paths' states, where one is not there. A path out that nothing is sent on stays new; one in never does. */
const brokenStateOf = ({ send, receive }: NonNullable<LegSample['report']>): (typeof brokenStates)[number] | 'new' | null =>
  brokenStates.find((state) => send?.state === state || receive?.state === state) ?? (receive?.state === 'new' ? 'new' : null);

/** When the page first said that it has no path, after it last had one. A look without its word, as when a new session opens, says nothing of that. */
function withoutPathSince(samples: readonly LegSample[], at: number): number {
  const words = samples.flatMap(({ report, at: saidAt }) => (report === null ? [] : [{ saidAt, isBroken: brokenStateOf(report) !== null }]));
  return words[words.findLastIndex(({ isBroken }) => !isBroken) + 1]?.saidAt ?? at;
}

/** Somebody speaks, and nothing of it is played here. */
function oneWayAudio({ farSides }: LegHistory, { report, server: leg }: LegSample): Indication[] {
  if (report === null || leg === null || report.intervalMs < tellingWindowMs) return [];
  return leg.consumers
    .filter(({ source, isFlowing }) => source === 'microphone' && isFlowing)
    .flatMap(({ from, sentBytes }): Indication[] => {
      const farSide = farSides.find(({ participant, isArriving }) => participant === from && isArriving);
      const speaker = farSide?.report;
      const microphonePeak = speaker?.devices.microphonePeak ?? 0;
      const isSpeaking = microphonePeak > 0.02 && speaker?.devices.isMicrophoneMuted === false && sendsSound(speaker.outbound);
      const heard = report.inbound.find((inbound) => inbound.source === 'microphone' && isFrom(inbound, from));
      if (!isSpeaking || isHeard(heard)) return [];
      // Who it is stays out: evidence is kept longer than the call.
      const evidence = { from: splitKey(from).role, microphonePeak, totalAudioEnergy: heard?.totalAudioEnergy ?? 0 };
      // Not one packet of a stream that runs is no pause between two words.
      const isUnmistakable = heard?.packetsReceived === 0 && sentBytes > tellingBytes && report.intervalMs >= unmistakableMs;
      return [{ code: 'oneWayAudio', certainty: 'certain', evidence, isUnmistakable }];
    });
}

const sendsSound = (outbound: NonNullable<LegSample['report']>['outbound']): boolean =>
  outbound.some(({ source, packetsSent }) => source === 'microphone' && packetsSent > tellingPackets);

const isHeard = (heard: InboundReport | undefined): boolean =>
  heard !== undefined && heard.packetsReceived > 0 && (heard.totalAudioEnergy === null || heard.totalAudioEnergy > audibleEnergy);
