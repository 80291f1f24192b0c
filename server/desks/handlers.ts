import type { EventPayload } from '#shared/contract/index.ts';
import type { Session, ViewPusher } from '#server/gateway/index.ts';

/** The session's own view; the name says which kind the caller expects. */
export async function viewOf<N extends 'terminal:view' | 'expert:view' | 'adviser:view' | 'supervisor:view'>(
  views: ViewPusher,
  session: Session,
  name: N,
): Promise<EventPayload<N>> {
  const view = await views.readView(session);
  if (view.name !== name) throw new Error(`a ${session.role} has no ${name}`);
  return view.payload as EventPayload<N>;
}
