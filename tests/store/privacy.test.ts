import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { type DataClass, dataClasses, defaultLimits } from '#shared/privacy/classes.ts';
import type { CallId, TerminalId } from '#shared/ids.ts';
import { system } from '#server/calls/index.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const hourMs = 3_600_000;
const tableRow = z.object({ table: z.string(), columns: z.array(z.string()) });
const rowText = z.object({ text: z.string() });
const classes: readonly DataClass[] = dataClasses;

onBothDatabases('what is kept of people', (world) => {
  const tables = () =>
    world.database.transaction((tx) =>
      tx.rows(
        tableRow,
        `select c.table_name as table, json_agg(c.column_name) as columns from information_schema.columns c
         join information_schema.tables t using (table_schema, table_name)
         where table_schema = 'public' and t.table_type = 'BASE TABLE' group by c.table_name order by c.table_name`,
      ),
    );
  /** The tables, the audit left out, in whose rows the text stands. */
  const tablesWith = async (text: string): Promise<string[]> => {
    const found: string[] = [];
    for (const { table } of await tables()) {
      const rows = await world.database.transaction((tx) => tx.rows(rowText, `select to_jsonb(t)::text as text from "${table}" t`));
      if (table !== 'audit_entries' && rows.some((row) => row.text.includes(text))) found.push(table);
    }
    return found;
  };
  const played = async (): Promise<{ callId: CallId; visitId: string }> => {
    await world.engine.connect('mikkeli-1');
    await world.engine.arrive('expert-fpa-1');
    const callId = await world.engine.queue('mikkeli-1', randomUUID(), 'planted');
    await world.engine.route('fpa');
    await accept(world.engine, callId, 'expert-fpa-1');
    const { visitId } = await world.call(callId);
    await world.engine.calls.command(callId, { type: 'end', endedBy: 'expert', expertId: expert('expert-fpa-1') }, system);
    await world.engine.calls.completeWrapUp(expert('expert-fpa-1'), callId, {
      outcomeCode: 'settled',
      referral: null,
      agencyOutcome: null,
      agencyReferral: null,
      note: 'planted too',
    });
    await world.engine.ratings.rate('mikkeli-1' as TerminalId, callId, 3);
    await world.engine.visits.close('mikkeli-1' as TerminalId);
    return { callId, visitId };
  };

  it('[M12] every table belongs to one class, and every class names tables and columns that exist', async () => {
    const existing = await tables();
    expect(classes.flatMap((one) => Object.keys(one.tables)).toSorted()).toEqual(existing.map(({ table }) => table).toSorted());
    for (const { tables: listed } of classes) {
      for (const [table, column] of Object.entries(listed)) {
        if (column !== null) expect(existing.find((one) => one.table === table)?.columns, table).toContain(column);
      }
    }
  });

  it('[M12] after its time a call has no visit and no person, and its visit is gone; the figures stay, and go later', async () => {
    const { callId, visitId } = await played();
    expect(await tablesWith(visitId)).toEqual(['call_events', 'calls', 'visits']);
    world.later(hourMs * (defaultLimits.callDetails - 1));
    await world.engine.privacy.erase();
    expect(await tablesWith(visitId)).toEqual(['call_events', 'calls', 'visits']);
    world.later(2 * hourMs);
    await world.engine.calls.runDue();
    await world.engine.privacy.erase();
    expect(await tablesWith(visitId)).toEqual([]);
    expect(await tablesWith('planted')).toEqual([]);
    const ofExpert = await tablesWith('expert-fpa-1');
    expect(ofExpert).not.toContain('calls');
    expect(ofExpert).not.toContain('call_events');
    expect(await world.call(callId)).toMatchObject({ state: 'closed', serviceId: 'fpa.studentAid', pointId: 'mikkeli', visitId: callId });
    expect(await tablesWith(callId)).toContain('call_ratings');
    world.later(hourMs * defaultLimits.statistics);
    await world.engine.visits.runDue();
    await world.engine.privacy.eraseStatistics();
    await world.engine.routing.forgetRounds();
    expect(await tablesWith(callId)).toEqual([]);
  });

  it('[M12] what still goes on is not touched, however old', async () => {
    await world.engine.connect('mikkeli-1');
    const callId = await world.engine.queue('mikkeli-1');
    const { visitId } = await world.call(callId);
    world.later(10 * 24 * hourMs);
    await world.engine.privacy.erase();
    await world.engine.privacy.eraseStatistics();
    expect(await tablesWith(visitId)).toEqual(['call_events', 'calls', 'visits']);
  });

  it('[M12] the page says what there is now; whoever looks after less than the nation gets no counts', async () => {
    await played();
    const stored = await world.engine.privacy.stored({ kind: 'nation' });
    expect(stored.map(({ dataClass }) => dataClass)).toEqual(classes.map(({ id }) => id));
    expect(stored.find(({ dataClass }) => dataClass === 'visits')).toMatchObject({ rowCount: 1, limitHours: 24 });
    expect(stored.find(({ dataClass }) => dataClass === 'notes')).toMatchObject({ rowCount: 2 });
    expect(stored.find(({ dataClass }) => dataClass === 'visits')?.oldestAt).not.toBeNull();
    const local = await world.engine.privacy.stored({ kind: 'municipality', municipality: 'Mikkeli' });
    expect(local.every(({ rowCount, oldestAt }) => rowCount === null && oldestAt === null)).toBe(true);
  });
});
