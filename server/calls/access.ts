import { type Call, expertOf, isCalledBack } from '#shared/call/lifecycle.ts';
import type { AgencyId, ExpertId } from '#shared/ids.ts';

/** Whether the customer at the terminal may act on a call. A customer who has gone away cannot act from there, although the call remembers the terminal: the PIN proves who they are. */
export const isCustomers = (terminalId: string) => (call: Call) => call.terminalId === terminalId && call.consultation === null && !isCalledBack(call);

export const isExperts = (expertId: ExpertId) => (call: Call) => expertOf(call) === expertId;

export const isOfAgency = (agencyId: AgencyId) => (call: Call) => call.agencyId === agencyId;
