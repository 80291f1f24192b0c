import type { z } from 'zod';
import type { WireError } from '#shared/errors.ts';
import { connectionContract } from './connection.ts';
import type { Role } from './define.ts';
import { adviserContract } from './adviser.ts';
import { expertContract } from './expert.ts';
import { mediaContract } from './media.ts';
import { practiceContract } from './practice.ts';
import { selfTestContract } from './selfTest.ts';
import { sessionContract } from './session.ts';
import { supervisorContract } from './supervisor.ts';
import { terminalContract } from './terminal.ts';

/** Every request and every event that can cross a socket, by name. */
export const requests = {
  ...terminalContract.requests,
  ...expertContract.requests,
  ...adviserContract.requests,
  ...supervisorContract.requests,
  ...mediaContract.requests,
  ...connectionContract.requests,
  ...selfTestContract.requests,
  ...practiceContract.requests,
} as const;

export const events = {
  ...terminalContract.events,
  ...expertContract.events,
  ...adviserContract.events,
  ...supervisorContract.events,
  ...mediaContract.events,
  ...connectionContract.events,
  ...practiceContract.events,
  ...sessionContract.events,
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
