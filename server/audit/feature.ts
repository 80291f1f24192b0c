import type { Feature } from '#server/feature.ts';
import { cleanUpEveryMs } from '#server/platform/jobs.ts';
import { auditHandlers } from './handlers.ts';
import { auditRoutes } from './routes.ts';
import { reactToCall } from './service.ts';

/** A row that was committed has its place within a second. */
const sealEveryMs = 500;
const tellEveryMs = 3_600_000;

export const auditFeature = (parts: Parameters<typeof auditRoutes>[0]) =>
  ({
    handlers: auditHandlers(parts),
    routes: auditRoutes(parts),
    onCallEvent: reactToCall,
    jobs: [
      { name: 'audit', everyMs: sealEveryMs, run: parts.audit.seal },
      { name: 'auditHead', everyMs: tellEveryMs, run: parts.audit.tellHead },
      { name: 'auditRetention', everyMs: cleanUpEveryMs, run: parts.audit.eraseBefore },
    ],
  }) satisfies Feature;
