import { type Feature, done } from '#server/feature.ts';
import { type EncryptionContext, send } from './service.ts';

/** Keys that only the pages of a call have: the server passes on what they say, and has no part in it. */
export const encryptionFeature = (context: EncryptionContext) =>
  ({
    handlers: { 'encryption:send': (session, input) => done(send(context, session, input)) },
  }) satisfies Feature;
