/** Looks a second. */
export const echoLooksPerSecond = 20;
/** So many are compared, two seconds: long enough for some words, short enough to tell soon. */
const comparedLooks = 40;
/**
 * An echo is back after loudspeaker, room and microphone: six tenths of a second at most, with a wireless loudspeaker. What is alike at once is
 * what happened to both measurements.
 */
const echoLags = range(1, 12);
/** What fits as well where no echo can be is a likeness by chance, or two sounds of the same rhythm. */
const otherLags = [...range(-40, -8), ...range(20, 40)];
/** How many looks `echoOf` needs of each. */
export const echoLooks = comparedLooks + 40;
/** Root mean squares: what is played more softly comes back as nothing, and what is softer still is silence. */
const played = 0.01;
const silence = 0.001;
/** Of the looks that are compared, so many must have something to hear. */
const playedLooks = 10;
/** An echo so much softer than what is played, 26 dB, disturbs nobody. */
const softestGain = 0.05;
const standingOut = 0.2;

/** `ratio`: how alike the microphone is to what was played `delay` seconds before, 0 to 1; 0 where something else explains it. */
export type Echo = { readonly ratio: number; readonly delay: number };

/**
 * Whether the microphone gives back what the loudspeaker has played, told by how the loudness of both goes up and down, in decibels: the
 * coefficient of correlation at the best delay. `near` and `far` are root mean squares of the microphone and of what is played, oldest first.
 * Null where too little was played to tell.
 */
export function echoOf(near: readonly number[], far: readonly number[]): Echo | null {
  if (near.length < echoLooks || far.length < echoLooks || far.slice(-comparedLooks).filter((level) => level > played).length < playedLooks) return null;
  const likenesses = echoLags.map((lag) => ({ lag, correlation: correlationAt(near, far, lag) }));
  const best = likenesses.reduce((most, one) => (one.correlation > most.correlation ? one : most));
  const elsewhere = Math.max(...otherLags.map((lag) => correlationAt(near, far, lag)));
  const isLater = best.correlation > correlationAt(near, far, 0);
  const isEcho = isLater && gainAt(near, far, best.lag) > softestGain && best.correlation - elsewhere > standingOut;
  return { ratio: isEcho ? Math.min(1, best.correlation) : 0, delay: best.lag / echoLooksPerSecond };
}

/** The newest looks of one beside those of the other so much before. */
function pairsAt<T>(near: readonly number[], far: readonly number[], lag: number, pair: (heard: number, sounded: number) => T): T[] {
  const [heardFrom, soundedFrom] = [near.length - comparedLooks - Math.max(0, -lag), far.length - comparedLooks - Math.max(0, lag)];
  return Array.from({ length: comparedLooks }, (_, index) => pair(near[heardFrom + index] ?? 0, far[soundedFrom + index] ?? 0));
}

function correlationAt(near: readonly number[], far: readonly number[], lag: number): number {
  const pairs = pairsAt(near, far, lag, (heard, sounded) => [decibels(heard), decibels(sounded)] as const);
  const heard = deviations(pairs.map(([first]) => first));
  const sounded = deviations(pairs.map(([, second]) => second));
  const spread = Math.sqrt(product(heard, heard) * product(sounded, sounded));
  return spread === 0 ? 0 : product(heard, sounded) / spread;
}

/** How loud it is in the microphone against what is played. */
function gainAt(near: readonly number[], far: readonly number[], lag: number): number {
  const pairs = pairsAt(near, far, lag, (heard, sounded) => ({ heard, sounded })).filter(({ sounded }) => sounded > played);
  const [heard, sounded] = [pairs.reduce((sum, one) => sum + one.heard, 0), pairs.reduce((sum, one) => sum + one.sounded, 0)];
  return sounded === 0 ? 0 : heard / sounded;
}

const decibels = (level: number): number => 20 * Math.log10(Math.max(level, silence));

function deviations(levels: readonly number[]): number[] {
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  return levels.map((level) => level - mean);
}

const product = (some: readonly number[], others: readonly number[]): number => some.reduce((sum, one, index) => sum + one * (others[index] ?? 0), 0);

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
