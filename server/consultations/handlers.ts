import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Consultations } from './index.ts';

export const consultationHandlers = ({ consultations }: { readonly consultations: Consultations }) =>
  ({
    'consultation:start': ({ id }, question) => consultations.start(id, question),
    'consultation:bringIn': ({ id }, { callId }) => done(consultations.bringIn(id, callId)),
    'consultation:takeOut': ({ id }, { callId }) => done(consultations.takeOut(id, callId)),
    'consultation:handOver': ({ id }, { callId }) => done(consultations.handOver(id, callId)),
    'consultation:end': ({ id }, { callId }) => done(consultations.end(id, callId)),
    'call:answerColleague': ({ id }, answer) => done(consultations.answer(id, answer)),
  }) satisfies Partial<Handlers>;
