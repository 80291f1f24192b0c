import { z } from 'zod';
import { sourceSchema } from './mediaSource.ts';
import { iceServerSchema, transportSchema } from './mediaParameters.ts';

/** A media session as its page is told of it. */
export const mediaSessionSchema = z.strictObject({
  sessionId: z.uuid(),
  sendTransport: transportSchema,
  receiveTransport: transportSchema,
  iceServers: z.array(iceServerSchema),
});
/** As it is told of at its opening. */
export const openedSessionSchema = mediaSessionSchema.extend({
  /** Whether the page may send now; `media:producersOpened` tells when that changes. */
  isSending: z.boolean(),
  /** Whether it sends encrypted frames only, and receives such; see shared/encryption. */
  isEncrypted: z.boolean(),
  /** What the person has closed in this call: it stays so until they open it, and what is produced of it begins paused. */
  muted: z.array(sourceSchema),
});

export type MediaSessionDescription = z.output<typeof mediaSessionSchema>;
