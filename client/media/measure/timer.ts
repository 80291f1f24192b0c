const everyMs = 100;
/** A processor that has just begun to be busy is known as such at the next report. */
const windowMs = 1_000;

/** Watches how late the page's own timer runs: a busy processor, or a browser that lets the page sleep. Returns the last second's median in milliseconds. */
export function watchTimer(): { readonly read: () => number } {
  let ticks: readonly { readonly at: number; readonly lateness: number }[] = [];
  let expected = performance.now() + everyMs;
  const recent = (now: number) => ticks.filter(({ at }) => now - at < windowMs);
  setInterval(() => {
    const now = performance.now();
    ticks = [...recent(now), { at: now, lateness: Math.max(0, now - expected) }];
    expected = now + everyMs;
  }, everyMs);
  return {
    read() {
      const now = performance.now();
      const sorted = recent(now)
        .map(({ lateness }) => lateness)
        .toSorted((a, b) => a - b);
      return sorted[Math.floor(sorted.length / 2)] ?? Math.max(0, now - expected);
    },
  };
}
