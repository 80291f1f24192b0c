import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '#shared/instant.ts';
import { type ViewChange, newerView, viewAfter } from '#shared/views/change.ts';
import { type Sent, changeSince, sentWhole } from '#server/views/sent.rules.ts';

type View = { readonly version: number; readonly now: Instant; readonly call: { readonly state: number } | null; readonly queue: readonly number[] };

const viewOf = (version: number, queue: readonly number[], call: View['call'] = null): View => ({ version, now: (version * 10) as Instant, call, queue });

describe('what a page is sent', () => {
  it('is all parts at first, then those that differ, and nothing where none does', () => {
    const first = changeSince(null, viewOf(1, [1]));
    expect(first?.change).toEqual({ version: 1, now: 10, follows: null, parts: { call: null, queue: [1] } });
    const second = changeSince(first?.sent ?? null, viewOf(4, [1, 2]));
    expect(second?.change).toEqual({ version: 4, now: 40, follows: 1, parts: { queue: [1, 2] } });
    expect(changeSince(second?.sent ?? null, viewOf(5, [1, 2]))).toBeNull();
  });

  it('is nothing where the page has been answered with something newer', () => {
    expect(changeSince(sentWhole(null, viewOf(7, [1])), viewOf(6, []))).toBeNull();
    expect(changeSince(sentWhole(null, viewOf(7, [1])), viewOf(8, [], { state: 1 }))?.change).toEqual({
      version: 8,
      now: 80,
      follows: 7,
      parts: { call: { state: 1 }, queue: [] },
    });
  });

  it('tells the page to ask for the whole where something before it is missing', () => {
    expect(viewAfter(viewOf(2, []), { version: 4, now: 40 as Instant, follows: 3, parts: { queue: [1] } })).toBeNull();
    expect(viewAfter<View>(null, { version: 4, now: 40 as Instant, follows: 3, parts: { queue: [1] } })).toBeNull();
  });
});

type Message = { readonly change: ViewChange<View> } | { readonly whole: View };
type Step = 'change' | 'read' | 'push' | 'answer' | 'arrive' | 'lose' | 'reconnect';
const steps: readonly Step[] = ['change', 'read', 'push', 'answer', 'arrive', 'lose', 'reconnect'];

/** A server and a page; reads end in any order, answers and changes overtake each other, and messages are lost with their connection or alone. */
class House {
  #version = 0;
  #truth = viewOf(0, []);
  readonly #reads: View[] = [];
  #sent: Sent | null = null;
  #wire: Message[] = [];
  known: View | null = null;
  readonly #written = new Map<number, View>();

  take(step: Step, pick: number): void {
    switch (step) {
      case 'change':
        this.#truth = pick % 2 === 0 ? { ...this.#truth, queue: [pick % 5] } : { ...this.#truth, call: pick % 3 === 0 ? null : { state: pick % 4 } };
        return;
      case 'read':
        this.#reads.push(this.#read());
        return;
      case 'push':
        for (const view of this.#reads.splice(pick % Math.max(1, this.#reads.length), 1)) this.#push(view);
        return;
      case 'answer':
        for (const view of this.#reads.splice(pick % Math.max(1, this.#reads.length), 1)) this.#answer(view, pick);
        return;
      case 'arrive':
        this.#arrive();
        return;
      case 'lose':
        this.#wire.splice(pick % Math.max(1, this.#wire.length), 1);
        return;
      case 'reconnect':
        this.#wire = [];
        this.#sent = null;
    }
  }

  /** What the page would know of it had it read its view whole. */
  whole(): View | null {
    return this.known === null ? null : (this.#written.get(this.known.version) ?? null);
  }

  /** One more change, of every part, after which nothing is lost: it arrives, and what it follows is asked for. */
  catchUp(): View {
    this.#truth = { ...this.#truth, queue: [99], call: { state: 99 } };
    this.#push(this.#read());
    while (this.#wire.length > 0) this.#arrive();
    return this.#truth;
  }

  #read(): View {
    this.#version += 1;
    const { call, queue } = this.#truth;
    const view = viewOf(this.#version, queue, call);
    this.#written.set(view.version, view);
    return view;
  }

  #push(view: View): void {
    const next = changeSince(this.#sent, view);
    if (next === null) return;
    this.#sent = next.sent;
    this.#wire.push({ change: next.change });
  }

  #answer(view: View, pick: number): void {
    this.#sent = sentWhole(this.#sent, view);
    this.#wire.splice(pick % (this.#wire.length + 1), 0, { whole: view });
  }

  #arrive(): void {
    const message = this.#wire.shift();
    if (message === undefined) return;
    const next = 'whole' in message ? newerView(this.known, message.whole) : viewAfter(this.known, message.change);
    if (next === null) this.#answer(this.#read(), this.#wire.length);
    else this.known = next;
  }
}

describe('a page that lays what it is sent over what it knows', () => {
  it('knows at every moment a view as it was read whole, and in the end the newest one', () => {
    const stepArbitrary = fc.tuple(fc.constantFrom(...steps), fc.nat({ max: 60 }));
    fc.assert(
      fc.property(fc.array(stepArbitrary, { maxLength: 60, size: 'max' }), (taken) => {
        const house = new House();
        for (const [step, pick] of taken) {
          house.take(step, pick);
          expect(house.known).toEqual(house.whole());
        }
        const { call, queue } = house.catchUp();
        expect(house.known).toEqual(house.whole());
        expect(house.known).toMatchObject({ call, queue });
      }),
      { numRuns: 500 },
    );
  });
});
