/** The levers, by name; what each takes stands in shared/contract/levers.ts. */
export const leverNames = [
  'chooseDevice',
  'setVolume',
  'unmute',
  'restartMedia',
  'restartIce',
  'setPath',
  'setQuality',
  'testDevices',
  'selfTest',
  'reload',
  'attention',
] as const;
export type LeverName = (typeof leverNames)[number];

/**
 * How much a cause takes from the call: `stops` somebody cannot be seen or heard at all, `harms` it is hard, `notes` it is worth knowing.
 */
export const ranks = ['stops', 'harms', 'notes'] as const;
export type Rank = (typeof ranks)[number];

export type Cause = {
  readonly rank: Rank;
  /** Levers that help, the likeliest first; none where a person must do something by hand. */
  readonly remedies: readonly LeverName[];
  /** Causes that this one explains: they are not told beside it. */
  readonly explains: readonly string[];
};

const networkHarm = ['uplinkLoss', 'downlinkLoss', 'uplinkBandwidth', 'downlinkBandwidth', 'highDelay', 'jitter'] as const;

/** Every cause that the diagnosis knows, each declared once. */
export const causes = {
  microphoneMissing: { rank: 'stops', remedies: ['chooseDevice'], explains: ['microphoneSilent', 'oneWayAudio'] },
  microphoneDenied: { rank: 'stops', remedies: ['reload'], explains: ['microphoneSilent', 'oneWayAudio', 'cameraDenied'] },
  microphoneBusy: { rank: 'stops', remedies: ['chooseDevice', 'restartMedia'], explains: ['microphoneSilent', 'oneWayAudio'] },
  microphoneNotAnswering: {
    rank: 'stops',
    remedies: ['restartMedia', 'chooseDevice', 'reload'],
    explains: ['microphoneSilent', 'oneWayAudio', 'cameraNotAnswering'],
  },
  microphoneSilent: { rank: 'stops', remedies: ['chooseDevice', 'restartMedia', 'attention'], explains: ['oneWayAudio'] },
  speakerMissing: { rank: 'stops', remedies: ['attention'], explains: ['speakerOff', 'oneWayAudio', 'echo', 'howl'] },
  speakerOff: { rank: 'stops', remedies: ['setVolume', 'attention', 'testDevices'], explains: ['oneWayAudio'] },
  cameraMissing: { rank: 'harms', remedies: ['chooseDevice'], explains: ['cameraCovered', 'cameraFrozen'] },
  cameraDenied: { rank: 'harms', remedies: ['reload'], explains: ['cameraCovered', 'cameraFrozen'] },
  cameraBusy: { rank: 'harms', remedies: ['chooseDevice', 'restartMedia'], explains: ['cameraCovered', 'cameraFrozen'] },
  cameraNotAnswering: { rank: 'harms', remedies: ['restartMedia', 'chooseDevice', 'reload'], explains: ['cameraCovered', 'cameraFrozen'] },
  cameraCovered: { rank: 'harms', remedies: ['attention', 'chooseDevice'], explains: ['cameraFrozen'] },
  cameraFrozen: { rank: 'harms', remedies: ['restartMedia', 'chooseDevice'], explains: [] },
  howl: { rank: 'harms', remedies: ['setVolume', 'attention'], explains: ['echo'] },
  echo: { rank: 'harms', remedies: ['setVolume', 'chooseDevice', 'attention'], explains: [] },
  oneWayAudio: { rank: 'stops', remedies: ['restartMedia', 'restartIce'], explains: [] },
  pageAsleep: {
    rank: 'stops',
    remedies: ['attention', 'reload'],
    explains: ['signallingLost', 'processorOverloaded', 'cameraFrozen', 'mediaLost', 'oneWayAudio', 'connectionLost', ...networkHarm],
  },
  processorOverloaded: { rank: 'harms', remedies: ['setQuality', 'reload'], explains: ['cameraFrozen', ...networkHarm] },
  connectionLost: {
    rank: 'stops',
    remedies: [],
    explains: ['signallingLost', 'mediaLost', 'oneWayAudio', 'cameraFrozen', ...networkHarm, 'udpBlocked', 'overTcp', 'overRelay'],
  },
  signallingLost: { rank: 'stops', remedies: [], explains: [] },
  mediaLost: {
    rank: 'stops',
    remedies: ['restartIce', 'setPath', 'restartMedia'],
    // What led round about stays worth knowing: it may be why.
    explains: ['oneWayAudio', ...networkHarm],
  },
  uplinkBandwidth: { rank: 'harms', remedies: ['setQuality'], explains: ['uplinkLoss', 'highDelay', 'jitter'] },
  downlinkBandwidth: { rank: 'harms', remedies: ['setQuality'], explains: ['downlinkLoss', 'highDelay', 'jitter'] },
  uplinkLoss: { rank: 'harms', remedies: ['setQuality', 'setPath', 'restartIce'], explains: ['jitter'] },
  downlinkLoss: { rank: 'harms', remedies: ['setQuality', 'setPath', 'restartIce'], explains: ['jitter'] },
  highDelay: { rank: 'harms', remedies: ['restartIce', 'setPath'], explains: [] },
  jitter: { rank: 'harms', remedies: ['setQuality', 'restartIce'], explains: ['highDelay'] },
  udpBlocked: { rank: 'notes', remedies: ['setPath'], explains: ['overTcp', 'overRelay'] },
  overTcp: { rank: 'notes', remedies: ['setPath'], explains: [] },
  overRelay: { rank: 'notes', remedies: ['setPath'], explains: ['overTcp'] },
  serverOverloaded: {
    rank: 'harms',
    remedies: ['setQuality'],
    explains: ['mediaLost', 'oneWayAudio', ...networkHarm],
  },
} as const satisfies Record<string, Cause>;

