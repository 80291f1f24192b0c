import type { Logger } from 'pino';
import type { EventName, EventPayload } from '#shared/contract/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Topic } from '#server/changes.ts';
import type { Database } from '#server/db/index.ts';
import { readAdviserView, readExpertView, readSupervisorView, readTerminalView } from '#server/desks/index.ts';
import type { Hours } from '#server/hours/index.ts';
import type { Session } from './session.ts';

/** A queue's change waits this long for more of them; what concerns the page itself goes at once. */
const queueDelayMs = 150;

type ViewName = Extract<EventName, `${string}:view`>;
export type View = { [N in ViewName]: { readonly name: N; readonly payload: EventPayload<N> } }[ViewName];

type Page = {
  readonly session: Session;
  readonly send: (view: View) => void;
  lastSent: string;
  isReading: boolean;
  isStale: boolean;
  timer: NodeJS.Timeout | null;
};

type ViewPusherOptions = { readonly database: Database; readonly catalogue: CatalogueReader; readonly hours: Hours; readonly logger: Logger };

export type ViewPusher = ReturnType<typeof createViewPusher>;

/** Reads the views of the pages connected here anew when something that concerns them has changed, and sends those that differ. */
export function createViewPusher({ database, catalogue, hours, logger }: ViewPusherOptions) {
  const pages = new Map<string, Page>();

  const readView = (session: Session): Promise<View> =>
    database.transaction(async (tx): Promise<View> => {
      switch (session.role) {
        case 'terminal':
          return { name: 'terminal:view', payload: await readTerminalView(tx, catalogue, hours, session.id) };
        case 'expert':
          return { name: 'expert:view', payload: await readExpertView(tx, catalogue, session.id) };
        case 'supervisor':
          return { name: 'supervisor:view', payload: await readSupervisorView(tx, catalogue, hours, session.id) };
        case 'adviser':
          return { name: 'adviser:view', payload: await readAdviserView(tx, catalogue, hours, session.id) };
      }
    });

  async function refresh(page: Page): Promise<void> {
    if (page.timer !== null) clearTimeout(page.timer);
    page.timer = null;
    if (page.isReading) {
      page.isStale = true;
      return;
    }
    page.isReading = true;
    try {
      do {
        page.isStale = false;
        const view = await readView(page.session);
        const content = JSON.stringify({ ...view.payload, version: 0, now: 0 });
        if (content !== page.lastSent && pages.get(page.session.connectionId) === page) {
          page.lastSent = content;
          page.send(view);
        }
      } while (page.isStale);
    } catch (error) {
      // The page keeps what it has; the regular refresh of all pages tries again.
      logger.warn({ err: error, role: page.session.role }, 'a view could not be read');
    } finally {
      page.isReading = false;
    }
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
    readView,

    add(session: Session, send: (view: View) => void): void {
      pages.set(session.connectionId, { session, send, lastSent: '', isReading: false, isStale: false, timer: null });
    },

    remove(connectionId: string): void {
      const timer = pages.get(connectionId)?.timer;
      if (timer) clearTimeout(timer);
      pages.delete(connectionId);
    },

    touch(topics: ReadonlySet<Topic>): void {
      for (const page of pages.values()) {
        if (ownTopics(page.session).some((topic) => topics.has(topic))) void refresh(page);
        else if (page.timer === null && [...topics].some(queueTopicFor(page.session))) {
          page.timer = setTimeout(() => void refresh(page), queueDelayMs);
        }
      }
    },

    /** The safety net under lost announcements. */
    async refreshAll(): Promise<void> {
      for (const page of pages.values()) await refresh(page);
    },
  };
}
