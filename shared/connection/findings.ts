/** The remote actions, by name; what each takes stands in shared/contract/remoteActions.ts. */
export const remoteActionNames = [
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
export type RemoteActionName = (typeof remoteActionNames)[number];

/**
 * How much a cause takes from the call: `stops` somebody cannot be seen or heard at all, `harms` it is hard, `notes` it is worth knowing.
 */
export const ranks = ['stops', 'harms', 'notes'] as const;
export type Rank = (typeof ranks)[number];

export type Cause = {
  readonly rank: Rank;
  /** Remote actions that help, the likeliest first; none where a person must do something by hand. */
  readonly remoteActions: readonly RemoteActionName[];
  /** Causes that this one explains: they are not raised as well. */
  readonly suppresses: readonly string[];
};

const networkHarm = ['uplinkLoss', 'downlinkLoss', 'uplinkBandwidth', 'downlinkBandwidth', 'highDelay', 'jitter'] as const;

/** Every cause that the diagnosis knows, each declared once. */
export const causes = {
  microphoneMissing: { rank: 'stops', remoteActions: ['chooseDevice'], suppresses: ['microphoneSilent', 'oneWayAudio'] },
  microphoneDenied: { rank: 'stops', remoteActions: ['reload'], suppresses: ['microphoneSilent', 'oneWayAudio', 'cameraDenied'] },
  microphoneBusy: { rank: 'stops', remoteActions: ['chooseDevice', 'restartMedia'], suppresses: ['microphoneSilent', 'oneWayAudio'] },
  microphoneNotAnswering: {
    rank: 'stops',
    remoteActions: ['restartMedia', 'chooseDevice', 'reload'],
    suppresses: ['microphoneSilent', 'oneWayAudio', 'cameraNotAnswering'],
  },
  microphoneSilent: { rank: 'stops', remoteActions: ['chooseDevice', 'restartMedia', 'attention'], suppresses: ['oneWayAudio'] },
  speakerMissing: { rank: 'stops', remoteActions: ['attention'], suppresses: ['speakerOff', 'oneWayAudio', 'echo', 'acousticFeedback'] },
  speakerOff: { rank: 'stops', remoteActions: ['setVolume', 'attention', 'testDevices'], suppresses: ['oneWayAudio'] },
  cameraMissing: { rank: 'harms', remoteActions: ['chooseDevice'], suppresses: ['cameraCovered', 'cameraFrozen'] },
  cameraDenied: { rank: 'harms', remoteActions: ['reload'], suppresses: ['cameraCovered', 'cameraFrozen'] },
  cameraBusy: { rank: 'harms', remoteActions: ['chooseDevice', 'restartMedia'], suppresses: ['cameraCovered', 'cameraFrozen'] },
  cameraNotAnswering: { rank: 'harms', remoteActions: ['restartMedia', 'chooseDevice', 'reload'], suppresses: ['cameraCovered', 'cameraFrozen'] },
  cameraCovered: { rank: 'harms', remoteActions: ['attention', 'chooseDevice'], suppresses: ['cameraFrozen'] },
  cameraFrozen: { rank: 'harms', remoteActions: ['restartMedia', 'chooseDevice'], suppresses: [] },
  acousticFeedback: { rank: 'harms', remoteActions: ['setVolume', 'attention'], suppresses: ['echo'] },
  echo: { rank: 'harms', remoteActions: ['setVolume', 'chooseDevice', 'attention'], suppresses: [] },
  oneWayAudio: { rank: 'stops', remoteActions: ['restartMedia', 'restartIce'], suppresses: [] },
  pageAsleep: {
    rank: 'stops',
    remoteActions: ['attention', 'reload'],
    suppresses: ['signallingLost', 'processorOverloaded', 'cameraFrozen', 'mediaLost', 'oneWayAudio', 'connectionLost', ...networkHarm],
  },
  processorOverloaded: { rank: 'harms', remoteActions: ['setQuality', 'reload'], suppresses: ['cameraFrozen', ...networkHarm] },
  connectionLost: {
    rank: 'stops',
    remoteActions: [],
    suppresses: ['signallingLost', 'mediaLost', 'oneWayAudio', 'cameraFrozen', ...networkHarm, 'udpBlocked', 'overTcp', 'overRelay'],
  },
  signallingLost: { rank: 'stops', remoteActions: [], suppresses: [] },
  mediaLost: {
    rank: 'stops',
    remoteActions: ['restartIce', 'setPath', 'restartMedia'],
    // What led round about stays worth knowing: it may be why.
    suppresses: ['oneWayAudio', ...networkHarm],
  },
  uplinkBandwidth: { rank: 'harms', remoteActions: ['setQuality'], suppresses: ['uplinkLoss', 'highDelay', 'jitter'] },
  downlinkBandwidth: { rank: 'harms', remoteActions: ['setQuality'], suppresses: ['downlinkLoss', 'highDelay', 'jitter'] },
  uplinkLoss: { rank: 'harms', remoteActions: ['setQuality', 'setPath', 'restartIce'], suppresses: ['jitter'] },
  downlinkLoss: { rank: 'harms', remoteActions: ['setQuality', 'setPath', 'restartIce'], suppresses: ['jitter'] },
  highDelay: { rank: 'harms', remoteActions: ['restartIce', 'setPath'], suppresses: [] },
  jitter: { rank: 'harms', remoteActions: ['setQuality', 'restartIce'], suppresses: ['highDelay'] },
  udpBlocked: { rank: 'notes', remoteActions: ['setPath'], suppresses: ['overTcp', 'overRelay'] },
  overTcp: { rank: 'notes', remoteActions: ['setPath'], suppresses: [] },
  overRelay: { rank: 'notes', remoteActions: ['setPath'], suppresses: ['overTcp'] },
  serverOverloaded: {
    rank: 'harms',
    remoteActions: ['setQuality'],
    suppresses: ['mediaLost', 'oneWayAudio', ...networkHarm],
  },
} as const satisfies Record<string, Cause>;

export type CauseCode = keyof typeof causes;
export const causeCodes = Object.keys(causes) as [CauseCode, ...CauseCode[]];

/** Faults of a terminal, with or without a call: alerts like the others (F52), but not found by samples of a connection. */
export const terminalFaults = {
  terminalOffline: { rank: 'harms', remoteActions: [], suppresses: [] },
  selfTestFailed: { rank: 'harms', remoteActions: ['selfTest', 'testDevices'], suppresses: [] },
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

/** What was measured, by webrtc-stats or report name; shown next to the finding. */
export type FindingEvidence = Readonly<Record<string, number | string>>;

/** What one look at a leg says. */
export type Indication = {
  readonly code: CauseCode;
  readonly certainty: Certainty;
  readonly evidence: FindingEvidence;
  /** One look is enough: nothing else looks like it. */
  readonly isUnmistakable?: boolean;
};

/** What these explain and therefore suppress. */
export const suppressedBy = (causing: readonly { readonly code: CauseCode }[]): ReadonlySet<string> =>
  new Set(causing.flatMap(({ code }) => causeOf(code).suppresses));

/** Takes away what another one of them explains. */
export function withoutSuppressed<T extends { readonly code: CauseCode }>(indications: readonly T[]): T[] {
  const explained = suppressedBy(indications);
  return indications.filter(({ code }) => !explained.has(code));
}

/** The weightiest first; those of one rank stay in order. */
export const byRank = <T extends { readonly code: AlertCode }>(findings: readonly T[]): T[] =>
  [...findings].sort((a, b) => ranks.indexOf(causeOf(a.code).rank) - ranks.indexOf(causeOf(b.code).rank));
