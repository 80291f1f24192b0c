import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import { AppError } from '#server/errors.ts';
import { type MediaPort, createMedia } from '#server/media/index.ts';

const terminal = 'terminal:t1' as ParticipantKey;
const expert = 'expert:e1' as ParticipantKey;
const logger = pino({ level: 'silent' });

let media: MediaPort;
beforeEach(async () => {
  media = await createMedia({ workerCount: 2, listenIp: '127.0.0.1', announcedAddress: null, basePort: 0, iceServers: () => [], onNotice: () => {}, logger });
});
afterEach(() => media.close());

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
const routersNow = (): number => media.workers().reduce((sum, { routers }) => sum + routers, 0);

describe('[E30] what a raw client asks for again and again', () => {
  it('290 self-tests of one participant at once: there is never more than one, and most are refused', async () => {
    const most = { routers: 0 };
    const opened = Array.from({ length: 290 }, async () => {
      const code = await codeOf(media.openTest(terminal));
      most.routers = Math.max(most.routers, routersNow());
      return code;
    });
    const codes = await Promise.all(opened);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(12);
    expect(codes.filter((code) => code === 'tooMany')).toHaveLength(278);
    expect(most.routers).toBe(1);
    expect(await codeOf(media.openTest(expert))).toBe('ok');
    expect(routersNow()).toBe(2);
  });

  it('self-tests of many participants at once: each worker bears so many and no more', async () => {
    const codes: string[] = [];
    for (let index = 0; index < 45; index += 1) codes.push(await codeOf(media.openTest(`terminal:many-${index}` as ParticipantKey)));
    expect(codes.filter((code) => code === 'ok')).toHaveLength(40);
    expect(routersNow()).toBe(40);
    expect(new Set(codes.slice(40))).toEqual(new Set(['tooMany']));
  });
});
