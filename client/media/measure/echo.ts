/** Looks a second. */
export const echoSamplesPerSecond = 20;
/** So many are compared, over three seconds: in less, two who speak are alike by chance at some delay or other. */
const comparedSamples = 68;
/** An echo is there in each half of them, while a likeness by chance is of a few words. */
const halfSamples = comparedSamples / 2;
/**
 * An echo is back after loudspeaker, room and microphone: six tenths of a second at most, with a wireless loudspeaker. What is alike at once is
 * what happened to both measurements.
 */
const echoLags = range(1, 12);
/** What fits as well where no echo can be is a likeness by chance, or two sounds of the same rhythm. */
const otherLags = [...range(-40, -8), ...range(20, 40)];
/** How many looks `echoOf` needs of each. */
export const echoSamples = comparedSamples + 40;
/** Root mean squares: what is played more softly comes back as nothing, and what is softer still is silence. */
const played = 0.01;
const silence = 0.001;
/** Of each half, so many looks must have something to hear. */
const playedSamples = 6;
/** An echo so much softer than what is played, 26 dB, disturbs nobody. */
const softestGain = 0.05;
const standingOut = 0.3;
/** In the shorter time, a little less than what the whole must be. */
const halfLikeness = 0.7;
/** The delay lies between two looks, and now the one, now the other is nearer. */
const lagSlack = 1;

/** `ratio`: how alike the microphone is to what was played `delay` seconds before, 0 to 1; 0 where something else explains it. */
export type Echo = { readonly ratio: number; readonly delay: number };

/**
 * Whether the microphone gives back what the loudspeaker has played, told by how the loudness of both goes up and down, in decibels: the
 * coefficient of correlation at the best delay. `near` and `far` are root mean squares of the microphone and of what is played, oldest first.
 * Null where too little was played to tell.
 */
export function echoOf(near: readonly number[], far: readonly number[]): Echo | null {
  if (
    near.length < echoSamples ||
    far.length < echoSamples ||
    halvesOf(far.slice(-comparedSamples)).some((half) => half.filter(isPlayed).length < playedSamples)
  )
    return null;
  const correlationAt = (lag: number): number => correlation(pairsAt(near, far, lag));
  const likenesses = echoLags.map((lag) => ({ lag, ratio: correlationAt(lag) }));
  const best = likenesses.reduce((most, one) => (one.ratio > most.ratio ? one : most));
  const isLater = best.ratio > correlationAt(0);
  const isStandingOut = best.ratio - Math.max(...otherLags.map(correlationAt)) > standingOut;
  const isHeard = gain(pairsAt(near, far, best.lag)) > softestGain;
  const isEcho = isLater && isStandingOut && isHeard && isLasting(near, far, best.lag);
  return { ratio: isEcho ? Math.min(1, best.ratio) : 0, delay: best.lag / echoSamplesPerSecond };
}

/** Whether it is alike in each half of the looks, at that delay. */
function isLasting(near: readonly number[], far: readonly number[], bestLag: number): boolean {
  const lags = echoLags.filter((lag) => Math.abs(lag - bestLag) <= lagSlack);
  const halves = lags.map((lag) => halvesOf(pairsAt(near, far, lag)).map(correlation));
  return [0, 1].every((half) => halves.some((correlations) => (correlations[half] ?? 0) > halfLikeness));
}

const halvesOf = <T>(looks: readonly T[]): readonly T[][] => [looks.slice(0, halfSamples), looks.slice(halfSamples)];

const isPlayed = (level: number): boolean => level > played;

type Pair = { readonly heard: number; readonly sounded: number };

/** The newest looks of one beside those of the other so much before. */
function pairsAt(near: readonly number[], far: readonly number[], lag: number): Pair[] {
  const [heardFrom, soundedFrom] = [near.length - comparedSamples - Math.max(0, -lag), far.length - comparedSamples - Math.max(0, lag)];
  return Array.from({ length: comparedSamples }, (_, index) => ({ heard: near[heardFrom + index] ?? 0, sounded: far[soundedFrom + index] ?? 0 }));
}

function correlation(pairs: readonly Pair[]): number {
  const heard = deviations(pairs.map((pair) => decibels(pair.heard)));
  const sounded = deviations(pairs.map((pair) => decibels(pair.sounded)));
  const spread = Math.sqrt(product(heard, heard) * product(sounded, sounded));
  return spread === 0 ? 0 : product(heard, sounded) / spread;
}

/** How loud it is in the microphone against what is played. */
function gain(pairs: readonly Pair[]): number {
  const loud = pairs.filter(({ sounded }) => isPlayed(sounded));
  const [heard, sounded] = [loud.reduce((sum, one) => sum + one.heard, 0), loud.reduce((sum, one) => sum + one.sounded, 0)];
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
