import type { Feature } from '#server/feature.ts';
import { expertHandlers } from './handlers.ts';
import type { Experts } from './index.ts';

const dueEveryMs = 250;

export const expertsFeature = ({ experts }: { readonly experts: Experts }) =>
  ({
    handlers: expertHandlers({ experts }),
    onCallEvent: experts.reactToCall,
    onPresence: experts.reactToPresence,
    jobs: [{ name: 'experts', everyMs: dueEveryMs, run: experts.runDue }],
  }) satisfies Feature;
