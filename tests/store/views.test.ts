import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { type ExpertView, expertViewChangeSchema } from '#shared/contract/views/index.ts';
import { type ViewChange, viewAfter } from '#shared/views/change.ts';
import type { Database } from '#server/platform/database/index.ts';
import { ViewPusher } from '#server/views/index.ts';
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
    const pusher = new ViewPusher({ database: counted, catalogue: world.engine.catalogue, hours: world.engine.hours, logger: pino({ level: 'silent' }) });
    const known = new Map<string, ExpertView | null>();
    const changes: ViewChange<ExpertView>[] = [];
    const waiting = new Set<() => void>();
    /** Pages that take nothing just now. */
    const slow = new Set<string>();
    const add = (id: string): string => {
      const connectionId = randomUUID();
      pusher.add({ role: 'expert', id, key: `expert:${id}`, connectionId } as never, {
        isSlow: () => slow.has(connectionId),
        send: ({ payload }) => {
          const change = expertViewChangeSchema.parse(payload);
          changes.push(change);
          known.set(connectionId, viewAfter(known.get(connectionId) ?? null, change));
          for (const look of waiting) look();
        },
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
    const lastOf = (connectionId: string) => known.get(connectionId);
    return { pusher, running, ids, add, until, lastOf, changes, slow };
  }

  it('[M2] a page that takes nothing is not read, and when it can take something, all that has changed is one view', async () => {
    const { pusher, running, ids, until, lastOf, changes, slow } = openPages();
    await pusher.refreshAll();
    const [id = ''] = ids;
    slow.add(id);
    for (let round = 0; round < 10; round += 1) {
      await world.engine.queue(
        ['mikkeli-1', 'mikkeli-2', 'pargas-1', 'pargas-2'][round % 4] ?? '',
        randomUUID(),
        '',
        round < 4 ? 'fpa.studentAid' : round < 8 ? 'fpa.pension' : 'fpa.unemployment',
      );
      await pusher.refreshAll();
    }
    const before = { sent: changes.length, reads: running.all, waiting: lastOf(id)?.queue.length };
    expect(before.waiting).toBe(0);
    slow.delete(id);
    pusher.drained(id);
    await until(() => (lastOf(id)?.queue.length ?? 0) > 0);
    expect({ sent: changes.length - before.sent, reads: running.all - before.reads }).toEqual({ sent: 1, reads: 1 });
  });

  it('[Q29] that see a queue change are read over one connection, a few times for all of them, and each sees it', async () => {
    const { pusher, running, ids, until, lastOf } = openPages();
    await world.engine.connect('mikkeli-1');
    const callId = await world.engine.queue('mikkeli-1');
    pusher.touch(new Set(['agency:fpa']));
    await until(() => ids.every((id) => lastOf(id) !== undefined));
    for (const id of ids) expect(lastOf(id)).toMatchObject({ queue: [{ callId }], waiting: 1 });
    expect(running.most).toBe(1);
    expect(running.all).toBeLessThan(pageCount / 10);
    for (const id of ids) pusher.remove(id);
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
    await until(() => [...ids, own].every((id) => lastOf(id)?.waiting === 2));
    for (const id of [...ids, own]) pusher.remove(id);
  });

  it('a page is sent the parts that have changed, each whole, which give what it would read', async () => {
    const { pusher, ids, add, until, lastOf, changes } = openPages();
    for (const id of ids) pusher.remove(id);
    const connectionId = add('expert-fpa-1');
    const session = { role: 'expert', id: 'expert-fpa-1', key: 'expert:expert-fpa-1', connectionId } as never;
    await world.engine.arrive('expert-fpa-1');
    const waitingAt = async (terminalId: string, count: number): Promise<void> => {
      await world.engine.connect(terminalId);
      await world.engine.queue(terminalId);
      pusher.touch(new Set(['expert:expert-fpa-1']));
      await until(() => lastOf(connectionId)?.waiting === count);
    };
    await waitingAt('mikkeli-1', 1);
    await waitingAt('mikkeli-2', 2);
    expect(changes.map(({ follows }) => follows)).toEqual([null, changes[0]?.version]);
    expect(Object.keys(changes[1]?.parts ?? {}).sort()).toEqual(['queue', 'waiting']);
    const whole = await pusher.sync<'expert'>(session);
    expect({ ...lastOf(connectionId), version: 0, now: 0 }).toEqual({ ...whole, version: 0, now: 0 });
    // What it was answered counts as sent.
    await world.engine.connect('kiiminki-1');
    await world.engine.queue('kiiminki-1');
    pusher.touch(new Set(['expert:expert-fpa-1']));
    await until(() => changes.length === 3);
    expect(changes[2]?.follows).toBe(whole.version);
    pusher.remove(connectionId);
  });

  it('a page that cannot be read keeps nobody else from theirs', async () => {
    const { pusher, ids, add, until, lastOf } = openPages();
    const unknown = add('nobody');
    await world.engine.connect('mikkeli-1');
    await world.engine.queue('mikkeli-1');
    pusher.touch(new Set(['agency:fpa']));
    await until(() => ids.every((id) => lastOf(id)?.waiting === 1));
    expect(lastOf(unknown)).toBeUndefined();
    for (const id of [...ids, unknown]) pusher.remove(id);
  });
});
