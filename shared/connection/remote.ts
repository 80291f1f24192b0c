import { lossAfterRepair } from './loss.ts';

/**
 * What media has already suffered on its way from others to the server, so that it is not taken for a fault of the own line. Jitter in seconds, loss as a
 * share of the packets, 0 to 1.
 */
export type RemoteSummary = {
  /** At the newest sample. */
  readonly jitterNow: number;
  /** At the worse of two samples: what is missing then is late, and not lost. */
  readonly jitter: number;
  /** Lost for good, at the worse of two samples, since it is missed a little later. */
  readonly residualLoss: number;
  /** Whether the uplink may be too narrow, so that packets are dropped there. */
  readonly uplinkCongested: boolean;
};

/** Nobody else, or nothing wrong. */
export const perfectRemote: RemoteSummary = { jitterNow: 0, jitter: 0, residualLoss: 0, uplinkCongested: false };

/** What is measured of one participant's uplink. */
export type UplinkMeasures = {
  readonly jitterNow: number;
  readonly jitter: number;
  /** Before any repair. */
  readonly lossRatio: number;
  /** Whether it is known to be too narrow, or its page's report is late, as it is on such a line. */
  readonly isCongested: boolean;
};

export const remoteOf = ({ jitterNow, jitter, lossRatio, isCongested }: UplinkMeasures): RemoteSummary => ({
  jitterNow,
  jitter,
  residualLoss: lossAfterRepair(lossRatio),
  uplinkCongested: isCongested,
});

/** The worst of several. */
export const worstRemote = (remotes: readonly RemoteSummary[]): RemoteSummary =>
  remotes.reduce(
    (worst, remote) => ({
      jitterNow: Math.max(worst.jitterNow, remote.jitterNow),
      jitter: Math.max(worst.jitter, remote.jitter),
      residualLoss: Math.max(worst.residualLoss, remote.residualLoss),
      uplinkCongested: worst.uplinkCongested || remote.uplinkCongested,
    }),
    perfectRemote,
  );
