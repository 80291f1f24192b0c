import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { expectMediaArrives } from '#tests/browser/people.ts';
import { Scene } from '#tests/browser/scene.ts';
import { type Direct, callDirectly } from '#tests/browser/direct.ts';
import { Janus } from './janus.ts';
import { startAnew } from './startAnew.ts';
import { apart, growthOf, watch } from '#tests/browser/watch.ts';
import { courseOfPackets, followPackets, pictureFiguresOf } from './lossTrace.ts';
import { writeSpeech } from './speech.ts';

/**
 * Random loss in both directions, in one run and alternating: our call as it is, the same with parts of the repair of sound taken away,
 * a direct call between the same two browsers over the same network, and one through another SFU as it is by default. Of what the
 * customer hears: the share of samples that were made up where there should have been a voice; of what is seen: frames a second, the share of time in which the picture stood still, and how far it was from its sound.
 * `--follow`: what became of the packets of our pictures, one by one.
 */
const losses = (process.env['LOSSES'] ?? '10,20,30,50').split(',').map((percent) => Number(percent) / 100);
const rounds = Number(process.env['ROUNDS'] ?? 3);
const { values: flags } = parseArgs({ options: { follow: { type: 'boolean' } } });
const isFollowed = flags.follow === true;
const settleMs = 8_000;
const measureMs = 15_000;

/** What is removed from the other side's capabilities, so that it is not used. */
const ways = {
  ours: [],
  withoutRetransmission: [/a=rtcp-fb:OPUS nack\r\n/g],
  withoutFec: [/;?useinbandfec=1/g],
  withoutDtx: [/;?usedtx=1/g],
  withoutRepair: [/a=rtcp-fb:OPUS nack\r\n/g, /;?useinbandfec=1/g],
  direct: null,
  janus: null,
} as const satisfies Record<string, readonly RegExp[] | null>;
type Way = keyof typeof ways;
const isWay = (name: string): name is Way => Object.hasOwn(ways, name);
const chosen = (process.env['ONLY']?.split(',') ?? Object.keys(ways)).filter(isWay);

type Counters = { concealed: number; samples: number; frames: number; frozen: number };

/** What has been received so far, over the call or over the direct connection. */
const counters = (page: Page, isDirect: boolean): Promise<Counters> =>
  page.evaluate(async (direct) => {
    const globals = window as unknown as Direct & { distansMedia: { stats(): Promise<RTCStatsReport[]> } };
    const reports = direct ? await Promise.all(globals.directs.map((connection) => connection.getStats())) : await globals.distansMedia.stats();
    const sum = { concealed: 0, samples: 0, frames: 0, frozen: 0 };
    for (const report of reports) {
      for (const stat of report.values() as Iterable<Record<string, unknown>>) {
        if (stat['type'] !== 'inbound-rtp') continue;
        // Nobody hears silence that takes the place of silence.
        sum.concealed += Number(stat['concealedSamples'] ?? 0) - Number(stat['silentConcealedSamples'] ?? 0);
        sum.samples += Number(stat['totalSamplesReceived'] ?? 0);
        sum.frames += Number(stat['framesDecoded'] ?? 0);
        sum.frozen += Number(stat['totalFreezesDuration'] ?? 0);
      }
    }
    return sum;
  }, isDirect);

async function measure(page: Page, isDirect: boolean): Promise<{ concealed: number; fps: number; frozen: number; apartMs: number }> {
  await page.waitForTimeout(settleMs);
  await watch(page, isDirect, 200);
  const from = Date.now();
  const before = await counters(page, isDirect);
  await page.waitForTimeout(measureMs);
  const after = await counters(page, isDirect);
  const growth = await growthOf(page);
  const samples = after.samples - before.samples;
  return {
    concealed: samples > 0 ? (after.concealed - before.concealed) / samples : 1,
    fps: ((after.frames - before.frames) * 1000) / measureMs,
    frozen: ((after.frozen - before.frozen) * 1000) / measureMs,
    apartMs: apart(growth, 0.95, from, Date.now()),
  };
}

