import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Experts } from './index.ts';

export const expertHandlers = ({ experts }: { readonly experts: Experts }) =>
  ({
    'status:choose': ({ id }, choice) => done(experts.choose(id, choice)),
    'status:reportMicrophoneFailure': ({ id }) => done(experts.change(id, 'microphoneFailed')),
  }) satisfies Partial<Handlers>;
