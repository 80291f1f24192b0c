import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import { limitEach } from '#server/limits.ts';
import { type MediaAccessContext, openMedia, setMuted } from './mediaAccess.ts';

/** Media sessions that one participant may open, twice as many as healing asks for. */
export const openLimit = { points: 60, duration: 60 };

/** Requests about media. Who may do what is decided in mediaAccess.ts; the media feature does it. */
export function mediaHandlers(context: MediaAccessContext) {
  const { media } = context;
  const limitOpening = limitEach(openLimit);
  return {
    'media:capabilities': () => media.capabilities(),
    'media:sync': ({ key }, input) => media.sync(key, input),
    'media:open': async (session, input) => {
      await limitOpening(session.key);
      return openMedia(context, session, input);
    },
    'media:connectTransport': ({ key }, input) => done(media.connectTransport(key, input)),
    'media:produce': ({ key }, input) => media.produce(key, input),
    'media:setMuted': (session, input) => done(setMuted(context, session, input)),
    'media:setReceiveQuality': ({ key }, input) => done(media.setReceiveQuality(key, input)),
    'media:consumerReady': ({ key }, input) => done(media.consumerReady(key, input)),
    'media:restartIce': ({ key }, input) => media.restartIce(key, input),
    'media:requestKeyFrames': async ({ key }, input) => {
      media.requestKeyFrames(key, input);
      return {};
    },
  } satisfies Partial<Handlers>;
}
