import { type Calls, customerAt, supervisorOf } from '#server/calls/index.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Queues } from './index.ts';

type Parts = { readonly queues: Queues; readonly calls: Calls };

/** What a customer who waits, or a supervisor of the agency, does with an entry or a whole queue. */
export const queueHandlers = ({ queues, calls }: Parts) =>
  ({
    'queue:acceptLanguages': ({ id }, { callId, languages }) => done(calls.command(callId, { type: 'acceptLanguages', languages }, customerAt(id))),
    'queue:park': ({ id }, { callId, isAbsent }) => done(calls.command(callId, { type: 'park', by: isAbsent ? 'terminal' : 'customer' }, customerAt(id))),
    'queue:return': ({ id }, { callId }) => done(calls.command(callId, { type: 'returnFromPark' }, customerAt(id))),
    'queue:setPriority': (supervisor, { callId, priority, reason }) =>
      done(calls.command(callId, { type: 'setPriority', priority, reason, supervisorId: supervisor.id }, supervisorOf(supervisor))),
    'queue:move': ({ agencyId }, target) => done(queues.move(agencyId, target)),
    'queue:close': (supervisor, { serviceId, until }) => done(queues.close(supervisor, serviceId, until)),
    'queue:reopen': (supervisor, { serviceId }) => done(queues.reopen(supervisor, serviceId)),
  }) satisfies Partial<Handlers>;
