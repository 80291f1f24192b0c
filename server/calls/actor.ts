import { type Call, expertOf, isCalledBack, isInCall } from '#shared/call/lifecycle.ts';
import { type ParticipantKey, adviserKey, expertKey, supervisorKey, terminalKey } from '#shared/call/mediaRouting.ts';
import type { AdviserId, AgencyId, ExpertId, PointId, SupervisorId, TerminalId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';

/** Who asks for a command, and to which calls their right extends. Any other call does not exist for them (Q22). */
export type Actor = { readonly by: ParticipantKey | 'system'; readonly mayAct: (call: Call) => boolean };

/** The server itself: time, presence, routing, and what follows from an act whose right has been checked. */
export const system: Actor = { by: 'system', mayAct: () => true };

/** The customer at the terminal. Not after going away, though the call remembers the terminal: the PIN then shows who they are. */
export const customerAt = (id: TerminalId): Actor => ({
  by: terminalKey(id),
  mayAct: (call) => call.terminalId === id && call.consultation === null && !isCalledBack(call),
});

/** The expert whose call it is, from the offer to the end of the wrap-up. */
export const expertOn = (id: ExpertId): Actor => ({ by: expertKey(id), mayAct: (call) => expertOf(call) === id });

/** The same, unless the call is a question from a colleague. */
export const expertWithCustomer = (id: ExpertId): Actor => ({ by: expertKey(id), mayAct: (call) => expertOf(call) === id && call.consultation === null });

/** Any expert of the agency whose call it is. */
export const expertOfAgency = (id: ExpertId, agencyId: string | null | undefined): Actor => ({
  by: expertKey(id),
  mayAct: (call) => call.agencyId === agencyId,
});

/** Whoever sends and receives the call's media: its terminal or its expert. */
export const sideOf = (session: { readonly role: 'terminal'; readonly id: TerminalId } | { readonly role: 'expert'; readonly id: ExpertId }): Actor =>
  session.role === 'terminal'
    ? { by: terminalKey(session.id), mayAct: (call) => call.terminalId === session.id }
    : { by: expertKey(session.id), mayAct: (call) => isInCall(call) && call.expertId === session.id };

/** The adviser of a point, for the calls at all points that are advised from it. */
export const adviserAt = (
  { id, pointId }: { readonly id: AdviserId; readonly pointId: PointId },
  catalogue: Pick<CatalogueReader, 'isAdvisedFrom'>,
): Actor => ({
  by: adviserKey(id),
  mayAct: (call) => catalogue.isAdvisedFrom(call.pointId, pointId),
});

/** A supervisor, for the calls of the own agency. */
export const supervisorOf = ({ id, agencyId }: { readonly id: SupervisorId; readonly agencyId: AgencyId }): Actor => ({
  by: supervisorKey(id),
  mayAct: (call) => call.agencyId === agencyId,
});
