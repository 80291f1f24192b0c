import type { Logger } from 'pino';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import { AppError } from '#server/errors.ts';
import type { MediaNotice } from './port.ts';
import type { PracticeRelayPorts } from './practiceRelayPorts.ts';
import type { Rooms } from './rooms.ts';
import type { MediaSession } from './session.ts';
import type { Sessions } from './sessions.ts';
import type { SubscriptionReconciler } from './subscriptionReconciler.ts';
import type { TestSessions } from './testSessions.ts';
import type { WorkerPool } from './workerPool.ts';

export type MediaOptions = {
  readonly workerCount: number;
  readonly listenIp: string;
  readonly announcedAddress: string | null;
  readonly basePort: number;
  readonly iceServers: (participant: ParticipantKey) => { urls: string[]; username: string; credential: string }[];
  /** Told of everything that pages must be told. */
  readonly onNotice: (notice: MediaNotice) => void;
  readonly logger: Logger;
};

/** What the use cases of media stand on. */
export type MediaContext = Pick<MediaOptions, 'iceServers' | 'logger'> & {
  readonly sessions: Sessions;
  readonly tests: TestSessions;
  readonly rooms: Rooms;
  readonly pool: WorkerPool;
  readonly subscriptions: SubscriptionReconciler;
  readonly practiceRelayPorts: PracticeRelayPorts;
};

/** The participant's open session, in a call or in a test. Errors: mediaSessionGone, also for somebody else's id. */
export function ownSession({ sessions, tests }: MediaContext, participant: ParticipantKey, sessionId: string): MediaSession {
  const session = [sessions.get(participant), tests.get(participant)].find((one) => one?.id === sessionId);
  if (session === undefined) throw new AppError('mediaSessionGone');
  return session;
}
