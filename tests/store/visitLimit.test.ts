import { expect, it } from 'vitest';
import type { AdviserId, AgencyId, CallId, ServiceId, TerminalId } from '#shared/ids.ts';
import { randomUUID } from 'node:crypto';
import { system } from '#server/calls/index.ts';
import { readAdviserView, readTerminalView } from '#server/views/index.ts';
import { serviceRequestsAVisit } from '#server/visits/joining.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const terminalId = 'mikkeli-1' as TerminalId;

onBothDatabases('a visit of hundreds of entries', (world) => {
  const join = async (setUpBy: AdviserId | null): Promise<CallId> => {
    const callId = randomUUID() as CallId;
    const requested = { agencyId: 'fpa' as AgencyId, serviceId: 'fpa.studentAid' as ServiceId, language: 'sv' as const, note: '', next: [] };
    await world.engine.visits.join({ ...requested, callId, terminalId, setUpBy });
    return callId;
  };

  it('[M4] has so many entries in all, whoever makes them, and its views list what goes on and the last dozen', async () => {
    await world.engine.connect(terminalId);
    const left: CallId[] = [];
    for (let round = 0; round < serviceRequestsAVisit - 1; round += 1) {
      const callId = await join(round % 2 === 0 ? null : ('adviser-mikkeli-1' as AdviserId));
      await world.engine.calls.command(callId, { type: 'end', endedBy: 'customer' }, system);
      left.push(callId);
    }
    const waiting = await join(null);
    expect(await world.refusalOf(join(null))).toBe('terminalBusy');
    expect(await world.refusalOf(join('adviser-mikkeli-1' as AdviserId))).toBe('terminalBusy');
    const { terminal, adviser } = await world.database.transaction(async (tx) => ({
      terminal: await readTerminalView(tx, world.engine.catalogue, world.engine.hours, terminalId),
      adviser: await readAdviserView(tx, world.engine.catalogue, world.engine.hours, 'adviser-mikkeli-1' as AdviserId),
    }));
    const shown = [...left.slice(-12), waiting];
    expect(terminal.serviceRequests.map(({ callId }) => callId)).toEqual(shown);
    expect(adviser.terminals.find((one) => one.terminalId === terminalId)?.serviceRequests.map(({ callId }) => callId)).toEqual(shown);
    expect(JSON.stringify(terminal).length).toBeLessThan(12_000);
  });
});
