import { expect, it } from 'vitest';
import type { Instant } from '#shared/instant.ts';
import { says, startProcess } from '#tests/support/process.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { startServer } from '#tests/support/startApp.ts';
import { pastDay } from '../../scripts/demo/pastDay.ts';

it('npm run demo:load leaves no table on the desks of adviser, expert and supervisor empty', async () => {
  const server = await startServer({ env: { MEDIA_WORKERS: '0' } });
  const load = await startProcess(process.execPath, ['scripts/demoLoad.ts', '--url', server.url], { ready: (child) => says(child, /The day is loaded/) });
  try {
    const adviser = await (
      await Person.arrive(server.url, 'adviser', 'adviser-mikkeli-1')
    ).until(({ terminals }) => terminals.some(({ alerts }) => alerts.length > 0));
    expect(adviser.terminals.map(({ terminalId, state }) => [terminalId, state])).toEqual([
      ['mikkeli-1', 'inQueue'],
      ['mikkeli-2', 'inCall'],
    ]);
    expect(adviser.terminals.filter(({ help }) => help !== null)).toHaveLength(1);
    expect(adviser.terminals.flatMap(({ alerts }) => alerts.map(({ code }) => code))).toContain('microphoneMissing');
    for (const rows of [adviser.calledBack, adviser.visitingBookings, adviser.overrides, adviser.agencies]) expect(rows).not.toEqual([]);

    const { view: elsewhere } = await Person.arrive(server.url, 'adviser', 'adviser-saarijarvi-1');
    expect(elsewhere?.terminals.map(({ state }) => state)).toContain('fault');
    expect(elsewhere?.terminals.flatMap(({ alerts }) => alerts.map(({ code }) => code))).toContain('selfTestFailed');

    for (const agencyId of ['fpa', 'municipality']) {
      const { view: expert } = await Person.arrive(server.url, 'expert', `expert-${agencyId}-1`);
      expect(expert?.today.answered, agencyId).toBeGreaterThan(1);
      for (const rows of [expert?.queue, expert?.bookings, expert?.today.calls]) expect(rows, agencyId).not.toEqual([]);
      const { view: supervisor } = await Person.arrive(server.url, 'supervisor', `supervisor-${agencyId}-1`);
      const { queues, bookings, entries, experts, calls, offers } = supervisor ?? {};
      for (const rows of [queues, bookings, entries, experts, calls, offers]) expect(rows, agencyId).not.toEqual([]);
      expect(offers?.map(({ outcome }) => outcome)).toContain('declined');
    }
    // The hours that are over, as far as the real clock has come; tests/store/pastCalls.test.ts plays an afternoon.
    const { view: past } = await Person.arrive(server.url, 'expert', 'expert-fpa-2');
    const own = pastDay(past?.now ?? (0 as Instant)).filter(({ expertId }) => expertId === 'expert-fpa-2');
    expect(past?.today.calls.map(({ callId }) => callId)).toEqual(expect.arrayContaining(own.map(({ callId }) => callId)));
    // Only some agencies send experts to the points.
    const { view: visited } = await Person.arrive(server.url, 'supervisor', 'supervisor-municipality-1');
    expect(visited?.visitingBookings).not.toEqual([]);
  } finally {
    await load.stop('SIGINT');
    await server.stop();
  }
});
