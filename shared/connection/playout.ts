import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import { lossBeforeRepair } from './loss.ts';
import { roundTripOf } from './pathMeasures.ts';

/** Packets of sound may stay away so often, when all that was lost has had its chance to come again. */
const acceptedShare = 0.005;
/** Sound is sent in packets of 20 ms; a gap shows when the next one has come, or the one after that. */
const noticedAfterMs = 40;
/** What the browser holds back anyway, against a little unevenness. */
const usualMs = 60;
/** Longer waiting would make talking harder than the gaps do (ITU-T G.114). */
const longestMs = 400;
const leastLoss = 0.02;

/**
 * How long sound waits before it is played, in milliseconds, so that lost packets can be asked for again and come in time; null where
 * nothing is lost and the browser chooses by itself. Each try is a round trip and the packet that shows the gap, and is lost as often.
 */
export function playoutDelay(lossRatio: number, roundTripMs: number): number | null {
  if (lossRatio < leastLoss) return null;
  const tries = Math.ceil(Math.log(acceptedShare) / Math.log(Math.min(lossRatio, 0.5))) - 1;
  return Math.min(longestMs, usualMs + tries * (roundTripMs + noticedAfterMs));
}

export const playoutDelayOf = (report: ConnectionReport): number | null => playoutDelay(lossBeforeRepair(report), (roundTripOf(report) ?? 0) * 1_000);
