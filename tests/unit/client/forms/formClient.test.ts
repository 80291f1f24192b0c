import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { afterChange, emptyState } from '#shared/forms/answers.rules.ts';
import type { FormField, FormRole, FormState } from '#shared/forms/contract.ts';
import { fromBase64, toBase64 } from '#shared/forms/valueHash.ts';
import { documentFrom, emptyDocument, textsOf, write } from '#shared/forms/writing.ts';
import type { Instant } from '#shared/instant.ts';
import { RequestError } from '#client/app/api/requestError.ts';
import { type FormClient, createFormClient } from '#client/features/forms/formClient.ts';
import type { FormPort } from '#client/features/forms/port.ts';

const fields: FormField[] = ['a', 'b'].map((fieldId) => ({
  fieldId,
  kind: 'text',
  label: fieldId,
  help: '',
  filledBy: 'both',
  maxLength: 50,
  isRequired: false,
  options: [],
}));
const ids = { callId: 'call', documentId: 'document' };

class Offline extends Error {}
class Refused extends Error {}

/** A server that keeps the form, and lines to it that are slow and are cut. */
function createHouse() {
  let document = emptyDocument();
  let state: FormState = emptyState;
  let sequence = 0;
  let callId = ids.callId;
  const confirmed: string[] = [];
  const pages = new Set<Page>();
  const text = (fieldId: string): string => textsOf(documentFrom(document), fields).get(fieldId) ?? '';
  const tell = (update: string | null): void => {
    sequence += 1;
    for (const page of pages) if (page.isOnline) page.later(() => page.tell({ ...ids, sequence, state, update }));
  };
  const answers = {
    'form:sync': ({ stateVector }: { readonly stateVector: string }) => {
      const whole = documentFrom(document);
      return {
        fields,
        state,
        sequence,
        update: toBase64(Y.encodeStateAsUpdate(whole, fromBase64(stateVector))),
        stateVector: toBase64(Y.encodeStateVector(whole)),
      };
    },
    'form:update': ({ update }: { readonly update: string }, role: FormRole) => {
      const written = write(document, fromBase64(update), fields, role);
      if (!written.isWritten) throw new Refused(written.refusal);
      document = written.document;
      state = afterChange(state, written.changed, role, 1 as Instant);
      tell(update);
      return {};
    },
    'form:confirm': () => {
      confirmed.push(text('a'));
      return {};
    },
  };
  return {
    text,
    pages,
    /** What was in the field each time that the customer confirmed it. */
    confirmed,
    handOver: (nextCallId: string): void => void (callId = nextCallId),
    answer(name: keyof typeof answers, input: { readonly callId: string }, role: FormRole): unknown {
      if (input.callId !== callId) throw new RequestError({ code: 'notFound', message: 'no such form' });
      if (!Object.hasOwn(answers, name)) throw new Refused(name);
      return answers[name](input as never, role);
    },
  };
}
type House = ReturnType<typeof createHouse>;
type Page = { isOnline: boolean; tell(payload: unknown): void; later(work: () => void): void };

/** `delays` are used one after the other, in milliseconds of the fake clock. */
function openPage(house: House, role: FormRole, delays: readonly number[], refused: unknown[] = []) {
  let used = 0;
  const connected = new Set<() => void>();
  let listener = (_payload: unknown): void => undefined;
  let lastAt = 0;
  const page: Page = {
    isOnline: true,
    tell: (payload) => listener(payload),
    // One line: what is sent first arrives first.
    later: (work) => {
      lastAt = Math.max(lastAt + 1, Date.now() + (delays[used++ % delays.length] ?? 1));
      setTimeout(() => page.isOnline && work(), lastAt - Date.now());
    },
  };
  house.pages.add(page);
  const waiting = new Set<() => void>();
  const port = {
    ask: (name: Parameters<House['answer']>[0], input: { readonly callId: string }) =>
      new Promise((resolve, reject) => {
        const cut = (): void => reject(new Offline());
        if (!page.isOnline) return cut();
        waiting.add(cut);
        page.later(() => {
          try {
            const reply = house.answer(name, input, role);
            // It was taken, and the answer may yet be lost.
            page.later(() => {
              waiting.delete(cut);
              resolve(reply);
            });
          } catch (error) {
            waiting.delete(cut);
            reject(error as Error);
          }
        });
      }),
    on: (name: string, heard: (payload: unknown) => void) => {
      if (name === 'form:changed') listener = heard;
      return () => undefined;
    },
    onConnect: (back: () => void) => {
      connected.add(back);
      back();
      return () => connected.delete(back);
    },
    isConnected: () => page.isOnline,
    mayRetry: (error: unknown) => error instanceof Offline,
  } as unknown as FormPort;
  const client = createFormClient(port, ids, role, (error) => refused.push(error));
  return {
    client,
    cut(): void {
      page.isOnline = false;
      const lost = Array.from(waiting);
      waiting.clear();
      for (const lose of lost) lose();
    },
    join(): void {
      if (page.isOnline) return;
      page.isOnline = true;
      for (const back of connected) back();
    },
  };
}