export type CauseCode = keyof typeof causes;
export const causeCodes = Object.keys(causes) as [CauseCode, ...CauseCode[]];

/** What stands at a terminal with or without a call: an alert like the others (F52), but nothing that a look at a connection tells. */
export const terminalFaults = {
  terminalOffline: { rank: 'harms', remedies: [], explains: [] },
  selfTestFailed: { rank: 'harms', remedies: ['selfTest', 'testDevices'], explains: [] },
} as const satisfies Record<string, Cause>;

export type TerminalFaultCode = keyof typeof terminalFaults;
export const terminalFaultCodes = Object.keys(terminalFaults) as [TerminalFaultCode, ...TerminalFaultCode[]];

export type AlertCode = CauseCode | TerminalFaultCode;
export const alertCodes = [...causeCodes, ...terminalFaultCodes] as const;

const alertCauses: Readonly<Record<AlertCode, Cause>> = { ...causes, ...terminalFaults };
export const causeOf = (code: AlertCode): Cause => alertCauses[code];

/** How sure the diagnosis is: measured on both sides, or concluded. */
export const certainties = ['certain', 'likely'] as const;
export type Certainty = (typeof certainties)[number];

/** What was measured, by webrtc-stats or report name; shown beside the finding. */
export type FindingEvidence = Readonly<Record<string, number | string>>;

/** What one look at a leg says. */
export type Indication = {
  readonly code: CauseCode;
  readonly certainty: Certainty;
  readonly evidence: FindingEvidence;
  /** One look is enough: nothing else looks like it. */
  readonly isUnmistakable?: boolean;
};

/** What these explain, so that it is not told beside them. */
export const explainedBy = (causing: readonly { readonly code: CauseCode }[]): ReadonlySet<string> =>
  new Set(causing.flatMap(({ code }) => causeOf(code).explains));

/** Takes away what another one of them explains. */
export function withoutExplained<T extends { readonly code: CauseCode }>(indications: readonly T[]): T[] {
  const explained = explainedBy(indications);
  return indications.filter(({ code }) => !explained.has(code));
}

/** The weightiest first; those of one rank stay in order. */
export const byRank = <T extends { readonly code: AlertCode }>(findings: readonly T[]): T[] =>
  [...findings].sort((a, b) => ranks.indexOf(causeOf(a.code).rank) - ranks.indexOf(causeOf(b.code).rank));
