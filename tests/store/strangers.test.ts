import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { adviserKey, expertKey, supervisorKey, terminalKey } from '#shared/call/mediaRouting.ts';
import type { Role } from '#shared/contract/define.ts';
import { type RequestName, requests } from '#shared/contract/index.ts';
import type { AdministratorId, AdviserId, AgencyId, CallId, ExpertId, PointId, SupervisorId, TerminalId } from '#shared/ids.ts';
import { system } from '#server/calls/index.ts';
import { answer } from '#server/platform/gateway/answer.ts';
import type { Session } from '#server/platform/gateway/port.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { type World, onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { payloadsOf } from '#tests/support/payloads.ts';

/** People to whom the calls of this test are none of their business. */
const strangers: Readonly<Record<Role, Session>> = {
  terminal: { role: 'terminal', id: 'pargas-2' as TerminalId, key: terminalKey('pargas-2' as TerminalId), connectionId: 'a' },
  expert: { role: 'expert', id: 'expert-tax-1' as ExpertId, key: expertKey('expert-tax-1' as ExpertId), connectionId: 'b' },
  adviser: {
    role: 'adviser',
    id: 'adviser-pargas-1' as AdviserId,
    pointId: 'pargas' as PointId,
    key: adviserKey('adviser-pargas-1' as AdviserId),
    connectionId: 'c',
  },
  supervisor: {
    role: 'supervisor',
    id: 'supervisor-tax-1' as SupervisorId,
    agencyId: 'tax' as AgencyId,
    key: supervisorKey('supervisor-tax-1' as SupervisorId),
    connectionId: 'd',
  },
  administrator: {
    role: 'administrator',
    id: 'administrator-tax-1' as AdministratorId,
    scope: { kind: 'agency', agencyId: 'tax' as AgencyId },
    key: `administrator:${'administrator-tax-1' as AdministratorId}`,
    connectionId: 'e',
  },
};

/** A payload's form with another call in it. */
const about = (payload: unknown, callId: string): unknown => ({ ...(payload as object), callId });

/** The requests that name a call which is there already, each with a role that may send it. A queue entry brings its own new id. */
const aboutCalls = Object.entries(requests).flatMap(([name, { roles, input }]) =>
  'shape' in input && 'callId' in (input.shape as object) && !['queue:join', 'adviser:setUpCall', 'visit:add'].includes(name)
    ? roles.map((role) => [name as RequestName, role] as const)
    : [],
);

/** Payloads that the request's own schema takes, the same in every run. */
function someOf(name: RequestName): unknown[] {
  const { input } = requests[name];
  const text = fc.oneof(fc.constantFrom('fpa', 'fpa.studentAid', 'mikkeli-1', 'sv'), fc.string({ maxLength: 20 }));
  const probable = fc.sample(payloadsOf(input, text), { numRuns: 300, seed: 7 }).map((payload) => about(payload, randomUUID()));
  return probable.filter((payload) => input.safeParse(payload).success).slice(0, 6);
}

const stateRow = z.object({ id: z.string(), state: z.string(), event_count: z.number() });

/** Somebody else's calls: one that waits, one that runs, one in wrap-up, one that is over; and one that there never was. */
async function callsOf({ engine }: World): Promise<Record<string, CallId>> {
  const talk = async (terminalId: string, expertId: string): Promise<CallId> => {
    await engine.connect(terminalId);
    await engine.arrive(expertId);
    const callId = await engine.queue(terminalId);
    await engine.route('fpa');
    await accept(engine, callId, expertId);
    return callId;
  };
  const active = await talk('mikkeli-1', 'expert-fpa-1');
  const wrapUp = await talk('mikkeli-2', 'expert-fpa-3');
  await engine.calls.command(wrapUp, { type: 'end', endedBy: 'expert', expertId: expert('expert-fpa-3') }, system);
  await engine.connect('saarijarvi-1');
  const queued = await engine.queue('saarijarvi-1');
  await engine.connect('kiiminki-1');
  const closed = await engine.queue('kiiminki-1');
  await engine.calls.command(closed, { type: 'close', reason: 'movedBySupervisor' }, system);
  return { active, wrapUp, queued, closed, unknown: randomUUID() as CallId };
}

onBothDatabases('[Q22] a stranger to a call', (world) => {
  const statesOf = () => world.database.transaction((tx) => tx.rows(stateRow, 'select id::text as id, state, event_count from calls order by id'));

  it('is told the same of every call, whether there is such a one or not, and changes nothing', async () => {
    const calls = await callsOf(world);
    const before = await statesOf();
    const options = { handlers: world.engine.handlers, isStrict: true, logger: pino({ level: 'silent' }) };
    const telling: string[] = [];
    let asked = 0;
    for (const [name, role] of aboutCalls) {
      for (const payload of someOf(name)) {
        const outcomes: Record<string, string> = {};
        for (const [state, callId] of Object.entries(calls)) {
          const reply = await answer(name, strangers[role], about(payload, callId), options);
          outcomes[state] = reply.ok ? 'ok' : reply.error.code;
        }
        asked += 1;
        if (new Set(Object.values(outcomes)).size > 1 || outcomes['unknown'] === 'fault') telling.push(`${role} ${name} ${JSON.stringify(outcomes)}`);
      }
    }
    expect(telling).toEqual([]);
    expect(await statesOf()).toEqual(before);
    expect(asked).toBeGreaterThan(100);
  });
});
