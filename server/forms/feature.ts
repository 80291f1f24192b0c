import type { Feature } from '#server/feature.ts';
import { formHandlers } from './handlers.ts';
import type { Forms } from './index.ts';

export const formsFeature = ({ callForms }: { readonly callForms: Forms }) =>
  ({ handlers: formHandlers(callForms), onCallEvent: callForms.reactToCall }) satisfies Feature;
