import { z } from 'zod';
import type { ConnectionReport, PathReport } from '#shared/contract/connectionReport.ts';
import type { LegSample } from './evidence.ts';
import { downLossOf, roundTripOf, upLossOf } from './pathMeasures.ts';
import { qualityLevels } from './videoLadder.ts';
import { concealedOf, scoreOf } from './score.ts';

const amount = z.number().nullable();

/**
 * What is kept of one look at a leg, without personal data: the way in both directions, and what is received. Seconds, bits a second,
 * 0 to 1; `framesPerSecond` and `frameHeight` of the largest picture received, `concealedRatio` of the sound, `score` 1 to 4.5; the media worker's
 * own marks of the worst stream each way, 0 to 10; `microphoneLevel` and `playedLevel` the root mean square of the sound given and of the loudest
 * received, before the loudspeaker's `volume`; `cameraBrightness` of the own picture.
 */
export const figuresSchema = z.strictObject({
  roundTripTime: amount,
  jitter: amount,
  upLossRatio: amount,
  downLossRatio: amount,
  upBitrate: amount,
  downBitrate: amount,
  framesPerSecond: amount,
  frameHeight: amount,
  concealedRatio: amount,
  freezesDuration: amount,
  score: amount,
  // What was kept before these were measured has none.
  producerScore: amount.default(null),
  consumerScore: amount.default(null),
  microphoneLevel: amount.default(null),
  playedLevel: amount.default(null),
  volume: amount.default(null),
  cameraBrightness: amount.default(null),
  quality: z.enum(qualityLevels).nullable(),
  protocol: z.enum(['udp', 'tcp']).nullable(),
  candidateType: z.enum(['host', 'srflx', 'prflx', 'relay']).nullable(),
});
export type Figures = z.output<typeof figuresSchema>;

const largest = (values: readonly (number | null | undefined)[]): number | null => {
  const known = values.filter((value): value is number => value != null);
  return known.length === 0 ? null : Math.max(...known);
};
const sum = (values: readonly (number | null)[]): number => values.reduce<number>((total, value) => total + (value ?? 0), 0);

/** What the network lets through: of a relay, how it is reached. */
function protocolOf(path: PathReport | null | undefined): Figures['protocol'] {
  if (path?.candidateType !== 'relay' || path.relayProtocol === null) return path?.protocol ?? null;
  return path.relayProtocol === 'udp' ? 'udp' : 'tcp';
}

/** From the energy of a report's time to a level; webrtc-stats defines the energy as the square of the level, over time. */
const playedLevelOf = ({ inbound, intervalMs }: ConnectionReport): number | null =>
  intervalMs === 0 ? null : largest(inbound.map(({ totalAudioEnergy: energy }) => (energy === null ? null : Math.sqrt(energy / (intervalMs / 1_000)))));

/** The figures of one look. */
export function figuresOf(sample: LegSample): Figures {
  const { report, server } = sample;
  const inbound = report?.inbound ?? [];
  return {
    roundTripTime: report === null ? null : roundTripOf(report),
    jitter: largest(inbound.filter(({ source }) => source === 'microphone').map(({ jitter }) => jitter)),
    upLossRatio: upLossOf(sample),
    downLossRatio: downLossOf(sample),
    upBitrate: server?.upBitrate ?? null,
    downBitrate: server?.downBitrate ?? null,
    framesPerSecond: largest(inbound.map(({ framesPerSecond }) => framesPerSecond)),
    frameHeight: largest(inbound.map(({ frameHeight }) => frameHeight)),
    concealedRatio: concealedOf(sample),
    freezesDuration: largest(inbound.map(({ totalFreezesDuration }) => totalFreezesDuration)),
    score: scoreOf(sample),
    producerScore: server?.producerScore ?? null,
    consumerScore: server?.consumerScore ?? null,
    microphoneLevel: report?.devices.microphoneLevel ?? null,
    playedLevel: report === null ? null : playedLevelOf(report),
    volume: report?.devices.volume ?? null,
    cameraBrightness: report?.devices.cameraBrightness ?? null,
    quality: report?.quality ?? null,
    protocol: protocolOf(report?.receive) ?? protocolOf(report?.send),
    candidateType: report?.receive?.candidateType ?? report?.send?.candidateType ?? null,
  };
}

const mean = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : sum(known) / known.length;
};

/** Several looks as one: means; what is no number as it was last; no looks give null. */
export function meanFigures(looks: readonly Figures[]): Figures | null {
  const last = looks.at(-1);
  if (last === undefined) return null;
  const of = (name: NumberName) => mean(looks.map((look) => look[name]));
  return {
    roundTripTime: of('roundTripTime'),
    jitter: of('jitter'),
    upLossRatio: of('upLossRatio'),
    downLossRatio: of('downLossRatio'),
    upBitrate: of('upBitrate'),
    downBitrate: of('downBitrate'),
    framesPerSecond: of('framesPerSecond'),
    frameHeight: of('frameHeight'),
    concealedRatio: of('concealedRatio'),
    freezesDuration: of('freezesDuration'),
    score: of('score'),
    producerScore: of('producerScore'),
    consumerScore: of('consumerScore'),
    microphoneLevel: of('microphoneLevel'),
    playedLevel: of('playedLevel'),
    volume: of('volume'),
    cameraBrightness: of('cameraBrightness'),
    quality: last.quality,
    protocol: last.protocol,
    candidateType: last.candidateType,
  };
}

export type NumberName = { [N in keyof Figures]: Figures[N] extends number | null ? N : never }[keyof Figures];
