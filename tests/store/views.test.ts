import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { Database } from '#server/db/index.ts';
import { createViewPusher } from '#server/views/index.ts';
import type { View } from '#server/views/viewPusher.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const pageCount = 60;

onBothDatabases('views of many pages', (world) => {
  /** As many expert pages as an agency may have, and what they are sent; `running` tells how many transactions read at once at most. */
  function openPages() {
    const running = { now: 0, most: 0, all: 0 };
    const counted: Database = {
      ...world.database,
      async transaction(work) {
        running.all += 1;
        running.now += 1;
        running.most = Math.max(running.most, running.now);
        try {
          return await world.database.transaction(work);
        } finally {
          running.now -= 1;
        }
      },
    };
    const pusher = createViewPusher({ database: counted, catalogue: world.engine.catalogue, hours: world.engine.hours, logger: pino({ level: 'silent' }) });
    const sent = new Map<string, View[]>();
    const waiting = new Set<() => void>();
    const add = (id: string): string => {
      const connectionId = randomUUID();
      sent.set(connectionId, []);
      pusher.add({ role: 'expert', id, key: `expert:${id}`, connectionId } as never, (view) => {
        sent.get(connectionId)?.push(view);
        for (const look of waiting) look();
      });
      return connectionId;
    };
    const ids = Array.from({ length: pageCount }, (_, index) => add(index % 2 === 0 ? 'expert-fpa-1' : 'expert-fpa-3'));
    const until = (isSo: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!isSo()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    const lastOf = (connectionId: string) => sent.get(connectionId)?.at(-1)?.payload;
    return { pusher, running, ids, add, until, lastOf };
  }

  it('[Q29] that see a queue change are read over one connection, a few times for all of them, and each sees it', async () => {
    const { pusher, running, ids, until, lastOf } = openPages();
    await world.engine.connect('mikkeli-1');
    const callId = await world.engine.queue('mikkeli-1');
    pusher.touch(new Set(['agency:fpa']));
    await until(() => ids.every((id) => lastOf(id) !== undefined));
    for (const id of ids) expect(lastOf(id)).toMatchObject({ queue: [{ callId }], waiting: 1 });
    expect(running.most).toBe(1);
    expect(running.all).toBeLessThan(pageCount / 10);
    ids.forEach(pusher.remove);
  });

  it('what concerns a page itself goes before the lists of all, and nobody ends with an older list', async () => {
    const { pusher, ids, add, until, lastOf } = openPages();
    const own = add('expert-fpa-4');
    await world.engine.connect('mikkeli-1');
    await world.engine.connect('mikkeli-2');
    await world.engine.queue('mikkeli-1');
    pusher.touch(new Set(['agency:fpa']));
    await until(() => ids.some((id) => lastOf(id) !== undefined));
    // While the lists are being read: a change of the one page, and one more of the queue.
    await world.engine.queue('mikkeli-2');
    pusher.touch(new Set(['expert:expert-fpa-4']));
    pusher.touch(new Set(['agency:fpa']));
    await until(() => [...ids, own].every((id) => (lastOf(id) as { waiting?: number } | undefined)?.waiting === 2));
    [...ids, own].forEach(pusher.remove);
  });

  it('a page that cannot be read keeps nobody else from theirs', async () => {
    const { pusher, ids, add, until, lastOf } = openPages();
    const unknown = add('nobody');
    await world.engine.connect('mikkeli-1');
    await world.engine.queue('mikkeli-1');
    pusher.touch(new Set(['agency:fpa']));
    await until(() => ids.every((id) => (lastOf(id) as { waiting?: number } | undefined)?.waiting === 1));
    expect(lastOf(unknown)).toBeUndefined();
    [...ids, unknown].forEach(pusher.remove);
  });
});
