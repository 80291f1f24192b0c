/** Samples a second. */
export const echoSamplesPerSecond = 20;
/** How many samples are compared, over three seconds. Over less, two voices are alike by chance at some delay. */
const comparedSamples = 68;
/** The size of each half. An echo is in both halves; a likeness by chance lasts for a few words only. */
const halfSamples = comparedSamples / 2;
/**
 * The delays at which an echo can come back through loudspeaker, room and microphone: six tenths of a second at most, with a wireless loudspeaker.
 * What is alike without any delay happened to both measurements.
 */
const echoLags = range(1, 12);
/** Delays at which no echo can be. What fits as well there is alike by chance, or two sounds of the same rhythm. */
const otherLags = [...range(-40, -8), ...range(20, 40)];
/** How many samples `echoOf` needs of each. */
export const echoSamples = comparedSamples + 40;
/** Root mean squares. What is played below the first comes back as nothing, and what is below the second is silence. */
const played = 0.01;
const silence = 0.001;
/** How many samples of each half must have something to hear. */
const playedSamples = 6;
/** An echo that is 26 dB softer than what is played disturbs nobody. */
const softestGain = 0.05;
const standingOut = 0.3;
/** How alike each half must be: a little less than the whole, since it is shorter. */
const halfLikeness = 0.7;
/** The delay lies between two samples, and either may be nearer. */
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

/** Whether both halves of the samples are alike at that delay. */
function isLasting(near: readonly number[], far: readonly number[], bestLag: number): boolean {
  const lags = echoLags.filter((lag) => Math.abs(lag - bestLag) <= lagSlack);
  const halves = lags.map((lag) => halvesOf(pairsAt(near, far, lag)).map(correlation));
  return [0, 1].every((half) => halves.some((correlations) => (correlations[half] ?? 0) > halfLikeness));
}

const halvesOf = <T>(looks: readonly T[]): readonly T[][] => [looks.slice(0, halfSamples), looks.slice(halfSamples)];

const isPlayed = (level: number): boolean => level > played;

type Pair = { readonly heard: number; readonly sounded: number };

/** The newest samples of one, paired with those of the other that are so much older. */
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

/** How loud the echo is in the microphone, compared with what is played. */
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
