import { type Feature, done } from '#server/feature.ts';
import type { Terminals } from './index.ts';

export const terminalsFeature = ({ terminals }: { readonly terminals: Terminals }) =>
  ({
    handlers: { 'terminal:report': ({ id }, report) => done(terminals.report(id, report)) },
    onPresence: terminals.reactToPresence,
  }) satisfies Feature;
