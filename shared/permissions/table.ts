import { type Role, roles } from '#shared/contract/define.ts';
import type { RequestName, requests } from '#shared/contract/index.ts';
import type { RouteName } from './routes.ts';

/** How far a right reaches. What lies outside does not exist for who asks: the same refusal as for an id that nobody has. */
export const scopes = {
  anybody: 'Whoever asks, signed in or not',
  self: 'The own session, page, status and media',
  ownTerminal: 'The terminal itself, and what its customer’s visit holds',
  ownCall: 'A call that one is in: as its customer, as its expert from the offer to the end of the wrap-up, or as the adviser or supervisor who has joined',
  ticket: 'Whatever the number is for, by whoever has its PIN too',
  point: 'The terminals, visits and numbers of the own point, and of the points that are looked after from there',
  agency: 'The services, calls and experts of the own agency. Units say who is asked first; they bound no right',
  administered: 'What the administrator looks after: the nation, an agency, a municipality’s points, or a point',
} as const;

export type ScopeName = keyof typeof scopes;

type RequestRow<N extends RequestName> = { readonly [R in (typeof requests)[N]['roles'][number]]: ScopeName };
type RouteRow = { readonly [R in Role | 'anybody']?: ScopeName };

/** A request or route without its row does not compile, nor one whose row names other roles than its contract. */
type Table = { readonly [N in RequestName]: RequestRow<N> } & { readonly [N in RouteName]: RouteRow };

const everyCallRole = (scope: 'self' | 'ownCall') => ({ terminal: scope, expert: scope, adviser: scope, supervisor: scope });
const everyRole = { ...everyCallRole('self'), administrator: 'self' } as const;
const anybody = { anybody: 'anybody' } as const;

