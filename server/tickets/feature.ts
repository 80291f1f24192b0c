import type { Feature } from '#server/feature.ts';
import { cleanUpEveryMs } from '#server/platform/jobs.ts';
import type { Tickets } from './index.ts';

export const ticketsFeature = ({ tickets }: { readonly tickets: Tickets }) =>
  ({
    jobs: [{ name: 'tickets', everyMs: cleanUpEveryMs, run: tickets.eraseDue }],
  }) satisfies Feature;
