import type { ConnectionReport } from '#shared/contract/connectionReport.ts';

/** The share of the packets that is missing, 0 to 1; 0 where none is. */
export const lossRatioOf = (lost: number, received: number): number => (lost === 0 ? 0 : lost / (lost + received));

/** The share that was lost on the way out by the far end's word (RTCP), 0 to 1, of the worst stream. */
export const reportedLossOf = (outbound: ConnectionReport['outbound']): number => Math.max(0, ...outbound.map(({ fractionLost }) => fractionLost ?? 0));

/** The share of the packets that did not arrive at the first try, as the page itself sees it. */
export function lossBeforeRepair({ inbound }: Pick<ConnectionReport, 'inbound'>): number {
  const lost = inbound.reduce((sum, { source, packetsLost, nackCount }) => sum + Math.max(packetsLost, source === 'microphone' ? (nackCount ?? 0) : 0), 0);
  const received = inbound.reduce((sum, { packetsReceived }) => sum + packetsReceived, 0);
  return lossRatioOf(lost, received);
}

/** Where more than this is lost, what is sent again arrives too late or not at all. */
const beyondRepair = 0.1;

/** The share that is missing for good: what is sent again is lost again with the same chance. */
export const lossAfterRepair = (lossRatio: number): number => (lossRatio > beyondRepair ? lossRatio : lossRatio ** 2);
