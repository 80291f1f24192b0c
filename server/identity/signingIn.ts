import type { Request, Response } from 'express';
import type { Subject } from '#shared/contract/http.ts';
import { setCookie, tokenIn } from './cookie.ts';
import { deviceOf } from './device.ts';
import type { Identity } from './service.ts';

/**
 * Signs the browser in as the subject, whichever way it has shown who it is: by a new token each time, in the role's cookie. The browser's session of
 * before, in the same role, is over. Errors: notFound.
 */
export async function signInBrowser(identity: Pick<Identity, 'open'>, request: Request, response: Response, subject: Subject): Promise<void> {
  const device = deviceOf(request.headers['user-agent']);
  const { token, cookieMs } = await identity.open(subject, { device, replaces: tokenIn(request.headers.cookie, subject.role) });
  setCookie(request, response, subject.role, token, cookieMs);
}
