/** Spans that numbers are drawn from, the shortest numbers first: easy to call out, to show and to keep in mind. */
const spans = [
  { from: 100, to: 999 },
  { from: 1_000, to: 9_999 },
] as const;

/** A span that is fuller than this would give away too much of what is free. */
const fullest = 0.75;

/**
 * A number that nobody holds or has held lately (`taken`), each free one as likely as any other. `randomInt` gives whole numbers from 0 up to, and
 * without, its bound. Null where none is left.
 */
export function drawNumber(taken: ReadonlySet<number>, randomInt: (below: number) => number): number | null {
  for (const [index, { from, to }] of spans.entries()) {
    const free = Array.from({ length: to - from + 1 }, (_, offset) => from + offset).filter((number) => !taken.has(number));
    const isLast = index === spans.length - 1;
    if (free.length > 0 && (isLast || free.length >= (1 - fullest) * (to - from + 1))) return free[randomInt(free.length)] ?? null;
  }
  return null;
}
