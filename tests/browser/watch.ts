import type { Page } from '@playwright/test';
import type { Direct } from './direct.ts';

/** What had arrived at a moment: packets of sound, frames of pictures, bytes of both; how far the two are apart when played, in milliseconds. */
export type Growth = { readonly at: number; readonly sound: number; readonly picture: number; readonly bytes: number; readonly apartMs: number | null };
type Watching = { growth: Growth[]; watching: ReturnType<typeof setInterval> };

/** Notes what has arrived so far, many times a second, of our call or of the direct ones. */
export const watch = (page: Page, isDirect: boolean, everyMs = 50): Promise<void> =>
  page.evaluate(
    ([direct, ms]) => {
      const globals = window as unknown as Watching & Direct & { distansMedia: { stats(): Promise<RTCStatsReport[]> } };
      globals.growth = [];
      globals.watching = setInterval(() => {
        const reports = direct ? Promise.all(globals.directs.map((connection) => connection.getStats())) : globals.distansMedia.stats();
        void reports.then((all) => {
          const sum = { at: Date.now(), sound: 0, picture: 0, bytes: 0 };
          const playout: Record<string, number> = {};
          for (const report of all) {
            for (const stat of report.values() as Iterable<Record<string, unknown>>) {
              if (stat['type'] !== 'inbound-rtp') continue;
              sum.bytes += Number(stat['bytesReceived'] ?? 0);
              if (stat['kind'] === 'audio') sum.sound += Number(stat['packetsReceived'] ?? 0);
              else sum.picture += Number(stat['framesDecoded'] ?? 0);
              // https://www.w3.org/TR/webrtc-stats/#dom-rtcinboundrtpstreamstats-estimatedplayouttimestamp, made for telling this.
              // A picture that stands is apart from everything.
              const isPlaying = stat['kind'] === 'audio' || Number(stat['framesPerSecond'] ?? 0) > 0;
              if (stat['estimatedPlayoutTimestamp'] !== undefined && isPlaying) playout[String(stat['kind'])] = Number(stat['estimatedPlayoutTimestamp']);
            }
          }
          const { audio, video } = playout;
          globals.growth.push({ ...sum, apartMs: audio === undefined || video === undefined ? null : Math.abs(audio - video) });
        });
      }, ms);
    },
    [isDirect, everyMs] as const,
  );

/** Ends the watching. */
export const growthOf = (page: Page): Promise<Growth[]> =>
  page.evaluate(() => {
    const globals = window as unknown as Watching;
    clearInterval(globals.watching);
    return globals.growth;
  });

/** The moments at which more had come than a moment before; a session that is made anew counts from zero again. */
export const arrivals = (growth: readonly Growth[], of: 'sound' | 'picture'): number[] =>
  growth.filter((now, index) => index > 0 && now[of] !== (growth[index - 1]?.[of] ?? 0) && now[of] > 0).map(({ at }) => at);

/** Seconds of the longest time in which nothing came, between two moments. */
export function longestGap(growth: readonly Growth[], of: 'sound' | 'picture', from: number, until: number): number {
  const times = [from, ...arrivals(growth, of).filter((at) => at > from && at < until), until];
  return Math.max(...times.slice(1).map((at, index) => at - (times[index] ?? at))) / 1000;
}

/** How much came each second between two moments; NaN where a session was made anew. */
export function rateOf(growth: readonly Growth[], of: 'sound' | 'picture' | 'bytes', from: number, until: number): number {
  const inside = growth.filter(({ at }) => at >= from && at <= until);
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined || last.at === first.at || last[of] < first[of]) return NaN;
  return ((last[of] - first[of]) * 1000) / (last.at - first.at);
}

/** That share of the moments had sound and picture no further apart than this, in milliseconds; NaN where nothing is known. */
export function apart(growth: readonly Growth[], share: number, from: number, until: number): number {
  const known = growth.flatMap(({ at, apartMs }) => (at >= from && at <= until && apartMs !== null ? [apartMs] : [])).toSorted((a, b) => a - b);
  return known[Math.floor(known.length * share)] ?? NaN;
}
