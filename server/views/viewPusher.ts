import type { Logger } from 'pino';
import type { Role } from '#shared/contract/define.ts';
import type { EventPayload, ViewOf } from '#shared/contract/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Topic } from '#server/changes.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import type { Hours } from '#server/hours/index.ts';
import type { Session } from '#server/gateway/port.ts';
import { readAdviserView } from './adviserView.ts';
import { readExpertView } from './expertView.ts';
import { type Sent, changeSince, sentWhole } from './sent.rules.ts';
import { readSupervisorView } from './supervisorView.ts';
import { readTerminalView } from './terminalView.ts';

/** A queue's change waits this long for more of them; what concerns the page itself goes at once. */
const queueDelayMs = 150;
/** So many pages whose queue has changed are read in one transaction, and share what is the same for them. */
const pagesAtOnce = 25;

type ViewEvent = { readonly name: `${Role}:view`; readonly payload: EventPayload<`${Role}:view`> };

type Page = {
  readonly session: Session;
  readonly send: (event: ViewEvent) => void;
  sent: Sent | null;
  isReading: boolean;
  isStale: boolean;
  /** How often it has been read. */
  reads: number;
};

type ViewPusherOptions = { readonly database: Database; readonly catalogue: CatalogueReader; readonly hours: Hours; readonly logger: Logger };

export type ViewPusher = ReturnType<typeof createViewPusher>;

/** Reads the views of the pages connected here anew when something that concerns them has changed, and sends the parts that differ. */
export function createViewPusher({ database, catalogue, hours, logger }: ViewPusherOptions) {
  const pages = new Map<string, Page>();
  /** Pages whose queue has changed. However many they are, they have one connection to the database between them, so that calls never wait for lists. */
  const queueChanged = new Set<Page>();
  let timer: NodeJS.Timeout | null = null;

  async function viewOf(tx: Transaction, session: Session): Promise<ViewOf<Role>> {
    switch (session.role) {
      case 'terminal':
        return readTerminalView(tx, catalogue, hours, session.id);
      case 'expert':
        return readExpertView(tx, catalogue, session.id);
      case 'supervisor':
        return readSupervisorView(tx, catalogue, hours, session.id);
      case 'adviser':
        return readAdviserView(tx, catalogue, hours, session.id);
    }
  }

  /** Reads the page's view and sends what differs; for one caller at a time. */
  async function update(page: Page, read: () => Promise<ViewOf<Role>>): Promise<void> {
    page.isReading = true;
    page.isStale = false;
    page.reads += 1;
    try {
      const view = await read();
      const next = changeSince(page.sent, view);
      if (next === null || pages.get(page.session.connectionId) !== page) return;
      page.sent = next.sent;
      page.send({ name: `${page.session.role}:view`, payload: next.change });
    } finally {
      page.isReading = false;
    }
  }

  async function refresh(page: Page): Promise<void> {
    queueChanged.delete(page);
    page.isStale = true;
    if (page.isReading) return;
    try {
      while (page.isStale) await update(page, () => database.transaction((tx) => viewOf(tx, page.session)));
    } catch (error) {
      // The page keeps what it has; the regular refresh of all pages tries again.
      logger.warn({ err: error, role: page.session.role }, 'a view could not be read');
    }
  }

  async function refreshTogether(batch: readonly Page[]): Promise<void> {
    const readsBefore = batch.map(({ reads }) => reads);
    const left: Page[] = [];
    await database
      .transaction(async (tx) => {
        for (const [index, page] of batch.entries()) {
          // Whoever is read by itself meanwhile may know more than what is shared here.
          if (page.isReading || page.reads !== readsBefore[index]) left.push(page);
          else await update(page, () => viewOf(tx, page.session));
          if (page.isStale && !page.isReading) void refresh(page);
        }
      })
      .catch(async (error: unknown) => {
        logger.warn({ err: error }, 'views could not be read together; each is read by itself');
        for (const page of batch) await refresh(page);
      });
    left.forEach(queueHasChanged);
  }

  async function refreshInTurn(some: readonly Page[]): Promise<void> {
    for (let start = 0; start < some.length; start += pagesAtOnce) await refreshTogether(some.slice(start, start + pagesAtOnce));
  }

  async function refreshQueues(): Promise<void> {
    const changed = [...queueChanged];
    queueChanged.clear();
    await refreshInTurn(changed);
    timer = queueChanged.size === 0 ? null : setTimeout(() => void refreshQueues(), queueDelayMs);
  }

  function queueHasChanged(page: Page): void {
    if (pages.get(page.session.connectionId) !== page) return;
    queueChanged.add(page);
    timer ??= setTimeout(() => void refreshQueues(), queueDelayMs);
  }

  const ownTopics = (session: Session): Topic[] => [
    session.key as Topic,
    ...(session.role === 'adviser' ? catalogue.pointsAdvisedFrom(session.pointId).map(({ id }): Topic => `point:${id}`) : []),
  ];

  const queueTopicFor = (session: Session): ((topic: Topic) => boolean) => {
    const agencyId = session.role === 'expert' || session.role === 'supervisor' ? catalogue.member(session.id)?.agencyId : undefined;
    return agencyId == null ? (topic) => topic.startsWith('agency:') : (topic) => topic === `agency:${agencyId}`;
  };

  return {
    /** The whole view, for the page that asks; changes follow it from now on. */
    async sync<R extends Role>(session: Extract<Session, { role: R }>): Promise<ViewOf<R>> {
      const view = await database.transaction((tx) => viewOf(tx, session));
      const page = pages.get(session.connectionId);
      if (page !== undefined) page.sent = sentWhole(page.sent, view);
      // The role decides which view was read, which TypeScript does not follow.
      return view as ViewOf<R>;
    },

    add(session: Session, send: (event: ViewEvent) => void): void {
      pages.set(session.connectionId, { session, send, sent: null, isReading: false, isStale: false, reads: 0 });
    },

    remove(connectionId: string): void {
      const page = pages.get(connectionId);
      if (page !== undefined) queueChanged.delete(page);
      pages.delete(connectionId);
    },

    touch(topics: ReadonlySet<Topic>): void {
      for (const page of pages.values()) {
        if (ownTopics(page.session).some((topic) => topics.has(topic))) void refresh(page);
        else if ([...topics].some(queueTopicFor(page.session))) queueHasChanged(page);
      }
    },

    /** The safety net under lost announcements. */
    refreshAll: (): Promise<void> => refreshInTurn([...pages.values()]),
  };
}
