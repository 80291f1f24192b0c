import { Router } from 'express';
import type { WebSessions } from '#server/identity/index.ts';
import type { Feature } from '#server/feature.ts';
import { cleanUpEveryMs } from '#server/platform/jobs.ts';
import { accountHandlers } from './handlers.ts';
import type { MappingContext } from './mapping.ts';
import { ownAccountRoutes } from './ownRoutes.ts';
import { providerRoutes } from './providerRoutes.ts';
import { type SignInParts, signInRoutes } from './routes.ts';

type Parts = SignInParts & Omit<MappingContext, 'identity'> & { readonly identity: MappingContext['identity']; readonly webSessions: WebSessions };

export const accountsFeature = (parts: Parts) =>
  ({
    handlers: accountHandlers(parts),
    routes: Router().use(signInRoutes(parts)).use(providerRoutes(parts)).use(ownAccountRoutes(parts)),
    start: parts.accounts.sealSecrets,
    jobs: [{ name: 'accounts', everyMs: cleanUpEveryMs, run: parts.accounts.cleanUp }],
  }) satisfies Feature;
