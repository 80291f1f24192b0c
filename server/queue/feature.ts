import type { Feature } from '#server/feature.ts';
import { queueHandlers } from './handlers.ts';

const closeEveryMs = 1_000;

export const queueFeature = (parts: Parameters<typeof queueHandlers>[0]) =>
  ({
    handlers: queueHandlers(parts),
    jobs: [{ name: 'closing', everyMs: closeEveryMs, run: parts.queues.runClosing }],
  }) satisfies Feature;
