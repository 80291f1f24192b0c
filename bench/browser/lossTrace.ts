import type { Page } from '@playwright/test';
import type { RunningServer } from '#tests/support/startApp.ts';
import { quantile } from './spread.ts';

/** A packet of a picture that left the media worker; see lossProbe.ts. */
type Sent = { readonly consumerId: string; readonly at: number; readonly seq: number; readonly isAgain: boolean };

/** What the probe says from now on. */
export function followPackets(server: RunningServer): Sent[] {
  const sent: Sent[] = [];
  let rest = '';
  server.process.stderr.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('lossTrace ')) sent.push(JSON.parse(line.slice('lossTrace '.length)) as Sent);
  });
  return sent;
}

const pictureFigures = [
  'packetsReceived',
  'packetsLost',
  'retransmittedPacketsReceived',
  'nackCount',
  'pliCount',
  'framesReceived',
  'framesDecoded',
  'keyFramesDecoded',
  'framesDropped',
  'totalDecodeTime',
  'totalAssemblyTime',
  'jitterBufferDelay',
  'jitterBufferEmittedCount',
  'freezeCount',
  'totalFreezesDuration',
] as const;
export type PictureFigures = Record<(typeof pictureFigures)[number], number> & { roundTripTime: number | null; frameWidth: number; audioJitterDelay: number };

/** What the page's decoder knows of the pictures that come, over all of them. */
export const pictureFiguresOf = (page: Page): Promise<PictureFigures> =>
  page.evaluate(async (names) => {
    const reports = await (window as unknown as { distansMedia: { stats(): Promise<RTCStatsReport[]> } }).distansMedia.stats();
    const stats = reports.flatMap((report) => [...(report.values() as Iterable<Record<string, unknown>>)]);
    const pictures = stats.filter((stat) => stat['type'] === 'inbound-rtp' && stat['kind'] === 'video');
    const sum = (name: string): number => pictures.reduce((total, stat) => total + Number(stat[name] ?? 0), 0);
    const trip = stats.find((stat) => stat['type'] === 'remote-outbound-rtp' && stat['kind'] === 'video')?.['roundTripTime'];
    const sound = stats.find((stat) => stat['type'] === 'inbound-rtp' && stat['kind'] === 'audio');
    return {
      ...(Object.fromEntries(names.map((name) => [name, sum(name)])) as Record<(typeof names)[number], number>),
      roundTripTime: trip === undefined ? null : Number(trip),
      frameWidth: Math.max(0, ...pictures.map((stat) => Number(stat['frameWidth'] ?? 0))),
      audioJitterDelay: Number(sound?.['jitterBufferTargetDelay'] ?? 0) / Math.max(1, Number(sound?.['jitterBufferEmittedCount'] ?? 1)),
    };
  }, pictureFigures);

/** In words: what happened to the packets that were sent, and what the page made of them. */
export function courseOfPackets(sent: readonly Sent[], before: PictureFigures, after: PictureFigures): string {
  const byPacket = new Map<string, number[]>();
  for (const { consumerId, seq, at } of sent) {
    const times = byPacket.get(`${consumerId} ${seq}`);
    // mediasoup tells of each twice.
    if (times === undefined) byPacket.set(`${consumerId} ${seq}`, [at]);
    else if (times.at(-1) !== at) times.push(at);
  }
  const again = [...byPacket.values()].filter((times) => times.length > 1);
  const firstWaits = again.map(([first = NaN, second = NaN]) => second - first);
  const nextWaits = again.flatMap((times) => times.slice(2).map((at, index) => at - (times[index + 1] ?? NaN)));
  const wholeWaits = again.map((times) => (times.at(-1) ?? NaN) - (times[0] ?? NaN));
  const spread = (values: readonly number[]): string =>
    values.length === 0 ? '–' : [0.5, 0.9, 0.99].map((share) => quantile(values, share).toFixed(0)).join(', ');
  const grown = (name: (typeof pictureFigures)[number]): number => after[name] - before[name];
  const frames = Math.max(1, grown('framesDecoded'));
  return [
    `  packets: ${byPacket.size} sent, ${again.length} sent again; from the first time to the second ${spread(firstWaits)} ms, from then on each ${spread(nextWaits)} ms, to the last ${spread(wholeWaits)} ms (median, 90 %, 99 %)`,
    `  page: ${grown('packetsReceived')} packets, ${grown('retransmittedPacketsReceived')} of them again, ${grown('nackCount')} asked for again, ${grown('pliCount')} key frames asked for, ${grown('keyFramesDecoded')} decoded; ${frames} frames decoded, ${grown('framesDropped')} dropped, width ${after.frameWidth}`,
    `  a frame: put together in ${((1_000 * grown('totalAssemblyTime')) / frames).toFixed(0)} ms, waited ${((1_000 * grown('jitterBufferDelay')) / Math.max(1, grown('jitterBufferEmittedCount'))).toFixed(0)} ms, decoded in ${((1_000 * grown('totalDecodeTime')) / frames).toFixed(0)} ms; sound waits ${(1_000 * after.audioJitterDelay).toFixed(0)} ms; round trip known: ${after.roundTripTime === null ? 'no' : `${(1_000 * after.roundTripTime).toFixed(0)} ms`}; frozen ${grown('freezeCount')} times, ${grown('totalFreezesDuration').toFixed(1)} s`,
  ].join('\n');
}
