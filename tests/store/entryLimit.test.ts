import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AdviserId, AgencyId, CallId, ServiceId, TerminalId } from '#shared/ids.ts';
import { readCall } from '#server/calls/index.ts';
import { readAdviserView } from '#server/views/index.ts';
import { AppError } from '#server/errors.ts';
import { databaseKinds, type TestDatabase } from '#tests/support/databases.ts';
import { type Engine, createTestEngine } from '#tests/support/engine.ts';
import { type VirtualClock, withVirtualClock } from '#tests/support/virtualClock.ts';
import { requestedService } from '#tests/support/visitAt.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const other = 'mikkeli-2' as TerminalId;
const adviserId = 'adviser-mikkeli-1' as AdviserId;
const limit = 12;
const hourMs = 3_600_000;

describe.each(databaseKinds)('the entries of a terminal on %s', (_name, open) => {
  let opened: TestDatabase;
  let clock: VirtualClock;
  let engine: Engine;
  beforeAll(async () => {
    opened = await open();
    clock = withVirtualClock(opened.database);
    engine = await createTestEngine(clock.database, { entriesAnHour: limit });
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    await clock.database.transaction((tx) =>
      tx.run('truncate terminal_entries, entry_limit_lifts, routing_targets, visit_service_requests, call_events, calls, visits cascade'),
    );
    await engine.connect(terminalId);
    await engine.connect(other);
  });

  const outcome = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'none',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    );
  const join = async (where: TerminalId = terminalId): Promise<string> => outcome(engine.queue(where));
  /** A customer who does not exist: queues, and goes away to be called back. */
  async function invent(): Promise<string> {
    const callId = randomUUID();
    const answer = await outcome(engine.queue(terminalId, callId));
    if (answer === 'none') await engine.callbacks.choose(terminalId, callId as CallId);
    return answer;
  }
  const inventAll = async (): Promise<void> => {
    for (let made = 0; made < limit; made += 1) expect(await invent()).toBe('none');
  };
  const entries = () =>
    clock.database.transaction(async (tx) => {
      const view = await readAdviserView(tx, engine.catalogue, engine.hours, adviserId);
      const seen = view.terminals.find((terminal) => terminal.terminalId === terminalId)?.entries;
      if (seen === undefined) throw new Error('no such terminal');
      return seen;
    });

  it('[E28] are twelve an hour, whatever way they are made in; another terminal has its own, and what the adviser sets up always goes', async () => {
    await inventAll();
    expect(await invent()).toBe('entryLimit');
    const serviceRequest = { ...requestedService('fpa.pension'), terminalId, language: 'sv' as const };
    expect(await outcome(engine.visits.plan(terminalId, serviceRequest))).toBe('entryLimit');
    const [at] = await engine.callbacks.slots(terminalId, serviceRequest);
    if (at === undefined) throw new Error('no time is free');
    expect(await outcome(engine.callbacks.book({ ...serviceRequest, at }))).toBe('entryLimit');
    const visiting = { agencyId: 'police' as AgencyId, serviceId: 'police.weapons' as ServiceId };
    const [time] = (await engine.visiting.times(terminalId, visiting)).flatMap(({ times }) => times);
    if (time === undefined) throw new Error('no time is free');
    expect(await outcome(engine.visiting.book({ ...visiting, bookingId: randomUUID(), at: time, terminalId, language: 'sv' }))).toBe('entryLimit');
    expect(await join(other)).toBe('none');
    expect(await outcome(engine.visits.join({ ...serviceRequest, note: '', setUpBy: adviserId, next: [] }))).toBe('none');
    expect((await entries()).made).toBe(limit);
    clock.advance(hourMs + 1);
    expect(await outcome(engine.visits.join({ ...requestedService('fpa.studentAid'), terminalId, language: 'sv', note: '', setUpBy: null, next: [] }))).toBe(
      'none',
    );
    clock.advance(-hourMs - 1);
  });

  it('[E28] are no more than twelve when all ask at once', async () => {
    const [at] = await engine.callbacks.slots(terminalId, { ...requestedService('fpa.pension'), language: 'sv' });
    if (at === undefined) throw new Error('no time is free');
    for (let made = 0; made < limit - 1; made += 1) await invent();
    const asked = ['fpa.pension', 'fpa.studentAid', 'tax.taxCard', 'te.jobSeeker'].map((id) =>
      outcome(engine.visits.join({ ...requestedService(id), terminalId, language: 'sv', note: '', setUpBy: null, next: [] })),
    );
    expect((await Promise.all(asked)).sort()).toEqual(['entryLimit', 'entryLimit', 'entryLimit', 'none']);
  });

  it('[E28] are allowed again by the adviser, whose name and time are kept', async () => {
    await inventAll();
    await engine.visits.liftEntryLimit(terminalId, adviserId);
    expect((await entries()).made).toBe(0);
    clock.advance(1);
    expect(await invent()).toBe('none');
    expect((await entries()).made).toBe(1);
  });

  it('[E28] who lifted the limit is forgotten after a day, and what counts no more after an hour', async () => {
    await invent();
    await engine.visits.liftEntryLimit(terminalId, adviserId);
    const left = (): Promise<number[]> =>
      clock.database.transaction(async (tx) =>
        Promise.all(['terminal_entries', 'entry_limit_lifts'].map(async (table) => (await tx.rows(z.object({}), `select 1 from ${table}`)).length)),
      );
    clock.advance(hourMs + 1);
    await engine.visits.runDue();
    expect(await left()).toEqual([0, 1]);
    clock.advance(23 * hourMs);
    await engine.visits.runDue();
    expect(await left()).toEqual([0, 0]);
    clock.advance(-24 * hourMs - 1);
  });

  it('[E28] are removed by the adviser at once: those who wait, those who are called back, and what comes after; nobody’s of another terminal', async () => {
    await inventAll();
    await engine.visits.liftEntryLimit(terminalId, adviserId);
    const waiting = requestedService('fpa.studentAid');
    await engine.visits.join({ ...waiting, terminalId, language: 'sv', note: '', setUpBy: null, next: [requestedService('tax.taxCard')] });
    const others = await engine.queue(other);
    const { openCallIds } = await entries();
    expect(openCallIds).toHaveLength(limit + 1);
    const kept = openCallIds.find((callId) => callId !== waiting.callId) as CallId;
    await engine.visits.removeEntries(terminalId, [...openCallIds.filter((callId) => callId !== kept), others]);
    expect((await entries()).openCallIds).toEqual([kept]);
    expect(await clock.database.transaction((tx) => readCall(tx, others))).toMatchObject({ state: 'queued' });
  });
});
