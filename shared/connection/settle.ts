import { type CauseCode, type FindingEvidence, type Indication, type Certainty, byRank, causeOf, withoutExplained } from './findings.ts';

/** A cause that stands: how long, how sure, with what last measured. */
export type Finding = { readonly code: CauseCode; readonly since: number; readonly certainty: Certainty; readonly evidence: FindingEvidence };

type Watched = { readonly finding: Finding; readonly seen: number; readonly missed: number; readonly isOn: boolean };

/** What is watched of one leg; begins as an empty map. */
export type Settling = ReadonlyMap<CauseCode, Watched>;

export const settledNothing: Settling = new Map();

/** Looks that must agree before a finding appears; with a look every two seconds it is there within six. */
const looksToAppear = 2;
/** Looks that must be free of it before it goes: gone within ten seconds. */
const looksToGo = 3;
/** What is counted rather than estimated needs no second look, to appear or to go. */
const counted: ReadonlySet<CauseCode> = new Set([
  'mediaLost',
  'signallingLost',
  'connectionLost',
  'pageAsleep',
  'microphoneMissing',
  'microphoneDenied',
  'cameraDenied',
]);

/** Takes one look into account: causes appear after they were seen often enough and go after they were away long enough. */
export function settle(before: Settling, indications: readonly Indication[], at: number): Settling {
  const after = new Map<CauseCode, Watched>();
  for (const [code, watched] of before) {
    const missed = watched.missed + 1;
    // Not yet a finding: one look without it and it is forgotten.
    if (watched.isOn && missed < (counted.has(code) ? 1 : looksToGo)) after.set(code, { ...watched, missed });
  }
  for (const { code, certainty, evidence } of indications) {
    const watched = before.get(code);
    const seen = (watched?.seen ?? 0) + 1;
    const isOn = watched?.isOn === true || seen >= (counted.has(code) ? 1 : looksToAppear);
    after.set(code, { finding: { code, since: watched?.finding.since ?? at, certainty, evidence }, seen, missed: 0, isOn });
  }
  return after;
}

/** The findings that stand, the weightiest first; what another one explains is left out. */
export const findingsOf = (settling: Settling): Finding[] =>
  byRank(withoutExplained([...settling.values()].filter(({ isOn }) => isOn).map(({ finding }) => finding)));

/** The rank of the worst; null when all is well. */
export const worstRank = (findings: readonly { readonly code: CauseCode }[]) => {
  const [worst] = byRank(findings);
  return worst === undefined ? null : causeOf(worst.code).rank;
};
