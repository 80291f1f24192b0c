import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Privacy } from './service.ts';

export const privacyHandlers = ({ privacy }: { readonly privacy: Privacy }) =>
  ({
    'privacy:stored': async ({ scope }) => ({ classes: await privacy.stored(scope) }),
    'privacy:limits': async () => privacy.limits(),
  }) satisfies Partial<Handlers>;
