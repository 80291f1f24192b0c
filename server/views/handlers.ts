import type { Handlers } from '#server/platform/gateway/port.ts';
import type { ViewPusher } from './viewPusher.ts';

/** Each page asks for its own view. */
export const viewHandlers = ({ views }: { readonly views: ViewPusher }) =>
  ({
    'terminal:sync': (session) => views.sync<'terminal'>(session),
    'expert:sync': (session) => views.sync<'expert'>(session),
    'adviser:sync': (session) => views.sync<'adviser'>(session),
    'supervisor:sync': (session) => views.sync<'supervisor'>(session),
    'administrator:sync': (session) => views.sync<'administrator'>(session),
  }) satisfies Partial<Handlers>;