/** Who may do what, and where: every request of the contract and every route. The gateway and the HTTP side both ask here. */
export const permissions = {
  'terminal:sync': { terminal: 'self' },
  'expert:sync': { expert: 'self' },
  'adviser:sync': { adviser: 'self' },
  'supervisor:sync': { supervisor: 'self' },
  'administrator:sync': { administrator: 'self' },

  'terminal:report': { terminal: 'ownTerminal' },
  'visit:planServiceRequest': { terminal: 'ownTerminal' },
  'visit:joinNow': { terminal: 'ownTerminal' },
  'visit:dropServiceRequest': { terminal: 'ownTerminal' },
  'visit:close': { terminal: 'ownTerminal' },
  'queue:join': { terminal: 'ownTerminal' },
  'queue:acceptLanguages': { terminal: 'ownTerminal' },
  'queue:park': { terminal: 'ownTerminal' },
  'queue:return': { terminal: 'ownTerminal' },
  'callback:choose': { terminal: 'ownTerminal' },
  'callback:answer': { terminal: 'ticket' },
  'callback:move': { terminal: 'ticket' },
  'callback:cancel': { terminal: 'ticket' },
  'callback:slots': { terminal: 'ownTerminal' },
  'callback:book': { terminal: 'ownTerminal' },
  'visiting:times': { terminal: 'ownTerminal' },
  'visiting:book': { terminal: 'ownTerminal' },
  'visiting:find': { terminal: 'ticket' },
  'visiting:move': { terminal: 'ticket' },
  'visiting:cancel': { terminal: 'ticket' },
  'help:request': { terminal: 'ownTerminal' },
  'help:cancel': { terminal: 'ownTerminal' },
  'note:decide': { terminal: 'ownTerminal' },
  'call:rate': { terminal: 'ownTerminal' },
  'call:answerAdviser': { terminal: 'ownCall' },
  'call:answerColleague': { terminal: 'ownCall' },
  'call:leave': { terminal: 'ownCall' },
  'remoteAction:report': { terminal: 'ownTerminal' },
  'selfTest:report': { terminal: 'ownTerminal' },

  'status:choose': { expert: 'self' },
  'status:reportMicrophoneFailure': { expert: 'self' },
  'offer:pick': { expert: 'agency' },
  'offer:accept': { expert: 'ownCall' },
  'offer:decline': { expert: 'ownCall' },
  'call:park': { expert: 'ownCall' },
  'call:hold': { expert: 'ownCall' },
  'call:resume': { expert: 'ownCall' },
  'call:transfer': { expert: 'ownCall' },
  'call:end': { expert: 'ownCall' },
  'call:sendToAdviser': { expert: 'ownCall' },
  'wrapUp:extend': { expert: 'ownCall' },
  'wrapUp:save': { expert: 'ownCall' },
  'wrapUp:complete': { expert: 'ownCall' },
  'consultation:start': { expert: 'ownCall' },
  'consultation:bringIn': { expert: 'ownCall' },
  'consultation:takeOut': { expert: 'ownCall' },
  'consultation:handOver': { expert: 'ownCall' },
  'consultation:end': { expert: 'ownCall' },
  'note:share': { expert: 'ownCall' },
  'chat:send': { adviser: 'ownCall', expert: 'ownCall' },
  'message:send': { adviser: 'point', expert: 'ownCall' },

  'adviser:setUpCall': { adviser: 'point' },
  'adviser:removeFromQueue': { adviser: 'point' },
  'adviser:removeEntries': { adviser: 'point' },
  'adviser:liftEntryLimit': { adviser: 'point' },
  'adviser:answerNumber': { adviser: 'point' },
  'adviser:moveNumber': { adviser: 'point' },
  'adviser:numberSlots': { adviser: 'point' },
  'adviser:issuePin': { adviser: 'point' },
  'adviser:cancelVisiting': { adviser: 'point' },
  'adviser:moveVisiting': { adviser: 'point' },
  'adviser:visitingTimes': { adviser: 'point' },
  'call:join': { adviser: 'point' },
  'call:leaveAsThirdParty': { adviser: 'ownCall' },
  'point:close': { adviser: 'point' },
  'point:reopen': { adviser: 'point' },
  'help:answer': { adviser: 'point' },
  'help:close': { adviser: 'point' },
  'connection:history': { adviser: 'point' },
  'alert:done': { adviser: 'point' },
  'remoteAction:run': { adviser: 'point' },
  'selfTest:history': { adviser: 'point' },
  'practice:setFaults': { adviser: 'point' },

  'queue:assign': { supervisor: 'agency' },
  'queue:setPriority': { supervisor: 'agency' },
  'queue:move': { supervisor: 'agency' },
  'queue:close': { supervisor: 'agency' },
  'queue:reopen': { supervisor: 'agency' },
  'call:listen': { supervisor: 'agency' },
  'call:stopListening': { supervisor: 'ownCall' },

  'media:capabilities': everyCallRole('self'),
  'media:open': everyCallRole('ownCall'),
  'media:connectTransport': everyCallRole('self'),
  'media:produce': everyCallRole('self'),
  'media:setMuted': { terminal: 'ownCall', expert: 'ownCall', adviser: 'ownCall' },
  'media:setReceiveQuality': everyCallRole('self'),
  'media:consumerReady': everyCallRole('self'),
  'media:sync': everyCallRole('self'),
  'media:restartIce': everyCallRole('self'),
  'media:requestKeyFrames': everyCallRole('self'),
  'call:confirmConnected': { terminal: 'ownCall', expert: 'ownCall' },
  'connection:report': everyCallRole('self'),
  'connection:ping': everyRole,
  'selfTest:open': everyCallRole('self'),

  'GET /healthz': anybody,
  'GET /readyz': anybody,
  'GET /metrics': anybody,
  'GET /api/protocol/schema.json': anybody,
  'GET /api/catalogue': anybody,
  'GET /api/languages': anybody,
  'GET /api/texts/:language/:namespace': anybody,
  'GET /api/session': anybody,
  'GET /api/wall': { supervisor: 'agency' },
  'GET /api/self-test/bytes': everyRole,
  'POST /api/self-test/bytes': everyRole,
  'POST /api/sign-in': anybody,
  'POST /api/sign-out': anybody,
  'GET /api/demo/people': anybody,
  'POST /api/demo/sign-in': anybody,
  'POST /api/demo/stage': anybody,
  'POST /api/demo/past-calls': anybody,
} as const satisfies Table;

/** Who may make the request or use the route at all; null for anybody. */
export function allowedTo(name: RequestName | RouteName): readonly Role[] | null {
  const row: RouteRow = permissions[name];
  return row.anybody === undefined ? roles.filter((role) => row[role] !== undefined) : null;
}

/** How far the role's right reaches there; undefined where it has none. */
export const scopeOf = (name: RequestName | RouteName, role: Role | 'anybody'): ScopeName | undefined => (permissions[name] as RouteRow)[role];
