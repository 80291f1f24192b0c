import { createHmac } from 'node:crypto';

export type TurnOptions = { readonly urls: readonly string[]; readonly secret: string; readonly lifetimeSeconds: number };
export type IceServer = { urls: string[]; username: string; credential: string };

/**
 * Time-limited TURN credentials in the form that coturn's use-auth-secret takes: the user name begins with the second at
 * which it ends, and the password is the base64 HMAC-SHA1 of the user name (draft-uberti-behave-turn-rest-00).
 */
export function iceServers({ urls, secret, lifetimeSeconds }: TurnOptions, nowMs: number, name: string): IceServer[] {
  if (urls.length === 0) return [];
  const username = `${Math.floor(nowMs / 1000) + lifetimeSeconds}:${name}`;
  return [{ urls: [...urls], username, credential: createHmac('sha1', secret).update(username).digest('base64') }];
}
