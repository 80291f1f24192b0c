import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type EventPayload, type RequestName, type ViewOf, requests } from '#shared/contract/index.ts';
import type { Role } from '#shared/contract/define.ts';
import { type ViewChange, newerView, viewAfter } from '#shared/views/change.ts';
import type { Session } from '#server/platform/gateway/port.ts';
import { databaseKinds } from '#tests/support/databases.ts';
import { type Engine, createTestEngine } from '#tests/support/engine.ts';

/** So long people wait before their next press: every list has come by then. */
const betweenPressesMs = 400;
const longestWaitMs = 10_000;
const timings = {
  ringMs: 60_000,
  wrapUpMs: 60_000,
  parkMs: 60_000,
  terminalGraceMs: 60_000,
  expertGraceMs: 60_000,
  connectMs: 60_000,
  connectingGraceMs: 60_000,
};

const bytesOf = (payload: unknown): number => Buffer.byteLength(JSON.stringify(payload));

/** A page without a browser, which counts what it is sent. */
class Page<R extends Role> {
  readonly role: R;
  readonly #engine: Engine;
  readonly #session: Session;
  view: ViewOf<R> | null = null;
  events = 0;
  bytes = 0;

  private constructor(engine: Engine, role: R, session: Session) {
    this.role = role;
    this.#engine = engine;
    this.#session = session;
  }

  /** As a page connects: it is let in, then asks for its view. What it is sent until then is not counted. */
  static async open<R extends Role>(engine: Engine, role: R, id: string, more: object = {}): Promise<Page<R>> {
    const connectionId = randomUUID();
    const session = { role, id, key: `${role}:${id}`, connectionId, ...more } as unknown as Session;
    const page = new Page(engine, role, session);
    engine.views.add(session, { send: ({ payload }) => page.#take(payload) });
    await engine.presence.connected({ role, id }, connectionId);
    page.view = newerView(page.view, (await page.#ask(`${role}:sync`, {})) as ViewOf<R>);
    return page;
  }

  #take(payload: EventPayload<`${Role}:view`>): void {
    this.view = viewAfter(this.view, payload as ViewChange<ViewOf<R>>);
    this.events += 1;
    this.bytes += bytesOf(payload);
  }

  startCounting(): void {
    this.events = 0;
    this.bytes = 0;
  }

  #ask(name: RequestName, input: unknown): Promise<unknown> {
    const handle = this.#engine.handlers[name] as (session: Session, input: unknown) => Promise<unknown>;
    return handle(this.#session, requests[name].input.parse(input));
  }

  async do(name: RequestName, input: unknown): Promise<void> {
    await this.#ask(name, input);
    await pause(betweenPressesMs);
  }

  async until<T>(found: (view: ViewOf<R>) => T | null): Promise<T> {
    const deadline = Date.now() + longestWaitMs;
    while (Date.now() < deadline) {
      const value = this.view === null ? null : found(this.view);
      if (value !== null) return value;
      await pause(50);
    }
    throw new Error(`the ${this.role} was not sent what was to come; the last view: ${JSON.stringify(this.view)}`);
  }
}

type Cast = Awaited<ReturnType<typeof openPages>>;

async function openPages(engine: Engine) {
  return {
    terminal: await Page.open(engine, 'terminal', 'kiiminki-1'),
    fpa: await Page.open(engine, 'expert', 'expert-fpa-1'),
    dvv: await Page.open(engine, 'expert', 'expert-dvv-1'),
    municipality: await Page.open(engine, 'expert', 'expert-municipality-1'),
    adviser: await Page.open(engine, 'adviser', 'adviser-kiiminki-1', { pointId: 'kiiminki' }),
    supervisor: await Page.open(engine, 'supervisor', 'supervisor-fpa-1', { agencyId: 'fpa' }),
  };
}

async function answer(expert: Page<'expert'>, terminal: Page<'terminal'>): Promise<string> {
  const { callId, offerNumber } = await expert.until(({ offer }) => offer);
  await expert.do('offer:accept', { callId, offerNumber });
  await terminal.do('call:confirmConnected', { callId });
  await expert.until(({ call }) => (call?.state === 'active' ? call : null));
  return callId;
}

async function finish(expert: Page<'expert'>, callId: string): Promise<void> {
  await expert.do('call:end', { callId });
  await expert.do('wrapUp:complete', { callId, outcomeCode: 'settled', note: '' });
}

/** The student of tests/browser/visit.spec.ts: three calls, and a paper fetched in the first one. Gives the number of calls. */
async function playStudent({ terminal, fpa, dvv, municipality }: Cast): Promise<number> {
  const matter = (agencyId: string, serviceId: string) => ({ callId: randomUUID(), agencyId, serviceId });
  const [studentAid, moving, dayCare] = [matter('fpa', 'fpa.studentAid'), matter('dvv', 'dvv.movingNotice'), matter('municipality', 'municipality.dayCare')];
  await terminal.do('queue:join', { ...studentAid, language: 'en', next: [moving] });
  await fpa.do('status:choose', { status: 'available' });
  await answer(fpa, terminal);
  await terminal.do('visit:joinNow', { callId: moving.callId });
  await dvv.do('status:choose', { status: 'available' });
  await municipality.do('status:choose', { status: 'available' });
  await terminal.do('visit:planServiceRequest', { ...dayCare, language: 'en' });
  await fpa.do('call:park', { callId: studentAid.callId });
  await finish(dvv, await answer(dvv, terminal));
  await terminal.do('queue:return', { callId: studentAid.callId });
  await finish(fpa, await answer(fpa, terminal));
  await finish(municipality, await answer(municipality, terminal));
  await terminal.do('call:rate', { callId: dayCare.callId, rating: 5 });
  await terminal.do('visit:close', {});
  return 3;
}

// Prints how much is pushed to each role's page in the student's journey, per call.
const opened = await databaseKinds[0]?.[1]();
if (opened === undefined) throw new Error('there is no embedded database');
const engine = await createTestEngine(opened.database, { timings });
engine.changes.onChange((topics) => engine.views.touch(topics));
await engine.start();
try {
  const cast = await openPages(engine);
  const pages = Object.values(cast);
  await pause(betweenPressesMs);
  for (const page of pages) page.startCounting();
  const calls = await playStudent(cast);
  const round = (value: number): number => Math.round(value / calls);
  for (const role of ['terminal', 'expert', 'adviser', 'supervisor'] as const) {
    const own = pages.filter((page) => page.role === role);
    const [bytes, events] = [own.reduce((sum, page) => sum + page.bytes, 0), own.reduce((sum, page) => sum + page.events, 0)];
    console.log(`${role}: ${round(bytes)} bytes a call in ${round(events)} events (${own.length} pages)`);
  }
  const all = pages.reduce((sum, page) => sum + page.bytes, 0);
  console.log(`all: ${round(all)} bytes a call`);
} finally {
  await engine.stop();
  await opened.close();
}
