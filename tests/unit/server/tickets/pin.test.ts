import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TerminalId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';
import { drawPin, scryptHashing } from '#server/tickets/pin.ts';
import { isBarred, issueAgain } from '#server/tickets/ticket.rules.ts';
import { drawNumber } from '#server/visits/numbers.rules.ts';

const cheap = scryptHashing(2);
const pin = fc.nat({ max: 9_999 }).map((drawn) => drawPin(() => drawn));

describe('a PIN', () => {
  it('[E2] is four digits, each as likely as any other', () => {
    fc.assert(fc.property(pin, (one) => /^\d{4}$/.test(one)));
    const bounds: number[] = [];
    drawPin((below) => bounds.push(below));
    expect(bounds).toEqual([10_000]);
  });

  it('[E2] opens what was kept of it, and no other does; what is kept differs each time and does not hold it', async () => {
    await fc.assert(
      fc.asyncProperty(pin, pin, async (own, other) => {
        const [one, two] = await Promise.all([cheap.hash(own), cheap.hash(own)]);
        expect(one).not.toBe(two);
        expect(await cheap.verify(one, own)).toBe(true);
        expect(await cheap.verify(one, other)).toBe(other === own);
      }),
      { numRuns: 50 },
    );
  });

  it('[E2] where none is kept no PIN opens, and it is computed all the same', async () => {
    const hashing = scryptHashing(16_384);
    const kept = await hashing.hash('1234');
    const timeOf = async (hash: string | null): Promise<number> => {
      const times: number[] = [];
      for (let tried = 0; tried < 5; tried += 1) {
        const from = performance.now();
        expect(await hashing.verify(hash, '4321')).toBe(false);
        times.push(performance.now() - from);
      }
      return Math.min(...times);
    };
    expect(await timeOf(null)).toBeGreaterThan((await timeOf(kept)) / 4);
  });

  it('[E2] is barred after five tries at a terminal or ten of a number', () => {
    expect(isBarred({ ofTerminal: 4, ofNumber: 9 })).toBe(false);
    expect(isBarred({ ofTerminal: 5, ofNumber: 0 })).toBe(true);
    expect(isBarred({ ofTerminal: 0, ofNumber: 10 })).toBe(true);
  });

  it('[E2] is replaced for the same terminal within two minutes, and else withheld', () => {
    const [here, there] = ['a', 'b'] as [TerminalId, TerminalId];
    const issuedAt = 1_000 as Instant;
    expect(issueAgain({ issuedAt, terminalId: here }, here, after(issuedAt, 119_999))).toBe('replaced');
    expect(issueAgain({ issuedAt, terminalId: here }, here, after(issuedAt, 120_000))).toBe('withheld');
    expect(issueAgain({ issuedAt, terminalId: here }, there, issuedAt)).toBe('withheld');
    expect(issueAgain({ issuedAt, terminalId: null }, here, issuedAt)).toBe('withheld');
    expect(issueAgain(null, here, issuedAt)).toBe('withheld');
  });
});

describe('a number', () => {
  const taken = fc.uniqueArray(fc.integer({ min: 100, max: 9_999 }), { maxLength: 900 }).map((numbers) => new Set(numbers));

  it('[E2] is nobody else’s, and any free one can be drawn', () => {
    fc.assert(
      fc.property(taken, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (numbers, random) => {
        const drawn = drawNumber(numbers, (below) => Math.floor(random * below));
        expect(drawn).not.toBeNull();
        expect(numbers.has(drawn ?? 0)).toBe(false);
      }),
    );
    const all = new Set(Array.from({ length: 900 }, (_, index) => drawNumber(new Set(), (below) => index % below)));
    expect(all.size).toBe(900);
  });

  it('[E2] has three digits as long as a quarter of those is free, then four; none is left only when all are taken', () => {
    const upTo = (count: number) => new Set(Array.from({ length: count }, (_, index) => 100 + index));
    expect(drawNumber(upTo(675), () => 0)).toBe(775);
    expect(drawNumber(upTo(676), () => 0)).toBe(1_000);
    expect(drawNumber(upTo(9_899), () => 0)).toBe(9_999);
    expect(drawNumber(upTo(9_900), () => 0)).toBeNull();
  });
});
