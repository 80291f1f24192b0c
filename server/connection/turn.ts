import { createHmac } from 'node:crypto';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';

export type TurnOptions = { readonly urls: readonly string[]; readonly secret: string; readonly lifetimeSeconds: number };
export type IceServer = { urls: string[]; username: string; credential: string };

/**
 * Time-limited TURN credentials in the form that coturn's use-auth-secret takes: the user name begins with the second at
 * which it ends, and the password is the base64 HMAC-SHA1 of the user name (draft-uberti-behave-turn-rest-00). What follows the second is
 * the same for one participant always, so that the relay's quota counts all that they open; a pseudonym, since the relay logs it.
 */
export function iceServers({ urls, secret, lifetimeSeconds }: TurnOptions, nowMs: number, participant: ParticipantKey): IceServer[] {
  if (urls.length === 0) return [];
  const name = createHmac('sha256', secret).update(`name of ${participant}`).digest('hex').slice(0, 16);
  const username = `${Math.floor(nowMs / 1000) + lifetimeSeconds}:${name}`;
  return [{ urls: [...urls], username, credential: createHmac('sha1', secret).update(username).digest('base64') }];
}
