import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import { lossRatioOf, reportedLossOf } from './loss.ts';
import { lossToTell, roundTripOf } from './pathMeasures.ts';

/** Seconds by which a round trip has grown when something has begun. */
const growthToTell = 0.1;

type PathFigures = Pick<ConnectionReport, 'send' | 'receive' | 'outbound' | 'inbound'>;

const lossOf = ({ outbound, inbound }: PathFigures): number =>
  Math.max(0, reportedLossOf(outbound), ...inbound.map(({ packetsLost, packetsReceived }) => lossRatioOf(packetsLost, packetsReceived)));

/** Whether the path has become much worse since the last report, so that the server must know at once. An improvement can wait for the next report. */
export const isUrgent = (reported: PathFigures, now: PathFigures): boolean =>
  (roundTripOf(now) ?? 0) - (roundTripOf(reported) ?? 0) > growthToTell || (lossOf(now) > lossToTell && lossOf(reported) <= lossToTell);
