import type { Page } from '@playwright/test';
import { type Role, roles } from '#shared/contract/define.ts';
import { type MediaSource, mediaSources } from '#shared/contract/mediaSource.ts';

/** What a page's screen says that it sends; null while it loads and says nothing yet. */
type Claim = Record<MediaSource, boolean> | null;
/** `loadedAt`: the document that was looked at last, told by when it began. */
type Watched = { readonly page: Page; readonly role: Role; readonly metricsUrl: string; loadedAt: number };
type Sample = { readonly at: number; readonly claimed: ReadonlyMap<string, boolean>; readonly bytes: ReadonlyMap<string, number> };

const everyMs = 500;
/** A machine that looks less often than this does not keep up: its pages may be as late, so that nothing can be said. */
const lateMs = 1_000;
/** From a press to the last packet. */
const graceMs = 2_500;
/** What may still lie on its way, or is sent to find out how broad the way is. */
const negligibleBytes = 200;

const watched = new Set<Watched>();
let violations: string[] = [];
let samples: Sample[] = [];
let timer: NodeJS.Timeout | null = null;
let running: Promise<void> | null = null;

/** From now on what that page sends must be what its screen says. `metricsUrl` is the server's own /metrics, where its statistics are. */
export function watchSending(page: Page, role: Role, metricsUrl: string): void {
  const item: Watched = { page, role, metricsUrl, loadedAt: 0 };
  watched.add(item);
  page.once('close', () => watched.delete(item));
  timer ??= setInterval(() => {
    running ??= look().finally(() => {
      running = null;
    });
  }, everyMs).unref();
}

/** What was sent though no screen said so, since this was last asked. */
export async function takeViolations(): Promise<readonly string[]> {
  await running;
  const found = violations;
  violations = [];
  samples = [];
  return found;
}

/** Read from what the person sees: the screen that is on, and the two buttons. */
const readClaim = (): Claim => {
  if (document.querySelector('#root')?.childElementCount === 0) return null;
  const isClosed = (testId: string): boolean => document.querySelector(`[data-testid=${testId}]`)?.getAttribute('aria-pressed') === 'false';
  const joined = document.querySelector('[data-testid=joined]')?.getAttribute('data-microphone');
  if (joined != null) return { microphone: joined === 'open', camera: joined !== 'connectionOnly' };
  if (document.querySelector('main[data-screen=call], [data-testid=call]') === null) return { microphone: false, camera: false };
  return { microphone: !isClosed('mute-microphone'), camera: !isClosed('mute-camera') };
};

/** A page that was loaded since the last look cannot tell what the one before it said at the end. */
async function claimOf(item: Watched): Promise<Claim> {
  const [claim, loadedAt] = await Promise.all([item.page.evaluate(readClaim), item.page.evaluate(() => performance.timeOrigin)]);
  const isSame = loadedAt === item.loadedAt;
  item.loadedAt = loadedAt;
  return isSame ? claim : null;
}

async function bytesAt(metricsUrl: string): Promise<Map<string, number>> {
  const text = await (await fetch(metricsUrl)).text();
  const found = text.matchAll(/^distans_media_received_source_bytes\{role="(\w+)",source="(\w+)"\} (\d+)/gm);
  return new Map([...found].map(([, role, source, bytes]) => [`${metricsUrl} ${role} ${source}`, Number(bytes)]));
}

/** The server counts by role, so a source counts as claimed where any page of the role says that it is sent. */
async function look(): Promise<void> {
  const items = [...watched];
  const urls = [...new Set(items.map(({ metricsUrl }) => metricsUrl))];
  // A page that is on its way elsewhere, or a server that a test has stopped, says nothing just now.
  const [claims, counts] = await Promise.all([
    Promise.all(items.map((item) => claimOf(item).catch(() => null))),
    Promise.all(urls.map((url) => bytesAt(url).catch(() => new Map<string, number>()))),
  ]);
  const claimed = new Map<string, boolean>();
  for (const url of urls)
    for (const role of roles)
      for (const source of mediaSources) {
        const ofRole = items.flatMap((item, index) => (item.metricsUrl === url && item.role === role ? [claims[index] ?? null] : []));
        if (ofRole.length > 0)
          claimed.set(
            `${url} ${role} ${source}`,
            ofRole.some((claim) => claim === null || claim[source]),
          );
      }
  const now = { at: Date.now(), claimed, bytes: new Map(counts.flatMap((count) => [...count])) };
  const before = samples.at(-1);
  const isLate = before !== undefined && now.at - before.at > lateMs;
  samples = [...(isLate ? [] : samples), now].slice(-Math.ceil(graceMs / everyMs) - 4);
  const [oldest] = samples;
  // Judged a look later: a screen that changes while the server counts has changed by then.
  const [earlier, later] = samples.slice(-3);
  if (earlier === undefined || later === undefined || oldest === undefined || now.at - oldest.at <= graceMs + everyMs) return;
  for (const [key, bytes] of later.bytes) {
    const grown = bytes - (earlier.bytes.get(key) ?? bytes);
    const hasClaimed = samples.some(({ claimed }) => claimed.get(key) !== false);
    if (grown > negligibleBytes && !hasClaimed) violations.push(`${key.split(' ').slice(1).join(' ')}: ${grown} bytes were sent while no screen said so`);
  }
}
