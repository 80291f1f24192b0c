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

/** A picture of one packet in so many may come too late: it stands still until then, where a gap in sound is heard. */
const acceptedPictures = 0.03;
/** A connection that only receives knows no round trip, and asks for a packet of a picture again after this time (libwebrtc's NackRequester). */
const pictureRetryMs = 100;

/**
 * The same for pictures. Each try is lost on the way there or on the way back, and the tries lie further apart. Sound follows the pictures, so that lips
 * and words stay together.
 */
export function pictureDelay(lossRatio: number, roundTripMs: number): number | null {
  if (lossRatio < leastLoss) return null;
  const lost = Math.min(lossRatio, 0.5);
  const tries = Math.max(0, Math.ceil(Math.log(acceptedPictures / lost) / Math.log(1 - (1 - lost) ** 2)));
  return Math.min(longestMs, usualMs + tries * Math.max(pictureRetryMs, roundTripMs));
}

/** Milliseconds; null where the browser chooses by itself. */
export type PlayoutDelays = { readonly audio: number | null; readonly video: number | null };

export function playoutDelaysOf(report: ConnectionReport): PlayoutDelays {
  const [lossRatio, roundTripMs] = [lossBeforeRepair(report), (roundTripOf(report) ?? 0) * 1_000];
  return { audio: playoutDelay(lossRatio, roundTripMs), video: pictureDelay(lossRatio, roundTripMs) };
}
