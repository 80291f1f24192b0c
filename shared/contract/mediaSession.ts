import { z } from 'zod';
import { iceServerSchema, transportSchema } from './mediaParameters.ts';

/** A media session as its page is told of it. */
export const mediaSessionSchema = z.strictObject({
  sessionId: z.uuid(),
  sendTransport: transportSchema,
  receiveTransport: transportSchema,
  iceServers: z.array(iceServerSchema),
});
export type MediaSessionDescription = z.output<typeof mediaSessionSchema>;
