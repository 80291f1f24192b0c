const everyMs = 100;
/** A processor that has just begun to be busy is known as such at the next report. */
const windowMs = 1_000;

/** How late the page's own timer runs: a busy processor, or a browser that lets the page sleep. */
export type TimerWatch = {
  /** Begins or ends; a page that has no media need not be woken ten times a second. */
  readonly run: (isOn: boolean) => void;
  /** The last second's median in milliseconds. */
  readonly read: () => number;
};

/** Watches nothing until it is told to run. */
export function watchTimer(): TimerWatch {
  let ticks: readonly { readonly at: number; readonly lateness: number }[] = [];
  let expected = Infinity;
  let timer: ReturnType<typeof setInterval> | undefined;
  const recent = (now: number) => ticks.filter(({ at }) => now - at < windowMs);
  const tick = (): void => {
    const now = performance.now();
    ticks = [...recent(now), { at: now, lateness: Math.max(0, now - expected) }];
    expected = now + everyMs;
  };
  return {
    run(isOn) {
      if (isOn === (timer !== undefined)) return;
      clearInterval(timer);
      timer = isOn ? setInterval(tick, everyMs) : undefined;
      ticks = [];
      expected = isOn ? performance.now() + everyMs : Infinity;
    },
    read() {
      const now = performance.now();
      const sorted = recent(now)
        .map(({ lateness }) => lateness)
        .toSorted((a, b) => a - b);
      return sorted[Math.floor(sorted.length / 2)] ?? Math.max(0, now - expected);
    },
  };
}
