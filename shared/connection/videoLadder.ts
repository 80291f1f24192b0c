/**
 * How much is sent of the picture, from everything down to nothing; sound is sent at every level. `still`: a picture each few seconds.
 */
export const qualityLevels = ['full', 'reduced', 'small', 'still', 'audioOnly'] as const;
export type QualityLevel = (typeof qualityLevels)[number];

/** Bits a second; below this not even the smallest picture and sound fit together. */
export const narrowBitrate = 170_000;
/** Bits a second; enough for the smallest video layer with its headers. */
export const pictureFloor = 120_000;
/** The media server keeps its estimate above that floor; one that is no higher than this lies on it. */
export const onFloorBitrate = 1.02 * pictureFloor;
/** Bit rates at which a narrow path is probed, in turn: any change of the value makes a probe. One successful probe proves that the path is wide. */
export const probeBitrates = [360_000, 370_000] as const;
/** Bits a second; a path that has carried this much is no longer probed: sending more shows the rest. */
export const triedBitrate = 300_000;
export const probeEveryMs = 1_900;

/** One sample of the own sending path. Bits a second, 0 to 1, seconds. */
export type PathSample = { readonly at: number; readonly availableOutgoingBitrate: number | null; readonly lossRatio: number; readonly queueDelay: number };

export type LadderState = {
  readonly level: QualityLevel;
  /** Since when every sample has asked for less, or allowed more. */
  readonly poorSince: number | null;
  readonly goodSince: number | null;
  /** How long the network must stay good before the next step up; doubles when a step up was regretted. */
  readonly patienceMs: number;
  readonly raisedAt: number | null;
};

/** Two samples, which come every two seconds or a little sooner. */
const downAfterMs = 1_900;
const shortestPatienceMs = 3_000;
const longestPatienceMs = 24_000;
const regretMs = 10_000;

/** Bits a second below which sound and a moving picture do not fit together. */
export const leastForMotion = 100_000;
const poorLoss = 0.15;
const goodLoss = 0.04;
/** Seconds that packets stand in a queue before the bottleneck. */
const poorQueueDelay = 0.4;
const goodQueueDelay = 0.15;

export const startLadder = (level: QualityLevel): LadderState => ({
  level,
  poorSince: null,
  goodSince: null,
  patienceMs: shortestPatienceMs,
  raisedAt: null,
});

/** Where the automatic steps continue when a person gives the choice back. They never leave "sound only" by themselves, so they start one step above. */
export const resumeLadder = (chosen: QualityLevel): LadderState => startLadder(chosen === 'audioOnly' ? 'small' : chosen);

/** The steps that are taken from here; the other levels are chosen by people. */
const lower: Record<QualityLevel, QualityLevel> = { full: 'small', reduced: 'small', small: 'still', still: 'still', audioOnly: 'audioOnly' };
const higher: Record<QualityLevel, QualityLevel> = { full: 'full', reduced: 'full', small: 'full', still: 'small', audioOnly: 'audioOnly' };

const isStarved = ({ availableOutgoingBitrate }: PathSample): boolean => availableOutgoingBitrate !== null && availableOutgoingBitrate < leastForMotion;
const isCongested = ({ queueDelay }: PathSample): boolean => queueDelay > poorQueueDelay;

/** A starved or congested path is a reason for stills. Loss alone is none, as long as some motion gets through. */
const isPoor = (look: PathSample, level: QualityLevel): boolean =>
  level !== 'still' && (isStarved(look) || isCongested(look) || (look.lossRatio > poorLoss && level !== 'small'));

/**
 * One step down. Where the path is starved and sound waits in its queue too, at once to stills. This also helps the estimate: no probe moves
 * it while a small picture fills it, but one does after some seconds of stills.
 */
const below = (level: QualityLevel, look: PathSample): QualityLevel => (level !== 'audioOnly' && isStarved(look) && isCongested(look) ? 'still' : lower[level]);

// The estimate is not used here: it does not grow beyond what is sent, so only sending more shows whether there is room.
const isGood = ({ lossRatio, queueDelay }: PathSample): boolean => lossRatio < goodLoss && queueDelay < goodQueueDelay;

/**
 * Steps down when the path cannot carry the level, and up one step at a time when it has been good for a while, the longer the more
 * often a step up was regretted. The browser's own simulcast and congestion control work below this; it only takes away what they
 * would still send.
 */
export function stepVideoLadder(state: LadderState, look: PathSample): LadderState {
  if (isPoor(look, state.level)) {
    const poorSince = state.poorSince ?? look.at;
    if (look.at - poorSince < downAfterMs) return { ...state, poorSince, goodSince: null };
    const isRegretted = state.raisedAt !== null && look.at - state.raisedAt < regretMs;
    const patienceMs = isRegretted ? Math.min(state.patienceMs * 2, longestPatienceMs) : shortestPatienceMs;
    return { level: below(state.level, look), poorSince: null, goodSince: null, patienceMs, raisedAt: null };
  }
  if (higher[state.level] === state.level || !isGood(look)) return { ...state, poorSince: null, goodSince: null };
  const goodSince = state.goodSince ?? look.at;
  if (look.at - goodSince < state.patienceMs) return { ...state, poorSince: null, goodSince };
  return { ...state, level: higher[state.level], poorSince: null, goodSince: null, raisedAt: look.at };
}

/** Seconds. A queue that short is no reason not to try; its figure may be some seconds old. */
export const queueToProbe = 0.3;

/** Whether the estimate is low while no other sign says that the path is narrow: perhaps nothing more has been tried. */
export const needsProbe = ({ level }: LadderState, look: PathSample): boolean =>
  level !== 'full' && look.lossRatio < goodLoss && look.queueDelay < queueToProbe && (look.availableOutgoingBitrate ?? narrowBitrate) < narrowBitrate;
