import type { Catalogue } from '#shared/contract/catalogue.ts';
import {
  type DemoPeople,
  type DemoStage,
  type InstalledLanguages,
  type SessionInfo,
  type Subject,
  type Texts,
  installedLanguagesSchema,
  textsSchema,
} from '#shared/contract/http.ts';
import type { ImportAnswer, ImportRequest } from '#shared/exchange/http.ts';
import type { Wall } from '#shared/contract/wall.ts';
import type { Language } from '#shared/language.ts';
import { buildIn } from '#shared/pagesBuild.ts';
import { type WireError, errorCodes } from '#shared/errors.ts';
import { RequestError, offline } from './requestError.ts';

/** Errors: RequestError. */
export async function call<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const init: RequestInit =
    body === undefined
      ? { ...(signal !== undefined && { signal }) }
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(path, init).catch(() => {
    throw offline();
  });
  const content = (await response.json().catch(() => null)) as unknown;
  if (!response.ok) throw new RequestError((content as { error?: WireError } | null)?.error ?? { code: 'unavailable', message: response.statusText });
  return content as T;
}

/** What keeps a page from the server: its own network, the server, or something between that lets HTTP through and WebSocket not. */
export type Obstacle = 'offline' | 'unavailable' | 'tooMany' | 'webSocket';

const probeTimeoutMs = 5_000;

/** Asks by HTTP why the socket does not come up. */
export async function findObstacle(): Promise<Obstacle> {
  const response = await fetch('/api/session', { cache: 'no-store', signal: AbortSignal.timeout(probeTimeoutMs) }).catch(() => null);
  if (response === null) return 'offline';
  if (response.status === errorCodes.tooMany.http) return 'tooMany';
  return response.ok ? 'webSocket' : 'unavailable';
}

/** Which build of the pages the server serves now; null when it cannot be read. */
export async function servedBuild(): Promise<string | null> {
  const response = await fetch('/', { cache: 'no-store', signal: AbortSignal.timeout(probeTimeoutMs) });
  return response.ok ? buildIn(await response.text()) : null;
}

export const http = {
  catalogue: () => call<Catalogue>('/api/catalogue'),
  /** Within the time that the signal leaves. */
  languages: async (signal: AbortSignal): Promise<InstalledLanguages> => installedLanguagesSchema.parse(await call('/api/languages', undefined, signal)),
  texts: async (language: string, namespace: string): Promise<Texts> => textsSchema.parse(await call(`/api/texts/${language}/${namespace}`)),
  /** What the administrator looks after, as a file. */
  exportCatalogue: (): Promise<Blob> =>
    call('/api/exchange/export').then((document) => new Blob([JSON.stringify(document, null, 2), '\n'], { type: 'application/json' })),
  importCatalogue: (request: ImportRequest) => call<ImportAnswer>('/api/exchange/import', request),
  session: () => call<SessionInfo>('/api/session'),
  /** Given up in time for the next one: a line that hangs is lost. */
  wall: () => call<Wall>('/api/wall', undefined, AbortSignal.timeout(probeTimeoutMs)),
  demoPeople: () => call<DemoPeople>('/api/demo/people'),
  openStage: (language: Language) => call<DemoStage>('/api/demo/stage', { language }),
  /** Not waited for: the page may be about to close. */
  leaveStage(role: Subject['role'], token: string): void {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    void fetch('/api/sign-out', { method: 'POST', headers, body: JSON.stringify({ role }), keepalive: true }).catch(() => undefined);
  },
  demoSignIn: (subject: Subject) => call<Subject>('/api/demo/sign-in', subject),
  /** This browser becomes the terminal that the code is for. */
  enrolTerminal: (code: string, publicKey: string) => call<Subject>('/api/terminal/enrol', { code, publicKey }),
  signOut: (role: Subject['role']) => call<Record<string, never>>('/api/sign-out', { role }),
};
