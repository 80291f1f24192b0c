import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { CallId } from '#shared/ids.ts';
import { oneByOne } from '#server/limits.ts';
import { withContext } from '#server/useCases.ts';
import { capabilitiesReader } from './capabilities.ts';
import type { MediaContext, MediaOptions } from './context.ts';
import { measures } from './measures.ts';
import { open, openTest } from './opening.ts';
import type { MediaPort, RouterOwner } from './port.ts';
import { PracticeRelayPorts } from './practiceRelayPorts.ts';
import { consumerReady, requestKeyFrames, setReceiveQuality, sync } from './receiving.ts';
import { Rooms } from './rooms.ts';
import { produce, setMuted, setMutes } from './sending.ts';
import { Sessions } from './sessions.ts';
import { SubscriptionReconciler } from './subscriptionReconciler.ts';
import { TestSessions } from './testSessions.ts';
import { connectTransport, restartIce } from './transports.ts';
import { WorkerPool } from './workerPool.ts';

/** The media of this process behind one port. All of it can be rebuilt: rooms and sessions are made when asked for. */
export async function createMedia(options: MediaOptions): Promise<MediaPort> {
  const context = await createContext(options);
  const { sessions, subscriptions, practiceRelayPorts, pool } = context;
  /** Of two openings at once the later one closes what the earlier one has opened. */
  const openingInTurn = oneByOne();
  return {
    ...withContext(context, {
      openTest,
      connectTransport,
      restartIce,
      produce,
      setMutes,
      setMuted,
      setReceiveQuality,
      consumerReady,
      sync,
      requestKeyFrames,
      dropCall,
      closeSession,
      close,
    }),
    ...measures({ sessions: sessions.byParticipant, subscriptions }),
    capabilities: capabilitiesReader(pool),
    open: (participant, routerOwner, how) => openingInTurn(participant, () => open(context, participant, routerOwner, how)),
    setNetworkFaults: (participant, faults) => practiceRelayPorts.setFaults(participant, faults),
    setSubscriptions: (callId, links, isEncrypted = false) => subscriptions.set(callId, links, isEncrypted),
    workers: () => pool.workers.map(({ worker, routers }) => ({ pid: worker.pid, routers })),
  };
}

async function createContext({ onNotice: notify, ...options }: MediaOptions): Promise<MediaContext> {
  const { iceServers, logger } = options;
  const rooms = new Rooms();
  const sessions = new Sessions({ rooms, notify });
  const subscriptions = new SubscriptionReconciler({ sessionOf: (participant) => sessions.get(participant), notify, logger });
  const practiceRelayPorts = new PracticeRelayPorts(options.listenIp, options.basePort, (session) => sessions.forgetIfOpen(session), logger);
  const pool = await WorkerPool.create({
    ...options,
    onDied: (dead) => {
      rooms.forgetThoseOf(dead);
      sessions.forgetThoseOf(dead);
    },
  });
  return { iceServers, logger, sessions, tests: new TestSessions(pool), rooms, pool, subscriptions, practiceRelayPorts };
}

/** The call is over: its links, its router and the sessions at home in it are closed. */
async function dropCall({ sessions, rooms, subscriptions }: MediaContext, callId: CallId): Promise<void> {
  await subscriptions.drop(callId);
  const routerOwner: RouterOwner = `call:${callId}`;
  sessions.forgetThoseIn(routerOwner);
  await rooms.closeOf(routerOwner);
}

/** The participant is gone for good. */
async function closeSession({ sessions }: MediaContext, participant: ParticipantKey): Promise<void> {
  const session = sessions.get(participant);
  if (session !== undefined) sessions.forget(session, 'closed');
}

async function close({ pool, practiceRelayPorts, sessions, rooms }: MediaContext): Promise<void> {
  pool.close();
  practiceRelayPorts.close();
  sessions.clear();
  rooms.clear();
}
