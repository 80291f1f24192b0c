import type { Logger } from 'pino';
import type { Role } from '#shared/contract/define.ts';
import type { EventPayload, ViewOf } from '#shared/contract/index.ts';
import type { Topic } from '#server/platform/changes.ts';
import type { Database } from '#server/platform/database/index.ts';
import type { Session } from '#server/platform/gateway/port.ts';
import { ownTopics, queueTopicFor } from './pageTopics.ts';
import { type ViewSources, readView } from './readView.ts';
import { readingOrder } from './readingOrder.rules.ts';
import { type Sent, changeSince, sentWhole } from './sent.rules.ts';

/** A queue's change waits this long for more of them; what concerns the page itself goes at once. */
const queueDelayMs = 150;
/** So many pages whose queue has changed are read in one transaction, and share what is the same for them. */
const pagesAtOnce = 25;

type ViewEvent = { readonly name: `${Role}:view`; readonly payload: EventPayload<`${Role}:view`> };

/** The way to a page, and whether what was sent before still waits there. */
type Way = { readonly send: (event: ViewEvent) => void; readonly isSlow?: () => boolean };

type Page = Way & {
  readonly session: Session;
  sent: Sent | null;
  isReading: boolean;
  isStale: boolean;
  /** Something has changed while the page could take nothing: it is read when it can. */
  isHeld: boolean;
  /** How often it has been read. */
  reads: number;
};

type ViewPusherOptions = ViewSources & { readonly database: Database; readonly logger: Logger };

/** Reads the views of the pages connected here anew when something that concerns them has changed, and sends the parts that differ. */
export class ViewPusher {
  readonly #sources: ViewSources;
  readonly #database: Database;
  readonly #logger: Logger;
  readonly #pages = new Map<string, Page>();
  /** Pages whose queue has changed. However many they are, they have one connection to the database between them, so that calls never wait for lists. */
  readonly #queueChanged = new Set<Page>();
  #timer: NodeJS.Timeout | null = null;

  constructor({ catalogue, hours, database, logger }: ViewPusherOptions) {
    this.#sources = { catalogue, hours };
    this.#database = database;
    this.#logger = logger;
  }

  /** The whole view, for the page that asks; changes follow it from now on. */
  async sync<R extends Role>(session: Extract<Session, { role: R }>): Promise<ViewOf<R>> {
    const view = await this.#database.transaction((tx) => readView(this.#sources, tx, session));
    const page = this.#pages.get(session.connectionId);
    if (page !== undefined) page.sent = sentWhole(page.sent, view);
    // The role decides which view was read, which TypeScript does not follow.
    return view as ViewOf<R>;
  }

  add(session: Session, way: Way): void {
    this.#pages.set(session.connectionId, { ...way, session, sent: null, isReading: false, isStale: false, isHeld: false, reads: 0 });
  }

  /** The page has taken what was sent. */
  drained(connectionId: string): void {
    const page = this.#pages.get(connectionId);
    if (page?.isHeld !== true) return;
    page.isHeld = false;
    void this.#refresh(page);
  }

  remove(connectionId: string): void {
    const page = this.#pages.get(connectionId);
    if (page !== undefined) this.#queueChanged.delete(page);
    this.#pages.delete(connectionId);
  }

  touch(topics: ReadonlySet<Topic>): void {
    for (const page of readingOrder([...this.#pages.values()], topics)) {
      if (ownTopics(this.#sources.catalogue, page.session).some((topic) => topics.has(topic))) void this.#refresh(page);
      else if ([...topics].some(queueTopicFor(this.#sources.catalogue, page.session))) this.#queueHasChanged(page);
    }
  }

  /** The safety net under lost announcements. */
  refreshAll(): Promise<void> {
    return this.#refreshInTurn([...this.#pages.values()]);
  }

  /** Reads the page's view and sends what differs; for one caller at a time. */
  async #update(page: Page, read: () => Promise<ViewOf<Role>>): Promise<void> {
    page.isStale = false;
    // However much changes meanwhile, it becomes one view.
    page.isHeld = page.isSlow?.() === true;
    if (page.isHeld) return;
    page.isReading = true;
    page.reads += 1;
    try {
      const view = await read();
      const next = changeSince(page.sent, view);
      if (next === null || this.#pages.get(page.session.connectionId) !== page) return;
      page.sent = next.sent;
      page.send({ name: `${page.session.role}:view`, payload: next.change });
    } finally {
      page.isReading = false;
    }
  }

  async #refresh(page: Page): Promise<void> {
    this.#queueChanged.delete(page);
    page.isStale = true;
    if (page.isReading) return;
    try {
      while (page.isStale) await this.#update(page, () => this.#database.transaction((tx) => readView(this.#sources, tx, page.session)));
    } catch (error) {
      // The page keeps what it has; the regular refresh of all pages tries again.
      this.#logger.warn({ err: error, role: page.session.role }, 'a view could not be read');
    }
  }

  async #refreshTogether(batch: readonly Page[]): Promise<void> {
    const readsBefore = batch.map(({ reads }) => reads);
    const left: Page[] = [];
    await this.#database
      .transaction(async (tx) => {
        for (const [index, page] of batch.entries()) {
          // Whoever is read by itself meanwhile may know more than what is shared here.
          if (page.isReading || page.reads !== readsBefore[index]) left.push(page);
          else await this.#update(page, () => readView(this.#sources, tx, page.session));
          if (page.isStale && !page.isReading) void this.#refresh(page);
        }
      })
      .catch(async (error: unknown) => {
        this.#logger.warn({ err: error }, 'views could not be read together; each is read by itself');
        for (const page of batch) await this.#refresh(page);
      });
    for (const page of left) this.#queueHasChanged(page);
  }

  async #refreshInTurn(some: readonly Page[]): Promise<void> {
    for (let start = 0; start < some.length; start += pagesAtOnce) await this.#refreshTogether(some.slice(start, start + pagesAtOnce));
  }

  async #refreshQueues(): Promise<void> {
    const changed = [...this.#queueChanged];
    this.#queueChanged.clear();
    await this.#refreshInTurn(changed);
    this.#timer = this.#queueChanged.size === 0 ? null : setTimeout(() => void this.#refreshQueues(), queueDelayMs);
  }

  #queueHasChanged(page: Page): void {
    if (this.#pages.get(page.session.connectionId) !== page) return;
    this.#queueChanged.add(page);
    if (this.#timer === null) this.#timer = setTimeout(() => void this.#refreshQueues(), queueDelayMs);
  }
}
