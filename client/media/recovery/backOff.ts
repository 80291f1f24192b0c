/** Waits longer each time, with jitter from the first on, so that many pages do not come back at the same moment. */
export const backOffMs = (attempt: number, random: () => number = Math.random): number => Math.min(5_000, 250 * 2 ** Math.min(attempt, 5)) * (0.5 + random());

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
