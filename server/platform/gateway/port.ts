import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { Scope } from '#shared/permissions/scope.ts';
import type { EventName, EventPayload, RequestName, RequestParsed, RequestReply, requests } from '#shared/contract/index.ts';
import type { AdministratorId, AdviserId, AgencyId, ExpertId, PointId, SupervisorId, TerminalId } from '#shared/ids.ts';

/** Administrators take part in no media. */
export type AdministratorKey = `administrator:${AdministratorId}`;

/** What features may do with pages. */
export interface PagesPort {
  /** Sends to the participant's page, whichever process it is connected to. */
  send<N extends EventName>(to: ParticipantKey, name: N, payload: EventPayload<N>): void;
  /** Whether the browser of a participant who is connected to this process answers, awake or not. */
  answersPing(participant: ParticipantKey): Promise<boolean>;
  /** Sends away the page of that connection to this process: its session has ended. */
  dismiss(connectionId: string): void;
}

/** Who is at the other end of a socket; made from the session's row, never from what the socket says. */
export type Session =
  | { readonly role: 'terminal'; readonly id: TerminalId; readonly connectionId: string; readonly key: ParticipantKey }
  | { readonly role: 'expert'; readonly id: ExpertId; readonly connectionId: string; readonly key: ParticipantKey }
  | { readonly role: 'adviser'; readonly id: AdviserId; readonly pointId: PointId; readonly connectionId: string; readonly key: ParticipantKey }
  | { readonly role: 'supervisor'; readonly id: SupervisorId; readonly agencyId: AgencyId; readonly connectionId: string; readonly key: ParticipantKey }
  | { readonly role: 'administrator'; readonly id: AdministratorId; readonly scope: Scope; readonly connectionId: string; readonly key: AdministratorKey };

/** Of somebody who can be in a call. */
export type CallSession = Exclude<Session, { role: 'administrator' }>;

export type SessionFor<N extends RequestName> = Extract<Session, { role: (typeof requests)[N]['roles'][number] }>;

/** One function for each request of the contract; a missing one does not compile. */
export type Handlers = { [N in RequestName]: (session: SessionFor<N>, input: RequestParsed<N>) => Promise<RequestReply<N>> };
