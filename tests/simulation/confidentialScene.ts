import type { AgencyId, CallId, ServiceId, TerminalId } from '#shared/ids.ts';
import { accept, expert } from '#tests/support/engine.ts';
import type { Scene } from './run.ts';

const asking = expert('a3');
const colleague = expert('b1');

/** The customer talks with one agency about a confidential matter, and its expert has asked another agency's. By pure chance few runs get so far. */
export const confidentialScene: Scene = {
  async begin(engine, newId, told) {
    const [callId, newCallId] = [newId() as CallId, newId() as CallId];
    const serviceRequest = { agencyId: 'a' as AgencyId, serviceId: 'a.2' as ServiceId };
    await engine.connect('t1');
    await engine.arrive(asking);
    await engine.visits.join({ ...serviceRequest, callId, terminalId: 't1' as TerminalId, language: 'sv', note: '', setUpBy: null, next: [] });
    told(callId);
    await engine.routing.offerManually(callId, serviceRequest.agencyId, asking, { reason: 'picked', note: 'urgent' });
    await accept(engine, callId, asking);
    await engine.arrive(colleague);
    await engine.consultations.start(asking, { callId, newCallId, agencyId: 'b' as AgencyId, serviceId: 'b.1' as ServiceId, note: '' });
    await engine.route('b');
    await accept(engine, newCallId, colleague);
  },
  isAbout: (deed) =>
    /colleague|bringIn|takeOut|handOver|^end |^end$|hold|resume|accepts|leaves|park|transfer|restarts/.test(deed) || /^(t1|a3|b1) (comes|goes)/.test(deed),
};
