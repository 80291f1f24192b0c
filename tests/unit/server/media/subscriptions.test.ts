import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { QualityLevel } from '#shared/connection/videoLadder.ts';
import { SubscriptionReconciler } from '#server/media/subscriptionReconciler.ts';
import type { VideoGate } from '#server/media/videoGate.ts';
import type { MediaSession, SessionConsumer } from '#server/media/session.ts';

const subscriptions = new SubscriptionReconciler({ sessionOf: () => undefined, notify: () => {}, logger: pino({ level: 'silent' }) });

/** A session that receives one picture in three layers, and what is asked of the worker for it. */
function receiving(
  consumer: { layer: number | null; scores: number[]; isPaused?: boolean; allowedVideo?: VideoGate['allowedVideo'] },
  receiveQuality: QualityLevel = 'full',
  participant = 'expert:e1',
) {
  const asked: number[] = [];
  const session = {
    participant,
    receiveQuality,
    videoGate: { allowedVideo: consumer.allowedVideo ?? 'all' },
    consumers: new Map([
      [
        'picture',
        {
          consumer: {
            type: 'simulcast',
            closed: false,
            paused: consumer.isPaused ?? false,
            currentLayers: consumer.layer === null ? undefined : { spatialLayer: consumer.layer },
            score: { producerScores: consumer.scores },
            setPreferredLayers: async ({ spatialLayer }: { spatialLayer: number }) => void asked.push(spatialLayer),
          },
        },
      ],
    ]),
  } as unknown as MediaSession;
  return { session, asked };
}

async function looks(times: number, session: MediaSession, availableOutgoingBitrate = 2_000_000): Promise<void> {
  for (let count = 0; count < times; count += 1) subscriptions.nudgeLayerSelection(session, availableOutgoingBitrate);
  await new Promise(setImmediate);
}

describe('[F57] the layers of a picture', () => {
  it('are chosen anew where a better one has been there for two looks: what is sent is asked for, then what is wanted', async () => {
    const { session, asked } = receiving({ layer: 0, scores: [10, 9, 0] });
    await looks(1, session);
    expect(asked).toEqual([]);
    await looks(1, session);
    expect(asked).toEqual([0, 2]);
  });

  it.each([
    ['expert:e1', 2],
    ['terminal:t1', 2],
    ['adviser:a1', 1],
    ['supervisor:s1', 1],
  ])('[F49] are as many for %s as that desk can show: a newcomer beside the call asks for one size, and keeps it', async (participant, wanted) => {
    const asked: string[] = [];
    const consumer = {
      kind: 'video',
      type: 'simulcast',
      closed: false,
      paused: true,
      preferredLayers: { spatialLayer: 0 },
      setPreferredLayers: async ({ spatialLayer }: { spatialLayer: number }) => void asked.push(`layer ${spatialLayer}`),
      resume: async (): Promise<void> => undefined,
      requestKeyFrame: async () => undefined,
    };
    const item = { consumer, isOpen: true, isReady: true } as unknown as SessionConsumer;
    const session = { participant, receiveQuality: 'full', videoGate: { isOpen: true, allowedVideo: 'all' } } as unknown as MediaSession;
    consumer.resume = async () => {
      consumer.paused = false;
      consumer.preferredLayers = { spatialLayer: wanted };
      asked.push('resume');
    };
    subscriptions.applyConsumer(session, item);
    await new Promise(setImmediate);
    expect(asked).toEqual([`layer ${wanted}`, 'resume']);
  });

  it('are left to the estimate where the way is narrow: asking would press a burst through it', async () => {
    const { session, asked } = receiving({ layer: 0, scores: [10, 10, 10] });
    await looks(3, session, 400_000);
    expect(asked).toEqual([]);
  });

  it.each([
    ['the best there is is sent', { layer: 1, scores: [10, 10, 0] }, 'full'],
    ['no more is wanted', { layer: 0, scores: [10, 10, 10] }, 'small'],
    ['only the smallest may pass', { layer: 0, scores: [10, 10, 10], allowedVideo: 'smallest' }, 'full'],
    ['nothing is sent', { layer: null, scores: [10, 10, 10] }, 'full'],
    ['the receiver has it closed', { layer: 0, scores: [10, 10, 10], isPaused: true }, 'full'],
  ] as const)('are left alone where %s', async (_, { scores, ...consumer }, quality) => {
    const { session, asked } = receiving({ ...consumer, scores: [...scores] }, quality);
    await looks(3, session);
    expect(asked).toEqual([]);
  });
});

describe('[C12] a picture that is held back and let through again', () => {
  it('flows in the end, also where the worker is still busy holding it', async () => {
    const asked: string[] = [];
    const consumer = {
      kind: 'video',
      type: 'simulcast',
      closed: false,
      paused: false,
      pause: async () => {
        asked.push('pause');
        await Promise.resolve();
        consumer.paused = true;
      },
      resume: async () => {
        asked.push('resume');
        await Promise.resolve();
        consumer.paused = false;
      },
      requestKeyFrame: async () => {},
      preferredLayers: { spatialLayer: 2 },
    };
    const videoGate = { isOpen: false, allowedVideo: 'none' };
    const item = { consumer, isOpen: true, isReady: true } as unknown as SessionConsumer;
    const session = { participant: 'expert:e1', receiveQuality: 'full', videoGate, consumers: new Map([['picture', item]]) } as unknown as MediaSession;
    subscriptions.applyGate(session);
    videoGate.isOpen = true;
    subscriptions.applyGate(session);
    await new Promise(setImmediate);
    expect(asked).toEqual(['pause', 'resume']);
    expect(consumer.paused).toBe(false);
  });
});
