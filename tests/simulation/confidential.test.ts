import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgencyId, CallId, ServiceId, TerminalId } from '#shared/ids.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { momentArbitrary, replay } from './conservation.ts';
import { type House, openHouse } from './house.ts';
import { type Scene, simulate } from './run.ts';

const runs = Math.ceil(Number(process.env['RUNS'] ?? 2_500) / 20);
const asking = expert('a3');
const colleague = expert('b1');

/** The customer talks with one agency about a confidential matter, and its expert has asked another agency's. By pure chance few runs get so far. */
const scene: Scene = {
  async begin(engine, newId, told) {
    const [callId, newCallId] = [newId() as CallId, newId() as CallId];
    const errand = { agencyId: 'a' as AgencyId, serviceId: 'a.2' as ServiceId };
    await engine.connect('t1');
    await engine.arrive(asking);
    await engine.visits.join({ ...errand, callId, terminalId: 't1' as TerminalId, language: 'sv', note: '', setUpBy: null, next: [] });
    told(callId);
    await engine.routing.giveByHand(callId, errand.agencyId, asking, { reason: 'picked', note: 'urgent' });
    await accept(engine, callId, asking);
    await engine.arrive(colleague);
    await engine.consultations.start(asking, { callId, newCallId, agencyId: 'b' as AgencyId, serviceId: 'b.1' as ServiceId, note: '' });
    await engine.route('b');
    await accept(engine, newCallId, colleague);
  },
  isAbout: (deed) =>
    /colleague|bringIn|takeOut|handOver|^end |^end$|hold|resume|accepts|leaves|park|transfer|restarts/.test(deed) || /^(t1|a3|b1) (comes|goes)/.test(deed),
};

describe('[C7] [F31] [F106] a colleague of another agency and a confidential matter', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it(`over ${runs} seeded runs nobody is let in without the customer’s yes, and no question outlives its call`, async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(momentArbitrary, { minLength: 4, maxLength: 12 }), async (moments) => {
        for (const line of await simulate(house, moments, scene))
          for (const word of ['bringIn', 'says yes', 'says no']) if (line.includes(word)) seen.add(word);
      }),
      { numRuns: runs, ...(process.env['RUNS'] === undefined ? { seed: 13 } : {}), ...replay },
    );
    if (runs > 100) expect([...seen].sort()).toEqual(['bringIn', 'says no', 'says yes']);
  });
});
