import type { InboundReport } from '#shared/contract/connectionReport.ts';
import { type LegSample, type ServerConsumer, isFrom } from './evidence.ts';
import { downLossOf, roundTripOf } from './pathMeasures.ts';

/** Packet-loss robustness of Opus with FEC and the equipment impairment without loss, as commonly fitted for G.107. */
const lossRobustness = 20;
const baseImpairment = 5;
/** Milliseconds that capture, coding and the jitter buffer add to half the round trip. */
const processingDelayMs = 60;

/**
 * How well one could talk at one look, as a mean opinion score of 1 to 4.5, by the simplified E-model (ITU-T G.107, Annex B for the score).
 * `lossRatio` is what remains after repair, 0 to 1; the round trip is in seconds.
 */
export function speechScore(lossRatio: number, roundTripTime: number): number {
  const delayMs = (roundTripTime * 1000) / 2 + processingDelayMs;
  const delayImpairment = 0.024 * delayMs + (delayMs > 177.3 ? 0.11 * (delayMs - 177.3) : 0);
  const lossPercent = lossRatio * 100;
  const lossImpairment = baseImpairment + ((95 - baseImpairment) * lossPercent) / (lossPercent + lossRobustness);
  const r = Math.min(100, Math.max(0, 93.2 - delayImpairment - lossImpairment));
  // Annex B's curve dips below 1 for an R under 6.5, where nobody understands anybody: the score stays at its floor.
  return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
}

/** Participants whose sound should arrive. Those who are muted, or may not be heard here, send none. */
const soundsToCome = ({ server }: LegSample): ServerConsumer[] =>
  (server?.consumers ?? []).filter(({ source, isFlowing }) => source === 'microphone' && isFlowing);

/**
 * Share of the sound that was made up for want of packets, 0 to 1; null when none was to come or the browser does not count it. What is played
 * for one who has just been muted counts as made up too, and is missed by nobody.
 */
export function concealedOf(sample: LegSample): number | null {
  const consumers = soundsToCome(sample);
  const sounds = (sample.report?.inbound ?? []).filter((one) => one.source === 'microphone' && consumers.some(({ from }) => isFrom(one, from)));
  const total = sounds.reduce((sum, { totalSamplesReceived }) => sum + (totalSamplesReceived ?? 0), 0);
  return total === 0 ? null : Math.min(1, sounds.reduce((sum, sound) => sum + missedSamples(sound), 0) / total);
}

/** Where nothing comes at all, silence is what is missing. */
const missedSamples = ({ concealedSamples, silentConcealedSamples, packetsReceived }: InboundReport): number =>
  Math.max(0, (concealedSamples ?? 0) - (packetsReceived === 0 ? 0 : (silentConcealedSamples ?? 0)));

/**
 * How well this participant could hear at one look; null when nothing is known of it, or nothing was to be heard. How well they are heard is
 * the score of the others' legs.
 */
export function scoreOf(sample: LegSample): number | null {
  const { report } = sample;
  if (report === null || soundsToCome(sample).length === 0) return null;
  return speechScore(concealedOf(sample) ?? downLossOf(sample), roundTripOf(report) ?? 0);
}
