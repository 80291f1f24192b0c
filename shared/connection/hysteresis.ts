import { type CauseCode, type FindingEvidence, type Indication, type Certainty, byRank, suppressedBy, withoutSuppressed } from './findings.ts';

/** A cause that stands: how long, how sure, with what last measured. */
export type Finding = { readonly code: CauseCode; readonly since: number; readonly certainty: Certainty; readonly evidence: FindingEvidence };

type Watched = { readonly finding: Finding; readonly seen: number; readonly missed: number; readonly isOn: boolean };

/** What is watched of one leg; begins as an empty map. */
export type DebounceState = ReadonlyMap<CauseCode, Watched>;

export const emptyDebounceState: DebounceState = new Map();

/**
 * Looks that must show a cause before it is told, and be free of it before it goes. With a look every two seconds a finding is there within
 * six seconds and gone within ten.
 */
type Patience = {
  readonly samplesToRaise: number;
  readonly samplesToClear: number;
  /** Looks without it after which what was seen, but not often enough, is forgotten; one unless told. */
  readonly samplesToForget?: number;
};

const usual: Patience = { samplesToRaise: 2, samplesToClear: 3 };
/** What is known rather than estimated needs no second look. */
const known: Patience = { samplesToRaise: 1, samplesToClear: 1 };
/** Seen to be over only when congestion control has tried the way again, which takes its time. */
const proven: Patience = { samplesToRaise: 2, samplesToClear: 2 };

/** Loss among the few packets of a small picture is not in every look. */
const patchy: Patience = { samplesToRaise: 2, samplesToClear: 2, samplesToForget: 2 };

/** The rule has looked twice itself. */
const lookedTwice: Patience = { samplesToRaise: 1, samplesToClear: 2 };

const patienceWith: Partial<Record<CauseCode, Patience>> = {
  mediaLost: known,
  serverOverloaded: lookedTwice,
  signallingLost: known,
  connectionLost: known,
  pageAsleep: known,
  microphoneMissing: known,
  microphoneDenied: known,
  cameraDenied: known,
  highDelay: lookedTwice,
  echo: lookedTwice,
  udpBlocked: lookedTwice,
  uplinkLoss: patchy,
  downlinkLoss: patchy,
  uplinkBandwidth: proven,
  downlinkBandwidth: proven,
};
const patienceOf = (code: CauseCode): Patience => patienceWith[code] ?? usual;

/**
 * Takes one sample into account. A cause is raised after enough samples have shown it, or at once where nothing else looks like it, and cleared
 * after enough samples without it. What an active cause explains is suppressed, also shortly after the cause. A sample right after another one
 * does not count as a second sample, and is too short to clear anything.
 */
export function applyHysteresis(before: DebounceState, indications: readonly Indication[], at: number, isBackToBack = false): DebounceState {
  const after = new Map<CauseCode, Watched>();
  for (const [code, watched] of before) {
    const { samplesToClear, samplesToForget = 1 } = patienceOf(code);
    const missed = isBackToBack ? watched.missed : watched.missed + 1;
    if (missed < (watched.isOn ? samplesToClear : samplesToForget)) after.set(code, { ...watched, missed });
  }
  // A cause that has gone just now still has its consequences.
  const explained = suppressedBy([...before.values(), ...after.values()].filter(({ isOn }) => isOn).map(({ finding }) => finding));
  for (const { code, certainty, evidence, isUnmistakable = false } of indications) {
    const watched = before.get(code);
    const seen = isBackToBack && watched !== undefined ? watched.seen : (watched?.seen ?? 0) + 1;
    if (explained.has(code) && watched?.isOn !== true) {
      after.delete(code);
      continue;
    }
    const isOn = watched?.isOn === true || isUnmistakable || seen >= patienceOf(code).samplesToRaise;
    after.set(code, { finding: { code, since: watched?.finding.since ?? at, certainty, evidence }, seen, missed: 0, isOn });
  }
  return after;
}

/** The findings that stand, the weightiest first; what another one explains is left out. */
export const findingsOf = (settling: DebounceState): Finding[] =>
  byRank(withoutSuppressed([...settling.values()].filter(({ isOn }) => isOn).map(({ finding }) => finding)));

/** A figure that has changed by less than this share may be chance. */
const clearShare = 0.25;

/** Whether the same cause has something clearly different to show for itself than it had before. */
export function hasEvidenceChanged(before: Pick<Finding, 'certainty' | 'evidence'>, now: Pick<Finding, 'certainty' | 'evidence'>): boolean {
  const names = new Set([...Object.keys(before.evidence), ...Object.keys(now.evidence)]);
  return before.certainty !== now.certainty || [...names].some((name) => isOther(before.evidence[name], now.evidence[name]));
}

function isOther(before: number | string | undefined, now: number | string | undefined): boolean {
  if (typeof before !== 'number' || typeof now !== 'number') return before !== now;
  return Math.abs(now - before) > clearShare * Math.max(Math.abs(before), Math.abs(now));
}
