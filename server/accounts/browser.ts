import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { RelyingParty } from './context.ts';

/** With TLS only this host may set it, for every path (RFC 6265bis, `__Host-`). */
const nameOf = (request: Request, name: string): string => (request.secure ? `__Host-distans_${name}` : `distans_${name}`);

const stepName = 'signIn';
const providerName = 'provider';
const stepMs = 30 * 60_000;
/** Longer values are dropped by browsers. */
const longestValue = 3_800;

export const stepTokenOf = (request: Request): string | undefined => parseCookie(request.headers.cookie ?? '')[nameOf(request, stepName)];

/** Lax: the provider's answer comes from another site. */
export function keepStep(request: Request, response: Response, token: string | null): void {
  const options = { httpOnly: true, sameSite: 'lax', secure: request.secure, path: '/' } as const;
  if (token === null) response.clearCookie(nameOf(request, stepName), options);
  else response.cookie(nameOf(request, stepName), token, { ...options, maxAge: stepMs });
}

/** Which provider the person came from, and the token that it takes as proof when they sign out. It is kept by the browser alone. */
export function keepProvider(request: Request, response: Response, provider: string, idToken: string): void {
  const value = `${provider}.${idToken}`;
  const options = { httpOnly: true, sameSite: 'strict', secure: request.secure, path: '/' } as const;
  response.cookie(nameOf(request, providerName), value.length > longestValue ? `${provider}.` : value, options);
}

/** What was kept; it is forgotten by that. */
export function takeProvider(request: Request, response: Response): { readonly provider: string; readonly idToken: string } | null {
  const name = nameOf(request, providerName);
  const value = parseCookie(request.headers.cookie ?? '')[name];
  response.clearCookie(name, { httpOnly: true, sameSite: 'strict', secure: request.secure, path: '/' });
  const dot = value?.indexOf('.') ?? -1;
  return value === undefined || dot < 0 ? null : { provider: value.slice(0, dot), idToken: value.slice(dot + 1) };
}

/** The page's own address: one of the installation's if they are set, else the one that was asked. */
export function originOf(request: Request, publicOrigins: readonly string[]): string {
  const { origin, host = '' } = request.headers;
  if (origin !== undefined && publicOrigins.includes(origin)) return origin;
  return publicOrigins.find((one) => new URL(one).host === host) ?? publicOrigins[0] ?? `${request.protocol}://${host}`;
}

export function partyOf(request: Request, publicOrigins: readonly string[]): RelyingParty {
  const origin = originOf(request, publicOrigins);
  return { id: new URL(origin).hostname, origins: [origin] };
}
