import type { Logger } from 'pino';
import { type Feature, done } from '#server/feature.ts';
import { cleanUpEveryMs } from '#server/platform/jobs.ts';
import { identityRoutes } from './routes.ts';

type Parts = Parameters<typeof identityRoutes>[0] & { readonly dismissEnded: () => Promise<void>; readonly logger: Logger };

/** Sessions that end without a word to this process, as by another program on the database, end here within two of these. */
const dismissEveryMs = 1_000;

export const identityFeature = ({ dismissEnded, logger, ...parts }: Parts) =>
  ({
    routes: identityRoutes(parts),
    handlers: {
      'session:list': async ({ role, id, connectionId }) => ({ sessions: await parts.identity.listOwn({ role, id }, connectionId) }),
      'session:end': ({ role, id }, { sessionId }) => done(parts.identity.endOwn({ role, id }, sessionId)),
    },
    // The register may have changed while no server ran.
    start: parts.identity.followRegister,
    onChange: (topic) => {
      if (topic !== 'sessions:ended') return;
      // Where it fails, the next round looks again.
      dismissEnded().catch((error: unknown) => logger.warn({ err: error }, 'ended sessions could not be looked for'));
    },
    jobs: [
      { name: 'sessions', everyMs: dismissEveryMs, run: dismissEnded },
      { name: 'register', everyMs: dismissEveryMs, run: parts.identity.followRegister },
      { name: 'identity', everyMs: cleanUpEveryMs, run: parts.identity.cleanUp },
    ],
  }) satisfies Feature;
