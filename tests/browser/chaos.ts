import type { Page, WebSocketRoute } from '@playwright/test';
import type { RequestName } from '#shared/contract/index.ts';

/** One thing that goes wrong at a page, once. */
export type Fault =
  /** The server says no, carries it out but its answer is lost, or answers after some seconds. */
  | { readonly at: 'request'; readonly name: RequestName; readonly how: 'refused' | 'answerLost' | 'late' }
  /** A file of the pages is not there, or never comes. */
  | { readonly at: 'asset'; readonly path: string; readonly how: 'missing' | 'never' }
  /** A call to the browser's devices never ends, fails, or ends after some seconds. */
  | { readonly at: 'device'; readonly call: 'getUserMedia' | 'enumerateDevices' | 'setSinkId'; readonly how: 'hangs' | 'fails' | 'late' };

export const faultName = (fault: Fault): string => `${fault.at === 'request' ? fault.name : fault.at === 'asset' ? fault.path : fault.call} ${fault.how}`;

const lateMs = 3_000;

/** Puts the fault into the page's way before it loads; what comes after the first time is as ever. Resolves with a question: has it struck? */
export async function breakOnce(page: Page, fault: Fault): Promise<() => Promise<boolean>> {
  switch (fault.at) {
    case 'request':
      return breakRequest(page, fault.name, fault.how);
    case 'asset':
      return breakAsset(page, fault.path, fault.how);
    case 'device':
      return breakDevice(page, fault.call, fault.how);
  }
}

// Socket.IO's own form (https://socket.io/docs/v4/socket-io-protocol/): 42, the number to answer to, and [name, payload]; the answer is 43, the number, and [reply].
const requestOf = (message: string | Buffer) => /^42(\d+)\["([\w:]+)"/.exec(String(message));
const refusal = JSON.stringify([{ ok: false, error: { code: 'unavailable', message: 'made by a test' } }]);

async function breakRequest(page: Page, name: RequestName, how: 'refused' | 'answerLost' | 'late'): Promise<() => Promise<boolean>> {
  let hasStruck = false;
  await page.routeWebSocket(/\/socket\.io\//, (socket: WebSocketRoute) => {
    const server = socket.connectToServer();
    let struckId: string | null = null;
    socket.onMessage((message) => {
      const [, id, asked] = requestOf(message) ?? [];
      if (id !== undefined && asked === name && !hasStruck) {
        hasStruck = true;
        if (how === 'refused') {
          socket.send(`43${id}${refusal}`);
          return;
        }
        struckId = id;
      }
      server.send(message);
    });
    server.onMessage((message) => {
      const isStruck = struckId !== null && String(message).startsWith(`43${struckId}[`);
      if (!isStruck) socket.send(message);
      else if (how === 'late') setTimeout(() => socket.send(message), lateMs);
    });
  });
  return () => Promise.resolve(hasStruck);
}

async function breakAsset(page: Page, path: string, how: 'missing' | 'never'): Promise<() => Promise<boolean>> {
  let hasStruck = false;
  await page.route(
    (url) => url.pathname === path,
    (route) => {
      if (hasStruck) return route.continue();
      hasStruck = true;
      return how === 'missing' ? route.fulfill({ status: 404 }) : undefined;
    },
  );
  return () => Promise.resolve(hasStruck);
}

async function breakDevice(page: Page, call: string, how: 'hangs' | 'fails' | 'late'): Promise<() => Promise<boolean>> {
  await page.addInitScript(
    ([name, way, ms]) => {
      const owner: Record<string, unknown> = (name === 'setSinkId' ? HTMLMediaElement.prototype : MediaDevices.prototype) as never;
      const real = owner[name] as (...values: unknown[]) => Promise<unknown>;
      const struck = window as unknown as { hasStruck?: boolean };
      owner[name] = function (this: unknown, ...values: unknown[]): Promise<unknown> {
        if (struck.hasStruck === true) return real.apply(this, values);
        struck.hasStruck = true;
        if (way === 'hangs') return new Promise(() => {});
        if (way === 'fails') return Promise.reject(new DOMException('made by a test', 'NotReadableError'));
        return new Promise((resolve) => setTimeout(resolve, ms)).then(() => real.apply(this, values));
      };
    },
    [call, how, lateMs] as const,
  );
  return () => page.evaluate(() => (window as unknown as { hasStruck?: boolean }).hasStruck === true);
}
