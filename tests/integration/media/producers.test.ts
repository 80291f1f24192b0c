import { randomUUID } from 'node:crypto';
import { testFakeParameters } from 'mediasoup-client';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import { dtlsParametersSchema, rtpParametersSchema } from '#shared/contract/mediaParameters.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { CallId } from '#shared/ids.ts';
import { AppError } from '#server/errors.ts';
import { type MediaNotice, type MediaPort, createMedia } from '#server/media/index.ts';

const terminal = 'terminal:t1' as ParticipantKey;
const expert = 'expert:e1' as ParticipantKey;
const logger = pino({ level: 'silent' });

let media: MediaPort;
let notices: MediaNotice[];
let rtpCapabilities: never;

beforeEach(async () => {
  notices = [];
  media = await createMedia({
    workerCount: 1,
    listenIp: '127.0.0.1',
    announcedAddress: null,
    basePort: 0,
    iceServers: () => [],
    onNotice: (notice) => notices.push(notice),
    logger,
  });
  rtpCapabilities = (await media.capabilities()).routerRtpCapabilities as never;
});
afterEach(() => media.close());

const sound = (ssrc: number) =>
  rtpParametersSchema.parse({
    mid: '0',
    codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1 } }],
    encodings: [{ ssrc }],
    rtcp: { cname: 'test' },
  });
const link = (from: ParticipantKey, to: ParticipantKey, isOpen: boolean) => ({ from, to, isOpen, isMuted: false });
const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

/** A customer and an expert's desk in a call. */
async function inCall(muted: readonly MediaSource[] = []) {
  const roomId = randomUUID() as CallId;
  const customer = await media.open(terminal, `call:${roomId}`, { rtpCapabilities, isPractice: false, muted: { roomId, muted } });
  const desk = await media.open(expert, 'desk:e1', { rtpCapabilities, isPractice: false, muted: null });
  await media.setSubscriptions(roomId, [link(terminal, expert, true), link(expert, terminal, true)]);
  const produce = (ssrc: number) => media.produce(terminal, { sessionId: customer.sessionId, kind: 'audio', source: 'microphone', rtpParameters: sound(ssrc) });
  const received = async (participant = expert, { sessionId } = desk) => (await media.sync(participant, { sessionId })).consumers;
  return { roomId, customer, desk, produce, received };
}

it('[E36] of forty microphones produced at once one is left, and it is the one that mute knows', async () => {
  const { roomId, produce, received } = await inCall();
  const made = await Promise.all(Array.from({ length: 40 }, (_, index) => produce(1_000 + index)));
  const left = await received();
  expect(left).toHaveLength(1);
  expect(new Set(made.map(({ producerId }) => producerId)).size).toBe(40);
  media.setMuted(terminal, roomId, { source: 'microphone', isMuted: true, muted: ['microphone'] });
  expect((await received()).map(({ isMutedBySender }) => isMutedBySender)).toEqual([true]);
  // Also those that come later, at once or one by one.
  await Promise.all(Array.from({ length: 40 }, (_, index) => produce(2_000 + index)));
  expect((await received()).map(({ isMutedBySender }) => isMutedBySender)).toEqual([true]);
});

it('[E36] a mute that is pressed while forty are produced holds for the one that is left', async () => {
  const { roomId, produce, received } = await inCall();
  const producing = Array.from({ length: 40 }, (_, index) => produce(1_000 + index));
  media.setMuted(terminal, roomId, { source: 'microphone', isMuted: true, muted: ['microphone'] });
  await Promise.all(producing);
  expect((await received()).map(({ isMutedBySender }) => isMutedBySender)).toEqual([true]);
});

