import type { Feature } from '#server/feature.ts';
import type { Presence } from './index.ts';

export const presenceFeature = ({ presence, leaseMs }: { readonly presence: Presence; readonly leaseMs: number }) =>
  ({
    start: presence.start,
    jobs: [{ name: 'presence', everyMs: leaseMs / 4, run: presence.tick }],
  }) satisfies Feature;
