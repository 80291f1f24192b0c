const firstPauseMs = 15_000;
const longestPauseMs = 300_000;
/** A page that was well for so long has nothing to do with the fault before it. */
const forgottenAfterMs = 900_000;

export type LastReload = { readonly at: number; readonly pauseMs: number };

/** How long a page that cannot be shown waits before it reloads; twice as long each time. */
export const faultPauseMs = (last: LastReload | null, now: number): number =>
  last === null || now - last.at >= forgottenAfterMs ? firstPauseMs : Math.min(2 * last.pauseMs, longestPauseMs);

/** A page that is still too old after a reload would be so after another one at once. */
export const notAgainMs = 600_000;

/** How long a page that is too old waits before it reloads: not at all the first time. */
export const versionPauseMs = (reloadedAt: number, now: number): number => (now - reloadedAt < notAgainMs ? notAgainMs : 0);
