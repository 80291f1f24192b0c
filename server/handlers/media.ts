import { type AdviserInCall, hasMedia, isConnected, occupiesTerminal } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';
import { type Calls, readCall } from '#server/calls/index.ts';
import type { Database } from '#server/db/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import { limitEach, oneByOne } from '#server/limits.ts';
import type { HandlersOf, Session } from '#server/gateway/index.ts';
import type { Home, MediaPort } from '#server/media/port.ts';

type Parts = {
  readonly database: Database;
  readonly calls: Calls;
  readonly catalogue: CatalogueReader;
  readonly media: MediaPort;
  /** Brings the media of a call in line with its row; needed after a session is opened. */
  readonly syncCall: (callId: CallId) => void;
};

/** Media sessions that one participant may open, twice as many as healing asks for. */
const openLimit = { points: 60, duration: 60 };

/** The dialogue about media: who may, is decided here; how, in media. */
export function mediaHandlers({
  database,
  calls,
  catalogue,
  media,
  syncCall,
}: Parts): HandlersOf<
  | 'media:capabilities'
  | 'media:open'
  | 'media:sync'
  | 'media:connectTransport'
  | 'media:produce'
  | 'media:setMuted'
  | 'media:setReceiveQuality'
  | 'media:consumerReady'
  | 'media:restartIce'
  | 'media:requestKeyFrames'
  | 'call:confirmConnected'
  | 'selfTest:open'
> {
  /** Where the session belongs. Errors: notFound for a call that is not one's own, callEnded. */
  async function homeOf(session: Session, callId: CallId | null): Promise<{ readonly home: Home; readonly isPractice: boolean }> {
    if (session.role === 'expert') return { home: `desk:${session.id}`, isPractice: false };
    const call = callId === null ? null : await database.transaction((tx) => readCall(tx, callId));
    if (call === null) throw new AppError('notFound');
    if (session.role === 'terminal') {
      if (call.terminalId !== session.id) throw new AppError('notFound');
      if (!occupiesTerminal(call)) throw new AppError('callEnded');
      return { home: `call:${call.roomId}`, isPractice: catalogue.isPractice(call.serviceId) };
    }
    const isPresent = (one: AdviserInCall): boolean => one.role === session.role && (one.adviserId as string) === session.id && hasMedia(one);
    if (!isConnected(call) || !call.advisers.some(isPresent)) throw new AppError('notFound');
    return { home: `call:${call.roomId}`, isPractice: false };
  }

  const limitOpening = limitEach(openLimit);
  const openingInTurn = oneByOne();

  return {
    'media:capabilities': () => media.capabilities(),
    'selfTest:open': ({ key }) => media.openTest(key),
    'media:sync': ({ key }, input) => media.sync(key, input),
    'media:open': async (session, { callId, rtpCapabilities }) => {
      await limitOpening(session.key);
      const { home, isPractice } = await homeOf(session, callId);
      const description = await openingInTurn(session.key, () => media.open(session.key, home, { rtpCapabilities, isPractice }));
      // A process that has just started does not know the call's links yet; the page need not wait for them.
      if (callId !== null) syncCall(callId);
      return description;
    },
    'media:connectTransport': async ({ key }, input) => {
      await media.connectTransport(key, input);
      return {};
    },
    'media:produce': ({ key }, input) => media.produce(key, input),
    'media:setMuted': async ({ key }, input) => {
      await media.setMuted(key, input);
      return {};
    },
    'media:setReceiveQuality': async ({ key }, input) => {
      await media.setReceiveQuality(key, input);
      return {};
    },
    'media:consumerReady': async ({ key }, input) => {
      await media.consumerReady(key, input);
      return {};
    },
    'media:restartIce': ({ key }, input) => media.restartIce(key, input),
    'media:requestKeyFrames': async ({ key }, input) => {
      media.requestKeyFrames(key, input);
      return {};
    },
    'call:confirmConnected': async (session, { callId }) => {
      await calls.command(callId, { type: 'confirmConnected' }, (call) =>
        session.role === 'terminal' ? call.terminalId === session.id : isConnected(call) && call.expertId === session.id,
      );
      return {};
    },
  };
}
