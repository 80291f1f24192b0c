import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { commonRefusals } from '#shared/contract/define.ts';
import type { ErrorCode } from '#shared/errors.ts';
import { AppError } from '#server/errors.ts';
import { answer } from '#server/platform/gateway/answer.ts';
import type { Handlers, Session } from '#server/platform/gateway/port.ts';

const session = { role: 'terminal', id: 'mikkeli-1', key: 'terminal:mikkeli-1', connectionId: 'c1' } as unknown as Session;
const callId = '3d1c5a35-5e2c-4d2c-9d0e-2f1d6b1f7a11';

/** `call:leave`, which declares `notFound`, where its handler refuses with `code`; and what was logged. */
async function leave(code: ErrorCode, isStrict: boolean) {
  const lines: { level: number; request?: string; code?: string; err?: { message: string } }[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]) });
  const handlers = { 'call:leave': () => Promise.reject(new AppError(code)) } as unknown as Handlers;
  return { reply: await answer('call:leave', session, { callId }, { handlers, isStrict, logger }), lines };
}

describe('a refusal', () => {
  it.each(['notFound', ...commonRefusals] as const)('that is declared or common is answered as it is: %s', async (code) => {
    const { reply, lines } = await leave(code, true);
    expect(reply).toMatchObject({ ok: false, error: { code } });
    expect(lines).toEqual([]);
  });

  it('that is not declared is a fault in tests', async () => {
    const { reply, lines } = await leave('slotTaken', true);
    expect(reply).toMatchObject({ ok: false, error: { code: 'fault' } });
    expect(lines).toMatchObject([{ level: pino.levels.values['error'], err: { message: expect.stringContaining('call:leave refused with slotTaken') } }]);
  });

  it('that is not declared reaches the page otherwise, with a warning in the log', async () => {
    const { reply, lines } = await leave('slotTaken', false);
    expect(reply).toMatchObject({ ok: false, error: { code: 'slotTaken' } });
    expect(lines).toMatchObject([{ level: pino.levels.values['warn'], request: 'call:leave', refusal: 'slotTaken' }]);
  });
});