it('[E36] a transport is connected once, of forty sessions opened at once one is left, and no router is left behind', async () => {
  const { customer } = await inCall();
  const dtlsParameters = dtlsParametersSchema.parse(testFakeParameters.generateLocalDtlsParameters());
  const connect = () => media.connectTransport(terminal, { sessionId: customer.sessionId, transportId: customer.sendTransport.id, dtlsParameters });
  const outcomes = await Promise.all(Array.from({ length: 40 }, () => outcomeOf(connect())));
  expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
  expect(new Set(outcomes)).toEqual(new Set(['done', 'wrongState']));

  const routersBefore = media.workers()[0]?.routers;
  const opened = await Promise.all(Array.from({ length: 40 }, () => media.open(expert, 'desk:e1', { rtpCapabilities, isPractice: false, muted: null })));
  const alive = await Promise.all(opened.map(({ sessionId }) => outcomeOf(media.sync(expert, { sessionId }))));
  expect(alive).toEqual([...Array<string>(39).fill('mediaSessionGone'), 'done']);
  expect(media.workers()[0]?.routers).toBe(routersBefore);
  // Those who come into a call at once meet in one room.
  const roomId = randomUUID() as CallId;
  const home = `call:${roomId}` as const;
  const people = ['terminal:t2', 'adviser:a1', 'adviser:a2', 'supervisor:s1'].map((key) => key as ParticipantKey);
  await Promise.all(people.map((key) => media.open(key, home, { rtpCapabilities, isPractice: false, muted: null })));
  expect(media.workers()[0]?.routers).toBe((routersBefore ?? 0) + 1);
});

it('[E34] whether it may send stands in the replies: at opening, and at producing', async () => {
  const roomId = randomUUID() as CallId;
  const home = `call:${roomId}` as const;
  const options = { rtpCapabilities, isPractice: false, muted: { roomId, muted: [] } };
  const customer = await media.open(terminal, home, options);
  expect(customer.isSending).toBe(false);
  const produce = (sessionId: string, ssrc: number) => media.produce(terminal, { sessionId, kind: 'audio', source: 'microphone', rtpParameters: sound(ssrc) });
  expect((await produce(customer.sessionId, 1)).isSending).toBe(false);
  await media.open(expert, 'desk:e1', { rtpCapabilities, isPractice: false, muted: null });
  await media.setSubscriptions(roomId, [link(terminal, expert, true), link(expert, terminal, false)]);
  // A page that comes back into a call that runs: what opened before it came is told all the same.
  const again = await media.open(terminal, home, options);
  expect(again.isSending).toBe(true);
  expect((await produce(again.sessionId, 2)).isSending).toBe(true);
  expect((await media.open(expert, 'desk:e1', { rtpCapabilities, isPractice: false, muted: null })).isSending).toBe(false);
});

it.each([{}, { codecs: [] }, { codecs: [{}] }, { codecs: [{ kind: 'audio', mimeType: 'audio/PCMU', clockRate: 8_000 }] }])(
  '[E34] capabilities by which nothing could be received are refused: %j',
  async (useless) => {
    const opening = media.open(terminal, `call:${randomUUID() as CallId}`, { rtpCapabilities: useless, isPractice: false, muted: null });
    expect(await outcomeOf(opening)).toBe('noCommonCodec');
  },
);

it('[E1] what the person has closed in the room begins closed, at every session, and is told to the others', async () => {
  const { roomId, customer, produce, received } = await inCall(['microphone']);
  expect(customer.muted).toEqual(['microphone']);
  await produce(1);
  expect((await received()).map(({ isMutedBySender }) => isMutedBySender)).toEqual([true]);
  media.setMuted(terminal, roomId, { source: 'microphone', isMuted: false, muted: [] });
  expect((await received()).map(({ isMutedBySender }) => isMutedBySender)).toEqual([false]);
  expect(notices.filter(({ name }) => name === 'media:consumerChanged').map(({ to }) => to)).toEqual([expert]);
});

it('[E1] a desk’s session has the mutes of the room that it is in: not of the call before, and again when it comes back', async () => {
  const { roomId, desk, customer, received } = await inCall();
  await media.produce(expert, { sessionId: desk.sessionId, kind: 'audio', source: 'microphone', rtpParameters: sound(9) });
  const mutedFor = async () => (await received(terminal, customer)).map(({ isMutedBySender }) => isMutedBySender);
  media.setMutes(expert, roomId, []);
  media.setMuted(expert, roomId, { source: 'microphone', isMuted: true, muted: ['microphone'] });
  // A reading from before the press comes late.
  media.setMutes(expert, roomId, []);
  expect(await mutedFor()).toEqual([true]);
  media.setMutes(expert, randomUUID() as CallId, []);
  expect(await mutedFor()).toEqual([false]);
  media.setMutes(expert, roomId, ['microphone']);
  expect(await mutedFor()).toEqual([true]);
  media.setMutes(expert, roomId, null);
  media.setMutes(expert, roomId, []);
  expect(await mutedFor()).toEqual([false]);
});
