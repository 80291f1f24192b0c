type Queue = { readonly servers: number; readonly perHour: number; readonly handlingMs: number; readonly serviceLevelMs: number };

/**
 * Erlang's delay formula for a queue of Poisson arrivals, exponential handling and `servers` experts in which everybody waits
 * (A. K. Erlang, 1917; as in R. B. Cooper, Introduction to Queueing Theory, 1981, ch. 3): the share that must wait, by the recursion of
 * the loss formula, and from it mean wait, share answered within `serviceLevelMs`, and occupancy. Only for offered load under `servers`.
 */
export function erlangC({ servers, perHour, handlingMs, serviceLevelMs }: Queue): { meanWaitMs: number; serviceLevel: number; occupancy: number } {
  const load = (perHour * handlingMs) / 3_600_000;
  if (load >= servers) throw new Error('the queue would grow for ever');
  let loss = 1;
  for (let n = 1; n <= servers; n += 1) loss = (load * loss) / (n + load * loss);
  const occupancy = load / servers;
  const mustWait = loss / (1 - occupancy * (1 - loss));
  const drainMs = handlingMs / (servers - load);
  return { meanWaitMs: mustWait * drainMs, serviceLevel: 1 - mustWait * Math.exp(-serviceLevelMs / drainMs), occupancy };
}
