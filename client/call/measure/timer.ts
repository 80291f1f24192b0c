const everyMs = 100;

/** Watches how late the page's own timer runs: a busy processor, or a browser that lets the page sleep. Returns a reading in milliseconds. */
export function watchTimer(): { readonly read: () => number } {
  let latenesses: number[] = [];
  let expected = performance.now() + everyMs;
  setInterval(() => {
    const now = performance.now();
    latenesses.push(Math.max(0, now - expected));
    expected = now + everyMs;
  }, everyMs);
  return {
    read() {
      const sorted = latenesses.toSorted((a, b) => a - b);
      latenesses = [];
      return sorted[Math.floor(sorted.length / 2)] ?? 0;
    },
  };
}
