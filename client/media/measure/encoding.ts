import type { Stats } from './stats.ts';

/** `share`: how much of the time since the earlier statistics an encoder of the camera worked, 0 to 1; null where nothing was encoded. */
export type Encoding = { readonly share: number | null };

/**
 * How much of its time the camera's encoder works (https://www.w3.org/TR/webrtc-stats/#dom-rtcoutboundrtpstreamstats-totalencodetime). The sizes of one
 * picture are encoded in one go, and the browser tells each of them the time of all, so the longest counts.
 */
export function encodingBetween(before: Stats, now: Stats): Encoding {
  const shares = [...now.values()].flatMap((stat) => {
    if (stat.type !== 'outbound-rtp' || stat['kind'] !== 'video') return [];
    const earlier = before.get(stat.id);
    if (earlier === undefined || stat.timestamp <= earlier.timestamp) return [];
    const frames = Number(stat['framesEncoded'] ?? 0) - Number(earlier['framesEncoded'] ?? 0);
    const seconds = Number(stat['totalEncodeTime'] ?? 0) - Number(earlier['totalEncodeTime'] ?? 0);
    return frames > 0 && seconds >= 0 ? [(1_000 * seconds) / (stat.timestamp - earlier.timestamp)] : [];
  });
  return { share: shares.length === 0 ? null : Math.min(1, Math.max(...shares)) };
}
