import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChoosing } from '#client/features/forms/choosing.ts';
import type { FormPort } from '#client/features/forms/port.ts';

type Sent = { readonly fieldId: string; readonly value: string | null };

/** A server that answers each choice when it is told to. */
function createServer() {
  const sent: Sent[] = [];
  const waiting: { readonly taken: () => void; readonly refused: (error: unknown) => void }[] = [];
  const refused: unknown[] = [];
  const server = { isConnected: true };
  const choosing = createChoosing({
    ask: (_name: string, input: Sent) =>
      new Promise((resolve, reject) => {
        sent.push(input);
        waiting.push({ taken: () => resolve({}), refused: reject });
      }),
    isConnected: () => server.isConnected,
    mayRetry: (error: unknown) => error === 'tooMany',
    onChange: () => undefined,
    onRefused: (error: unknown) => refused.push(error),
  } as unknown as FormPort & { readonly onChange: () => void; readonly onRefused: (error: unknown) => void });
  const soon = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1);
  return {
    choosing,
    sent,
    refused,
    server,
    soon,
    async take(): Promise<void> {
      waiting.shift()?.taken();
      await soon();
    },
    async refuse(error: unknown): Promise<void> {
      waiting.shift()?.refused(error);
      await soon();
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('[F72] ticks and choices', () => {
  it('go out one after the other: the last one for a field is what the server has at the end', async () => {
    const { choosing, sent, soon, take } = createServer();
    choosing.choose('a', 'first');
    await soon();
    choosing.choose('a', 'second');
    choosing.choose('b', 'on');
    choosing.choose('a', 'third');
    await soon();
    expect(sent).toEqual([{ fieldId: 'a', value: 'first' }]);
    for (let count = 0; count < 3; count += 1) await take();
    expect(sent.filter(({ fieldId }) => fieldId === 'a').at(-1)?.value).toBe('third');
    expect(sent).toHaveLength(3);
    expect(choosing.isSaved()).toBe(true);
  });

  it('are sent again, later each time, if the server has too much to do', async () => {
    const { choosing, sent, refused, soon, take, refuse } = createServer();
    choosing.choose('a', 'on');
    await soon();
    await refuse('tooMany');
    choosing.choose('a', null);
    await vi.advanceTimersByTimeAsync(900);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toHaveLength(2);
    await refuse('tooMany');
    await vi.advanceTimersByTimeAsync(1_900);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(100);
    await take();
    expect(sent.at(-1)).toEqual({ fieldId: 'a', value: null });
    expect([choosing.isSaved(), refused]).toEqual([true, []]);
  });

  it('are not shown any more if the server refuses them, and the person is told', async () => {
    const { choosing, refused, soon, refuse } = createServer();
    choosing.choose('a', 'on');
    await soon();
    await refuse('invalidChoice');
    expect(refused).toEqual(['invalidChoice']);
    expect(choosing.over({ a: 'before' })).toEqual([['a', 'before']]);
  });

  it('wait for the connection', async () => {
    const { choosing, sent, server, soon } = createServer();
    server.isConnected = false;
    choosing.choose('a', 'on');
    await soon();
    expect(sent).toEqual([]);
    server.isConnected = true;
    void choosing.send();
    expect(sent).toEqual([{ fieldId: 'a', value: 'on' }]);
  });

  it('are not sent again after the form was closed', async () => {
    const { choosing, sent, soon, refuse } = createServer();
    choosing.choose('a', 'on');
    await soon();
    choosing.close();
    await refuse('tooMany');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
  });
});
