import { expect, it } from 'vitest';
import { AppError } from '#server/errors.ts';
import type { SessionFor } from '#server/gateway/index.ts';
import { mediaHandlers } from '#server/handlers/index.ts';
import type { MediaPort } from '#server/media/port.ts';

type Parts = Parameters<typeof mediaHandlers>[0];

it('[E30] media sessions of one participant are opened one after the other, and not without end', async () => {
  let opening = 0;
  let most = 0;
  const open = async () => {
    opening += 1;
    most = Math.max(most, opening);
    await new Promise(setImmediate);
    opening -= 1;
    return {};
  };
  const handlers = mediaHandlers({ media: { open } as unknown as MediaPort } as Parts);
  const expert = (id: string) => ({ role: 'expert', id, key: `expert:${id}`, connectionId: id }) as SessionFor<'media:open'>;
  const ask = (id: string): Promise<string> =>
    Promise.resolve(handlers['media:open'](expert(id), { callId: null, rtpCapabilities: { codecs: [{}] } })).then(
      () => 'ok',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    );
  const codes = await Promise.all(Array.from({ length: 100 }, () => ask('expert-fpa-1')));
  expect([codes.filter((code) => code === 'ok').length, codes.filter((code) => code === 'tooMany').length]).toEqual([60, 40]);
  expect(most).toBe(1);
  expect(await ask('expert-fpa-2')).toBe('ok');
});
