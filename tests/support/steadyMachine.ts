import { setTimeout as sleep } from 'node:timers/promises';

/** How the machine did over one tick: how late a timer came, and a fixed computation's time as a multiple of that on a calm machine. */
export type Tick = { readonly lateMs: number; readonly slowdown: number };

const tries = 3;
const tickMs = 50;
const calmTicks = 20;
const waitAtMostMs = 20_000;
const late = { lateMs: 25, slowdown: 2, share: 0.1, stallMs: 500 };

/** Whether a measurement over these ticks says more of the machine than of the product: a tenth of them came late, or it once stood still. */
export function wasTooSlow(ticks: readonly Tick[]): boolean {
  const slow = ticks.filter(({ lateMs, slowdown }) => lateMs > late.lateMs || slowdown > late.slowdown);
  return ticks.some(({ lateMs }) => lateMs > late.stallMs) || slow.length > ticks.length * late.share;
}

/** Milliseconds that a fixed computation takes now; a few on today's machines. */
function compute(): number {
  const from = performance.now();
  let value = 1;
  for (let index = 0; index < 2_000_000; index += 1) value = Math.imul(value ^ index, 0x9e3779b1);
  // The result is used, so that the computation is not optimised away.
  return performance.now() - from + (value === 0 ? Number.MIN_VALUE : 0);
}

let calmMs: number | undefined;
/** What it takes when nothing else runs: the fastest of many, which no load makes faster. */
const calmComputation = (): number => (calmMs ??= Math.min(...Array.from({ length: 50 }, compute)));

async function tick(): Promise<Tick> {
  const from = performance.now();
  await sleep(tickMs);
  const lateMs = performance.now() - from - tickMs;
  return { lateMs, slowdown: compute() / calmComputation() };
}

/** Collects ticks until the work has ended, well or not. */
async function ticksDuring(work: Promise<unknown>, nextTick: () => Promise<Tick>): Promise<Tick[]> {
  const state = { isOver: false };
  const over = (): void => void (state.isOver = true);
  void work.then(over, over);
  const ticks: Tick[] = [];
  while (!state.isOver) ticks.push(await nextTick());
  return ticks;
}

/** Waits for a second in which the machine is calm, but not for ever: what keeps its limit on a slow machine is good too. */
async function untilCalm(nextTick: () => Promise<Tick>): Promise<void> {
  const deadline = performance.now() + waitAtMostMs;
  for (let calm: Tick[] = []; calm.length < calmTicks && performance.now() < deadline; calm = wasTooSlow(calm) ? [] : calm) calm.push(await nextTick());
}

/**
 * Measures something that has to do with time. What does not keep its limit while the machine was too slow to tell is thrown away and
 * measured again once the machine is calm; so `measure` must prepare what it needs each time. A measurement that fails counts as one that
 * does not keep its limit. Resolves with a good measurement, or with a bad one on a calm machine. Errors: the machine was too slow each time.
 */
export async function measureSteadily<T>(measure: () => Promise<T>, isGood: (measured: T) => boolean = () => true, nextTick = tick): Promise<T> {
  for (let left = tries; ; left -= 1) {
    const work = measure();
    const [[result], ticks] = await Promise.all([Promise.allSettled([work]), ticksDuring(work, nextTick)]);
    if (result.status === 'fulfilled' && isGood(result.value)) return result.value;
    if (!wasTooSlow(ticks)) return work;
    const measured = result.status === 'fulfilled' ? JSON.stringify(result.value) : String(result.reason);
    const worst = (of: keyof Tick): string => Math.max(...ticks.map((one) => one[of])).toFixed(1);
    const said = `the machine was too slow to measure (a timer ${worst('lateMs')} ms late, a computation ${worst('slowdown')} times as long): ${measured}`;
    if (left <= 1) throw new Error(`${tries} times ${said}`, { cause: result.status === 'rejected' ? result.reason : undefined });
    console.log(`${said}; once more`);
    await untilCalm(nextTick);
  }
}
