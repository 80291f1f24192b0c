import type { z } from 'zod';
import { accountsContract } from '#shared/accounts/contract.ts';
import { administrationContract } from '#shared/administration/contract.ts';
import { auditContract } from '#shared/audit/contract.ts';
import { callsContract } from '#shared/call/contract.ts';
import { callbacksContract } from '#shared/callbacks/contract.ts';
import { chatContract } from '#shared/chat/contract.ts';
import { consultationsContract } from '#shared/consultations/contract.ts';
import { encryptionContract } from '#shared/encryption/contract.ts';
import type { WireError } from '#shared/errors.ts';
import { expertsContract } from '#shared/expert/contract.ts';
import { fleetContract } from '#shared/fleet/contract.ts';
import { formsContract } from '#shared/forms/contract.ts';
import { helpContract } from '#shared/help/contract.ts';
import { hoursContract } from '#shared/hours/contract.ts';
import { sessionContract } from '#shared/identity/contract.ts';
import { knowledgeContract } from '#shared/knowledge/contract.ts';
import { messagesContract } from '#shared/messages/contract.ts';
import { offerContract } from '#shared/offer/contract.ts';
import { onboardingContract } from '#shared/onboarding/contract.ts';
import { peopleContract } from '#shared/people/contract.ts';
import { practiceContract } from '#shared/practice/contract.ts';
import { privacyContract } from '#shared/privacy/contract.ts';
import { queueContract } from '#shared/queue/contract.ts';
import { ratingsContract } from '#shared/ratings/contract.ts';
import { sharedNotesContract } from '#shared/sharedNotes/contract.ts';
import { supervisionContract } from '#shared/supervision/contract.ts';
import { terminalsContract } from '#shared/terminals/contract.ts';
import { viewsContract } from '#shared/views/contract.ts';
import { visitingContract } from '#shared/visiting/contract.ts';
import { visitsContract } from '#shared/visits/contract.ts';
import { connectionContract } from './connection.ts';
import type { Role } from './define.ts';
import { mediaContract } from './media.ts';
import { selfTestContract } from './selfTest.ts';

/** Every request and every event that can cross a socket, by name. */
export const requests = {
  ...viewsContract.requests,
  ...terminalsContract.requests,
  ...visitsContract.requests,
  ...queueContract.requests,
  ...callbacksContract.requests,
  ...visitingContract.requests,
  ...expertsContract.requests,
  ...callsContract.requests,
  ...consultationsContract.requests,
  ...supervisionContract.requests,
  ...hoursContract.requests,
  ...helpContract.requests,
  ...knowledgeContract.requests,
  ...chatContract.requests,
  ...sharedNotesContract.requests,
  ...ratingsContract.requests,
  ...mediaContract.requests,
  ...connectionContract.requests,
  ...selfTestContract.requests,
  ...practiceContract.requests,
  ...messagesContract.requests,
  ...sessionContract.requests,
  ...fleetContract.requests,
  ...accountsContract.requests,
  ...peopleContract.requests,
  ...offerContract.requests,
  ...onboardingContract.requests,
  ...administrationContract.requests,
  ...encryptionContract.requests,
  ...auditContract.requests,
  ...privacyContract.requests,
  ...formsContract.requests,
} as const;

export const events = {
  ...viewsContract.events,
  ...chatContract.events,
  ...mediaContract.events,
  ...connectionContract.events,
  ...practiceContract.events,
  ...sessionContract.events,
  ...encryptionContract.events,
  ...formsContract.events,
} as const;

export type RequestName = keyof typeof requests;
export type EventName = keyof typeof events;
/** What a page of that role may ask for. */
export type RequestNameOf<R extends Role> = { [N in RequestName]: R extends (typeof requests)[N]['roles'][number] ? N : never }[RequestName];

/** What a client sends, what a handler gets after parsing, and what it gives back. */
export type RequestInput<N extends RequestName> = z.input<(typeof requests)[N]['input']>;
export type RequestParsed<N extends RequestName> = z.output<(typeof requests)[N]['input']>;
export type RequestReply<N extends RequestName> = z.output<(typeof requests)[N]['reply']>;
/** The whole truth for a page of that role. */
export type ViewOf<R extends Role> = RequestReply<`${R}:sync`>;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]['payload']>;

export type Reply<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: WireError };

/** The types that Socket.IO's client and server take. */
export type ClientToServer = {
  [N in RequestName]: (input: RequestInput<N>, acknowledge: (reply: Reply<RequestReply<N>>) => void) => void;
};
export type ServerToClient = { [N in EventName]: (payload: EventPayload<N>) => void };