const take = (page: Page, away: readonly RegExp[]): Promise<void> =>
  page.evaluate(
    (patterns) => {
      const { setRemoteDescription } = RTCPeerConnection.prototype;
      RTCPeerConnection.prototype.setRemoteDescription = function (this: RTCPeerConnection, ...given: unknown[]) {
        const description = given[0] as RTCSessionDescriptionInit;
        const opus = /a=rtpmap:(\d+) opus/.exec(description.sdp ?? '')?.[1] ?? '-';
        const sdp = patterns.reduce((text, pattern) => text.replace(new RegExp(pattern.replace('OPUS', opus), 'g'), ''), description.sdp ?? '');
        return (setRemoteDescription as (changed: RTCSessionDescriptionInit) => Promise<void>).call(this, { ...description, sdp });
      } as typeof setRemoteDescription;
    },
    away.map(({ source }) => source),
  );

type Measured = { loss: number; way: Way; concealed: number; fps: number; frozen: number; apartMs: number };
const all: Measured[] = [];
const probe = fileURLToPath(new URL('lossProbe.ts', import.meta.url));
const scene = await Scene.open({
  env: isFollowed ? { NODE_OPTIONS: `--import=${probe}` } : {},
  flags: [`--use-file-for-fake-audio-capture=${await writeSpeech()}`],
});
const janus = chosen.includes('janus') ? await Janus.start(scene.network.serverAddress) : null;
const packets = isFollowed ? followPackets(scene.server) : [];
try {
  for (let round = 0; round < rounds; round += 1) {
    for (const way of chosen) {
      await startAnew(scene);
      const away = ways[way];
      if (away !== null && away.length > 0) {
        for (const page of [scene.terminal, scene.expert]) await take(page, away);
        for (const page of [scene.terminal, scene.expert])
          await page.evaluate(() => (window as unknown as { distansMedia: { restart(): Promise<void> } }).distansMedia.restart());
        await Promise.all([expectMediaArrives(scene.terminal), expectMediaArrives(scene.expert)]);
      }
      const stop = away === null ? await (way === 'janus' ? janus?.call(scene.terminal, scene.expert) : callDirectly(scene.terminal, scene.expert)) : null;
      if (away === null) await scene.expert.getByRole('button', { name: 'Hold' }).click();
      for (const loss of losses) {
        await scene.network.lose(loss);
        const isOurs = isFollowed && away !== null;
        const before = isOurs ? await pictureFiguresOf(scene.terminal) : null;
        packets.length = 0;
        all.push({ loss, way, ...(await measure(scene.terminal, away === null)) });
        if (before !== null) console.log(`${way}, ${loss * 100} %\n${courseOfPackets(packets, before, await pictureFiguresOf(scene.terminal))}`);
        await scene.network.heal();
      }
      await stop?.();
      if (away === null) await scene.expert.getByRole('button', { name: 'Resume' }).click();
    }
  }
} finally {
  await janus?.stop();
  await scene.close();
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
const result: Record<string, Record<string, number>> = {};
for (const loss of losses) {
  for (const way of chosen) {
    const mine = all.filter((one) => one.loss === loss && one.way === way);
    const of = (name: 'concealed' | 'fps' | 'frozen' | 'apartMs'): number => median(mine.map((one) => one[name]));
    const [concealed, fps, frozen, apartMs] = [of('concealed'), of('fps'), of('frozen'), of('apartMs')];
    console.log(
      `${percent(loss).padEnd(7)} ${way.padEnd(22)} concealed ${percent(concealed).padStart(7)}   ${fps.toFixed(1).padStart(5)} fps   frozen ${percent(frozen).padStart(6)}   sound and picture ${apartMs.toFixed(0)} ms apart (95 %)`,
    );
    result[`${way}${loss * 100}`] = {
      concealed: Math.round(concealed * 1000) / 1000,
      fps: Math.round(fps),
      frozen: Math.round(frozen * 1000) / 1000,
      apartMs: Math.round(apartMs),
    };
  }
}
console.log(JSON.stringify(result));
