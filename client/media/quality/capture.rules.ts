/**
 * What a camera gives, the largest first, and the sizes in which it is sent, the smallest first. All have at least the frames that lip reading and sign
 * language need (EN 301 549, 6.5), and at each the smallest picture is 320 × 180 or as good as that.
 */
export const captures = [
  { width: 1280, height: 720, frameRate: 30, scales: [4, 2, 1] },
  { width: 960, height: 540, frameRate: 25, scales: [3, 1.5, 1] },
  { width: 640, height: 360, frameRate: 20, scales: [2, 1] },
] as const;
/** Where in `captures`. */
export type CaptureLevel = 0 | 1 | 2;
const smallest: CaptureLevel = 2;

/** What encoding costs at each level, by the pixels of all sizes a second. */
export const costOf = (level: CaptureLevel): number => {
  const { width, height, frameRate, scales } = captures[level];
  return width * height * frameRate * scales.reduce<number>((sum, scale) => sum + 1 / scale ** 2, 0);
};

/** How this machine has kept up since the sample before. */
export type EncodingSample = {
  /** Milliseconds of a clock that nobody sets. */
  readonly at: number;
  /** Whether the browser itself takes something away because the processor does not keep up. */
  readonly isLimited: boolean;
  /** Share of the time that encoding took; null while nothing is encoded. */
  readonly encodingShare: number | null;
  /** How late the page's own timer runs, in milliseconds. */
  readonly timerLatenessMs: number;
};

export type CaptureState = {
  readonly level: CaptureLevel;
  readonly poorSince: number | null;
  readonly goodSince: number | null;
  /** How long all must be well before a larger picture is tried; doubles when one was regretted. */
  readonly patienceMs: number;
  readonly raisedAt: number | null;
};

/** Two samples. */
const downAfterMs = 1_900;
const shortestPatienceMs = 20_000;
const longestPatienceMs = 640_000;
const regretMs = 15_000;
const poorShare = 0.7;
/** A larger picture is tried only where it would leave the processor this much. */
const roomyShare = 0.45;
const poorLatenessMs = 150;
const goodLatenessMs = 50;

export const startCapture = (level: CaptureLevel): CaptureState => ({
  level,
  poorSince: null,
  goodSince: null,
  patienceMs: shortestPatienceMs,
  raisedAt: null,
});

const isPoor = ({ isLimited, encodingShare, timerLatenessMs }: EncodingSample): boolean =>
  encodingShare !== null && (isLimited || encodingShare > poorShare || timerLatenessMs > poorLatenessMs);

const larger = (level: CaptureLevel): CaptureLevel => (level === 2 ? 1 : 0);
const smaller = (level: CaptureLevel): CaptureLevel => (level === 0 ? 1 : 2);

const hasRoomFor = (level: CaptureLevel, state: CaptureState, { isLimited, encodingShare, timerLatenessMs }: EncodingSample): boolean =>
  !isLimited && encodingShare !== null && timerLatenessMs < goodLatenessMs && (encodingShare * costOf(level)) / costOf(state.level) < roomyShare;

/**
 * A smaller picture as soon as the processor does not keep up, so that sound never waits for an encoder; a larger one when there has long been room for
 * it. While the camera is closed nothing is learnt.
 */
export function stepCapture(state: CaptureState, sample: EncodingSample): CaptureState {
  if (isPoor(sample)) {
    const poorSince = state.poorSince ?? sample.at;
    if (state.level === smallest || sample.at - poorSince < downAfterMs) return { ...state, poorSince, goodSince: null };
    const isRegretted = state.raisedAt !== null && sample.at - state.raisedAt < regretMs;
    const patienceMs = isRegretted ? Math.min(2 * state.patienceMs, longestPatienceMs) : state.patienceMs;
    return { level: smaller(state.level), poorSince: null, goodSince: null, patienceMs, raisedAt: null };
  }
  const next = larger(state.level);
  if (next === state.level || !hasRoomFor(next, state, sample)) return { ...state, poorSince: null, goodSince: null };
  const goodSince = state.goodSince ?? sample.at;
  if (sample.at - goodSince < state.patienceMs) return { ...state, poorSince: null, goodSince };
  return { ...state, level: next, poorSince: null, goodSince: null, raisedAt: sample.at };
}

/** Whether the processor does not keep up and a smaller picture may still help. Until then nobody need be told. */
export const isMending = ({ level, poorSince }: CaptureState): boolean => poorSince !== null && level !== smallest;
