import type { Request, Response } from 'express';
import type { Subject } from '#shared/contract/http.ts';
import { cookieNameOf } from './cookie.ts';
import type { Identity } from './service.ts';

/** Opens a session, of which the browser gets the token in the role's cookie. Errors: notFound. */
export async function signInBrowser(identity: Pick<Identity, 'open'>, request: Request, response: Response, subject: Subject): Promise<void> {
  const { token, cookieMs } = await identity.open(subject);
  response.cookie(cookieNameOf(subject.role), token, { httpOnly: true, sameSite: 'strict', secure: request.secure, maxAge: cookieMs, path: '/' });
}
