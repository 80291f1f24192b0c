import type { EventPayload } from '#shared/contract/index.ts';
import type { Handlers, Session } from '#server/gateway/port.ts';
import type { View, ViewPusher } from './viewPusher.ts';

/** Each page asks for its own view. */
export const viewHandlers = ({ views }: { readonly views: ViewPusher }) =>
  ({
    'terminal:sync': (session) => viewOf(views, session, 'terminal:view'),
    'expert:sync': (session) => viewOf(views, session, 'expert:view'),
    'adviser:sync': (session) => viewOf(views, session, 'adviser:view'),
    'supervisor:sync': (session) => viewOf(views, session, 'supervisor:view'),
  }) satisfies Partial<Handlers>;

/** The session's own view; the name says which kind the caller expects. */
async function viewOf<N extends View['name']>(views: ViewPusher, session: Session, name: N): Promise<EventPayload<N>> {
  const view = await views.readView(session);
  if (view.name !== name) throw new Error(`a ${session.role} has no ${name}`);
  return view.payload as EventPayload<N>;
}
