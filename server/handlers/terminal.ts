import type { Calls } from '#server/calls/index.ts';
import type { HandlersOf, ViewPusher } from '#server/gateway/index.ts';
import type { Terminals } from '#server/terminals/index.ts';
import type { Visits } from '#server/visits/index.ts';
import { viewOf } from './view.ts';

type Parts = { readonly calls: Calls; readonly visits: Visits; readonly terminals: Terminals; readonly views: ViewPusher };

/** What a customer at a terminal can do. */
export const terminalHandlers = ({
  calls,
  visits,
  terminals,
  views,
}: Parts): HandlersOf<
  'terminal:sync' | 'terminal:report' | 'queue:join' | 'queue:acceptLanguages' | 'call:leave' | 'help:request' | 'help:cancel' | 'visit:close'
> => ({
  'terminal:sync': (session) => viewOf(views, session, 'terminal:view'),
  'terminal:report': async ({ id }, { devices, isInUse }) => {
    await terminals.report(id, devices, isInUse);
    return {};
  },
  'queue:join': ({ id }, errand) => visits.join({ ...errand, terminalId: id, note: '', setUpBy: null }),
  'queue:acceptLanguages': async ({ id }, { callId, languages }) => {
    await calls.command(callId, { type: 'acceptLanguages', languages }, (call) => call.terminalId === id);
    return {};
  },
  'call:leave': async ({ id }, { callId }) => {
    await calls.command(callId, { type: 'end', endedBy: 'customer' }, (call) => call.terminalId === id);
    return {};
  },
  'help:request': async ({ id }) => {
    await terminals.requestHelp(id);
    return {};
  },
  'help:cancel': async ({ id }) => {
    await terminals.closeHelp(id);
    return {};
  },
  'visit:close': async ({ id }) => {
    await visits.close(id);
    await terminals.closeHelp(id);
    return {};
  },
});
