import type { LegSample } from './evidence.ts';
import { concealedOf, downLossOf, isSoundToCome, roundTripOf } from './pathMeasures.ts';

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
  return 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6;
}

/**
 * How well this participant could hear at one look; null when nothing is known of it, or nothing was to be heard. How well they are heard is
 * the score of the others' legs.
 */
export function scoreOf(sample: LegSample): number | null {
  const { report } = sample;
  if (report === null || !isSoundToCome(sample)) return null;
  return speechScore(concealedOf(sample) ?? downLossOf(sample), roundTripOf(report) ?? 0);
}
