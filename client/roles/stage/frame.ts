import type { RequestInput, RequestName } from '#shared/contract/index.ts';
import { type StageRole, stageRoles } from '#shared/contract/http.ts';
import type { Language } from '#shared/language.ts';
import { connectBy } from '#client/app/api/bearer.ts';
import { changeLanguage, loadTexts } from '#client/app/i18n/index.ts';
import { requestsOf } from '#client/app/shell/useRequest.ts';
import { type AnyRoleClient, type RoleClient, openRoleClient } from '#client/app/state/roleClient.ts';
import { tokenIn } from './address.ts';
import { drawDevices } from './drawnDevices.ts';

/** What a page in a frame lets the stage around it see and do. */
export type StageFrame = {
  readonly roleClient: () => AnyRoleClient | null;
  /** What a press of the page's own asks for; where it is refused the page says so. */
  readonly ask: <N extends RequestName>(name: N, input: RequestInput<N>) => Promise<void>;
  /** Presses the first of these controls that is there; false if none is. */
  readonly pressFirst: (selectors: readonly string[]) => boolean;
  readonly speak: (language: Language) => void;
  readonly stopCamera: () => void;
};

declare global {
  interface Window {
    distansStage?: StageFrame;
  }
}

/** The frames of a tab share its storage. */
const storageKeyOf = (role: StageRole): string => `stage.${role}`;

/** The token that the page was given by its address, or had before it was loaded again. */
function takeToken(role: StageRole): string | null {
  const token = tokenIn(window.location.hash);
  if (token === null) return sessionStorage.getItem(storageKeyOf(role));
  sessionStorage.setItem(storageKeyOf(role), token);
  window.history.replaceState(null, '', window.location.pathname);
  return token;
}

/** What the page asks its server for over HTTP says who it is. */
function signRequests(token: string): void {
  const plain = window.fetch.bind(window);
  window.fetch = (resource, init) => {
    const headers = new Headers(init?.headers);
    if (typeof resource === 'string' && resource.startsWith('/api/')) headers.set('authorization', `Bearer ${token}`);
    return plain(resource, { ...init, headers });
  };
}

async function ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<void> {
  const roleClient = openRoleClient();
  // The stage asks each frame for what its role may ask; which role that is the type does not know.
  if (roleClient !== null) await requestsOf(roleClient as unknown as RoleClient<'terminal'>)(name as 'queue:join', input as RequestInput<'queue:join'>);
}

/** A page in a frame of the stage has an identity, and devices, of its own. Does nothing for a page that was given none. */
export default async function enterFrame(): Promise<void> {
  const role = stageRoles.find((one) => window.location.pathname === `/${one}`);
  const token = role === undefined ? null : takeToken(role);
  if (role === undefined || token === null || !window.isSecureContext) return;
  connectBy(token);
  signRequests(token);
  await loadTexts('stage');
  const { stopCamera } = drawDevices(role);
  window.distansStage = {
    roleClient: openRoleClient,
    ask,
    pressFirst(selectors) {
      const found = selectors.map((selector) => document.querySelector<HTMLElement>(selector)).find((element) => element !== null);
      found?.click();
      return found !== undefined;
    },
    speak: changeLanguage,
    stopCamera,
  };
}
