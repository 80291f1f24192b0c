import { expect, it } from 'vitest';
import { mediaHandlers } from '#server/calls/mediaHandlers.ts';
import { AppError } from '#server/errors.ts';
import type { SessionFor } from '#server/platform/gateway/port.ts';

type Parts = Parameters<typeof mediaHandlers>[0];

it('[E30] one participant opens media sessions not without end, and takes nothing from others', async () => {
  const open = async () => ({});
  const withoutCall = { transaction: (work: (tx: unknown) => unknown) => Promise.resolve(work({ rows: async () => [] })) };
  const handlers = mediaHandlers({ database: withoutCall, media: { open } } as unknown as Parts);
  const expert = (id: string) => ({ role: 'expert', id, key: `expert:${id}`, connectionId: id }) as SessionFor<'media:open'>;
  const ask = (id: string): Promise<string> =>
    Promise.resolve(handlers['media:open'](expert(id), { callId: null, rtpCapabilities: { codecs: [{}] } })).then(
      () => 'ok',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    );
  const codes = await Promise.all(Array.from({ length: 100 }, () => ask('expert-fpa-1')));
  expect([codes.filter((code) => code === 'ok').length, codes.filter((code) => code === 'tooMany').length]).toEqual([60, 40]);
  expect(await ask('expert-fpa-2')).toBe('ok');
});
