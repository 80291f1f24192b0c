import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { Role } from '#shared/contract/define.ts';

/**
 * Each role has its own cookie, so that one browser can show a terminal and both desks while trying the product out. Over TLS it has the prefix that
 * keeps other hosts of the domain from writing it.
 */
export const cookieNameOf = (role: Role, isSecure = false): string => `${isSecure ? '__Host-' : ''}distans_${role}`;

/** The role's token among the cookies. The plain name is read too: a session from before the installation had TLS goes on. */
export function tokenIn(header: string | undefined, role: Role): string | undefined {
  const cookies = parseCookie(header ?? '');
  return cookies[cookieNameOf(role, true)] ?? cookies[cookieNameOf(role)];
}

export function setCookie(request: Request, response: Response, role: Role, token: string, maxAge: number): void {
  const { secure } = request;
  response.cookie(cookieNameOf(role, secure), token, { httpOnly: true, sameSite: 'strict', secure, maxAge, path: '/' });
  // What has the plain name is of no use beside it.
  if (secure) response.clearCookie(cookieNameOf(role), { path: '/' });
}

export function clearCookies({ secure }: Request, response: Response, role: Role): void {
  response.clearCookie(cookieNameOf(role), { path: '/' });
  if (secure) response.clearCookie(cookieNameOf(role, true), { path: '/', secure });
}