const type = (client: FormClient, fieldId: string, letter: string, where: number): void => {
  const text = client.textOf(fieldId);
  const at = Math.round(where * text.length);
  client.write(fieldId, text.slice(0, at) + letter + text.slice(at), at + 1);
};

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('type' as const), who: fc.nat(1), fieldId: fc.constantFrom('a', 'b'), where: fc.constantFrom(0, 0.5, 1) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), who: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('join' as const), who: fc.nat(1) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 400 }) }) },
);

describe('[F72] two pages that write in the same form', () => {
  it('have the same at the end, with every letter of both, whatever is slow, cut and sent again', async () => {
    vi.useFakeTimers();
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { maxLength: 40 }),
          fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 8 }),
          async (steps, delays) => {
            const house = createHouse();
            const pages = (['terminal', 'expert'] as const).map((role) => openPage(house, role, delays));
            await vi.advanceTimersByTimeAsync(3_000);
            const typed: Record<string, string[]> = { a: [], b: [] };
            for (const [index, one] of steps.entries()) {
              if (one.kind === 'wait') await vi.advanceTimersByTimeAsync(one.ms);
              else if (one.kind === 'cut') pages[one.who]?.cut();
              else if (one.kind === 'join') pages[one.who]?.join();
              else {
                const letter = String.fromCodePoint(0x4e00 + index);
                typed[one.fieldId]?.push(letter);
                const page = pages[one.who];
                if (page !== undefined) type(page.client, one.fieldId, letter, one.where);
              }
            }
            for (const page of pages) page.join();
            await vi.advanceTimersByTimeAsync(20_000);
            for (const fieldId of ['a', 'b']) {
              const text = house.text(fieldId);
              expect(Array.from(text).toSorted()).toEqual(typed[fieldId]?.toSorted());
              for (const { client } of pages) expect(client.textOf(fieldId)).toBe(text);
            }
            for (const { client } of pages) {
              expect(client.store.getState().isSaved).toBe(true);
              client.close();
            }
          },
        ),
        { numRuns: 150 },
      );
    } finally {
      vi.useRealTimers();
    }
  });

  it('what the server refuses is gone from the page too, and the person is told', async () => {
    vi.useFakeTimers();
    try {
      const house = createHouse();
      const refused: unknown[] = [];
      const { client } = openPage(house, 'terminal', [10], refused);
      await vi.advanceTimersByTimeAsync(200);
      client.write('a', 'kept', 4);
      await vi.advanceTimersByTimeAsync(500);
      client.write('noSuchField', 'x', 1);
      await vi.advanceTimersByTimeAsync(500);
      expect(refused).toHaveLength(1);
      expect([client.textOf('a'), client.textOf('noSuchField')]).toEqual(['kept', '']);
      client.write('a', 'kept on', 7);
      await vi.advanceTimersByTimeAsync(500);
      expect(house.text('a')).toBe('kept on');
      client.close();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('[F72] a page with a form', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('goes on with what was written when the form goes to a colleague’s call', async () => {
    const house = createHouse();
    const refused: unknown[] = [];
    const { client } = openPage(house, 'terminal', [10], refused);
    await vi.advanceTimersByTimeAsync(200);
    house.handOver('next');
    client.write('a', 'kept', 4);
    await vi.advanceTimersByTimeAsync(500);
    expect([client.textOf('a'), house.text('a'), client.store.getState().isSaved]).toEqual(['kept', '', false]);
    client.moveTo('next');
    await vi.advanceTimersByTimeAsync(500);
    expect([house.text('a'), client.store.getState().isSaved, refused]).toEqual(['kept', true, []]);
    client.close();
  });

  it('tells nobody of what is refused after the form was closed', async () => {
    const house = createHouse();
    const refused: unknown[] = [];
    const { client } = openPage(house, 'terminal', [10], refused);
    await vi.advanceTimersByTimeAsync(200);
    client.write('noSuchField', 'x', 1);
    await vi.advanceTimersByTimeAsync(65);
    const turned = client.turn(2, 1);
    client.close();
    await vi.advanceTimersByTimeAsync(30_000);
    expect([refused, await turned]).toEqual([[], false]);
  });

  it('[F73] has sent what was written before the customer confirms it', async () => {
    vi.useRealTimers();
    const house = createHouse();
    const { client } = openPage(house, 'terminal', [1]);
    await vi.waitFor(() => expect(client.store.getState().phase).toBe('ready'));
    client.write('a', 'typed', 5);
    expect(await client.confirm(['a'])).toBe(true);
    expect(house.confirmed).toEqual(['typed']);
    client.close();
  });
});
