import { type Call, isCalledBack } from '#shared/call/lifecycle.ts';
import type { Callbacks } from '#server/callbacks/index.ts';
import type { Calls } from '#server/calls/index.ts';
import type { Consultations } from '#server/consultations/index.ts';
import type { HandlersOf, ViewPusher } from '#server/gateway/index.ts';
import type { Terminals } from '#server/terminals/index.ts';
import type { Visiting } from '#server/visiting/index.ts';
import type { Feelings, SharedNotes, Visits } from '#server/visits/index.ts';
import { viewOf } from '#server/desks/handlers.ts';

type Parts = {
  readonly calls: Calls;
  readonly visits: Visits;
  readonly callbacks: Callbacks;
  readonly visiting: Visiting;
  readonly consultations: Consultations;
  readonly sharedNotes: SharedNotes;
  readonly feelings: Feelings;
  readonly terminals: Terminals;
  readonly views: ViewPusher;
};

type Names =
  | 'terminal:sync'
  | 'terminal:report'
  | 'selfTest:report'
  | 'queue:join'
  | 'queue:acceptLanguages'
  | 'queue:park'
  | `call:answer${'Adviser' | 'Colleague'}`
  | 'queue:return'
  | 'visit:planErrand'
  | 'visit:joinNow'
  | 'visit:dropErrand'
  | 'visit:close'
  | `callback:${'choose' | 'answer' | 'slots' | 'book' | 'move' | 'cancel'}`
  | `visiting:${'times' | 'book' | 'find' | 'move' | 'cancel'}`
  | 'note:decide'
  | 'call:leave'
  | 'call:rate'
  | 'help:request'
  | 'help:cancel';

/** What a customer at a terminal can do. */
export function terminalHandlers({ calls, visits, callbacks, visiting, consultations, sharedNotes, feelings, terminals, views }: Parts): HandlersOf<Names> {
  // Who has gone away is nobody at the terminal any more, though the call remembers where they were: the PIN shows who they are.
  const own = (id: string) => (call: Call) => call.terminalId === id && call.consultation === null && !isCalledBack(call);
  const done = async (work: Promise<unknown>): Promise<Record<string, never>> => {
    await work;
    return {};
  };
  return {
    'terminal:sync': (session) => viewOf(views, session, 'terminal:view'),
    'selfTest:report': ({ id }, { steps }) => done(terminals.reportSelfTest(id, steps)),
    'terminal:report': ({ id }, report) => done(terminals.report(id, report)),
    'queue:join': ({ id }, errand) => visits.join({ ...errand, terminalId: id, note: '', setUpBy: null }),
    'queue:acceptLanguages': ({ id }, { callId, languages }) => done(calls.command(callId, { type: 'acceptLanguages', languages }, own(id))),
    'call:answerAdviser': ({ id }, { callId, adviserId, isAgreed }) => done(calls.command(callId, { type: 'answerAdviser', adviserId, isAgreed }, own(id))),
    'call:answerColleague': ({ id }, answer) => done(consultations.answer(id, answer)),
    'queue:park': ({ id }, { callId, isAbsent }) => done(calls.command(callId, { type: 'park', by: isAbsent ? 'terminal' : 'customer' }, own(id))),
    'queue:return': ({ id }, { callId }) => done(calls.command(callId, { type: 'returnFromPark' }, own(id))),
    'visit:planErrand': ({ id }, wish) => done(visits.plan(id, wish)),
    'visit:joinNow': ({ id }, { callId }) => done(visits.joinNow(id, callId)),
    'visit:dropErrand': ({ id }, { callId }) => done(visits.dropErrand(id, callId)),
    'callback:choose': ({ id }, { callId }) => callbacks.choose(id, callId),
    'callback:answer': async ({ id }, ticket) => ({ early: await callbacks.answer(id, ticket) }),
    'callback:move': ({ id }, ticket) => done(callbacks.move(id, ticket)),
    'callback:cancel': ({ id }, ticket) => done(callbacks.cancel(id, ticket)),
    'callback:slots': async ({ id }, errand) => ({ slots: await callbacks.slots(id, errand) }),
    'callback:book': ({ id }, errand) => callbacks.book({ ...errand, terminalId: id }),
    'visiting:times': async ({ id }, wish) => ({ days: await visiting.times(id, wish) }),
    'visiting:book': ({ id }, wish) => visiting.book({ ...wish, terminalId: id }),
    'visiting:find': ({ id }, ticket) => visiting.find(id, ticket),
    'visiting:move': ({ id }, ticket) => done(visiting.move(id, ticket)),
    'visiting:cancel': ({ id }, ticket) => done(visiting.cancel(id, ticket)),
    'note:decide': ({ id }, { noteId, isAgreed }) => done(sharedNotes.decide(id, noteId, isAgreed)),
    'call:leave': ({ id }, { callId }) => done(calls.command(callId, { type: 'end', endedBy: 'customer' }, own(id))),
    'call:rate': ({ id }, { callId, feeling }) => done(feelings.rate(id, callId, feeling)),
    'help:request': ({ id }) => done(terminals.requestHelp(id)),
    'help:cancel': ({ id }) => done(terminals.closeHelp(id)),
    'visit:close': async ({ id }) => {
      await visits.close(id);
      await terminals.closeHelp(id);
      return {};
    },
  };
}
