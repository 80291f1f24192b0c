import { describe, expect, it } from 'vitest';
import { readTableUses, tablesIn, tablesOf } from '#tests/support/tables.ts';

/** Tables of other features that a store reads too: where two are joined or locked in one statement. */
const mayRead: Readonly<Record<string, readonly string[]>> = {
  // Where what an act was done to belongs.
  audit: ['services', 'points', 'terminals', 'staff'],
  platform: ['calls'],
  // Who is at a terminal or on duty, and what an expert is in.
  terminals: ['terminals', 'presences', 'visits'],
  identity: ['presences'],
  experts: ['calls', 'call_events', 'presences', 'staff', 'staff_languages', 'staff_services'],
  // The visit that a call belongs to, and the calls of a visit.
  calls: ['visits'],
  visits: ['calls', 'visiting_bookings', 'shared_notes'],
  // The queue is the calls that wait; the staff say whose experts could serve them.
  queue: ['calls', 'call_events', 'staff', 'visits'],
  sharedNotes: ['visits'],
  callbacks: ['calls', 'visits'],
  // A round locks the calls and visits that it decides about.
  routing: ['agencies', 'calls', 'visits'],
  // Alerts are kept by one statement that also sees who is away.
  connection: ['calls', 'presences', 'terminals'],
};

/** Whoever has another role after an import is signed out in the same statement list. */
const mayWrite: Readonly<Record<string, readonly string[]>> = { catalogue: ['sessions'] };

const uses = readTableUses();
const owners = new Map(
  uses.filter(({ how, folder, table }) => how === 'writes' && mayWrite[folder]?.includes(table) !== true).map(({ table, folder }) => [table, folder]),
);

describe('a table', () => {
  it('is written by one feature', () => {
    const foreign = uses.filter(({ how, folder, table }) => how === 'writes' && owners.get(table) !== folder && mayWrite[folder]?.includes(table) !== true);
    expect(foreign).toEqual([]);
    expect(owners.get('calls')).toBe('calls');
  });

  it('is read by others only where the list says so', () => {
    const foreign = uses.filter(({ how, folder, table }) => how === 'reads' && owners.get(table) !== folder && mayRead[folder]?.includes(table) !== true);
    expect(foreign).toEqual([]);
  });

  it('is named in a store', () => {
    expect(uses.filter(({ file }) => !/(?:^|\/)(?:store|\w+Store)\.ts$/.test(file))).toEqual([]);
  });
});

it('no exception is left over', () => {
  const unused = (list: typeof mayRead, wanted: 'reads' | 'writes') =>
    Object.entries(list).flatMap(([folder, tables]) =>
      tables.filter((table) => owners.get(table) === folder || !uses.some((use) => use.folder === folder && use.table === table && use.how === wanted)),
    );
  expect([...unused(mayRead, 'reads'), ...unused(mayWrite, 'writes')]).toEqual([]);
});

describe('what names tables is read', () => {
  it('from the migrations in their order', () => {
    const migrations = ['create table lanes (id text);\ncreate table feelings (id text);', 'alter table lanes rename to routes;', 'drop table feelings;'];
    expect(tablesOf(migrations)).toEqual(new Set(['routes']));
  });

  it('from every kind of statement, and from no comment', () => {
    const source = `/** Read from visits. */
      tx.run('insert into calls (id) values ($1)'); // from visits
      tx.rows(row, \`select 1 from staff s join agencies a on true\`);
      tx.run('delete from calls c using points p'); tx.run('update calls set id = $1');`;
    const tables = new Set(['calls', 'visits', 'staff', 'agencies', 'points']);
    expect(tablesIn(source, tables).map(({ table, how }) => `${how} ${table}`)).toEqual([
      'writes calls',
      'writes calls',
      'writes calls',
      'reads staff',
      'reads agencies',
      'reads points',
    ]);
  });
});
