import type { Feature } from '#server/feature.ts';
import { consultationHandlers } from './handlers.ts';
import type { Consultations } from './index.ts';

export const consultationsFeature = ({ consultations }: { readonly consultations: Consultations }) =>
  ({
    handlers: consultationHandlers({ consultations }),
    onCallEvent: consultations.reactToCall,
  }) satisfies Feature;
