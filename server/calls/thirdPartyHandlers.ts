import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import { customerAt } from './actor.ts';
import { type ThirdPartiesContext, join, leave, listen, stopListening } from './thirdParties.ts';

/** Advisers and supervisors come into calls, and leave them: then the media session goes at once, not first when somebody asks. */
export const thirdPartyHandlers = (context: ThirdPartiesContext) =>
  ({
    'call:answerAdviser': ({ id }, { callId, ...answer }) => done(context.calls.command(callId, { type: 'answerAdviser', ...answer }, customerAt(id))),
    'call:join': (adviser, input) => done(join(context, adviser, input)),
    'call:leaveAsThirdParty': (adviser, { callId }) => done(leave(context, adviser, callId)),
    'call:listen': (supervisor, { callId }) => done(listen(context, supervisor, callId)),
    'call:stopListening': (supervisor, { callId }) => done(stopListening(context, supervisor, callId)),
  }) satisfies Partial<Handlers>;
