import express, { type Request } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { limitEach, limitGuesses } from '#server/limits.ts';
import { parse } from '#server/parse.ts';
import { keepProvider, keepStep, originOf, stepTokenOf, takeProvider } from './browser.ts';
import { redirectPathOf } from './mapping.ts';
import { type SignInParts, addressLimit, createProceed } from './routes.ts';

const logoutSchema = z.looseObject({ logout_token: z.string().min(1).max(16_000) });

type Parts = SignInParts & { readonly logger: Logger };

/** What the provider sends people back by, and what it says by itself. Whatever is wrong with that is answered alike, and written in the log. */
export function providerRoutes(parts: Parts): express.Router {
  const { accounts, providers, webSessions, publicOrigins, logger } = parts;
  const router = express.Router();
  const limitBegun = limitEach(addressLimit);
  const limitTokens = limitGuesses(addressLimit);
  const proceed = createProceed(parts);
  const backTo = (request: Request, provider: string): string => `${originOf(request, publicOrigins)}${redirectPathOf(provider)}`;

  router.get('/sign-in/provider/:provider', async (request, response) => {
    const { provider } = request.params;
    providers.demand(provider);
    await limitBegun(webSessions.addressOf(request));
    try {
      const { address, ...pending } = await providers.begin(provider, backTo(request, provider));
      keepStep(request, response, await accounts.keepPending(stepTokenOf(request), provider, pending));
      response.redirect(address);
    } catch (error) {
      logger.warn({ err: error, provider }, 'the provider cannot be reached');
      response.redirect('/?provider=away');
    }
  });

  router.get('/sign-in/provider/:provider/callback', async (request, response) => {
    const { provider } = request.params;
    providers.demand(provider);
    try {
      const progress = await limitTokens(webSessions.addressOf(request), async () => {
        const pending = await accounts.takePending(stepTokenOf(request), provider);
        const query = request.originalUrl.slice(request.originalUrl.indexOf('?'));
        const arrived = await providers.arrive(provider, new URL(query, backTo(request, provider)), pending);
        keepProvider(request, response, provider, arrived.idToken);
        return accounts.withProvider(provider, arrived);
      });
      const step = await proceed(request, response, progress);
      response.redirect(step.next === 'signedIn' ? `/${step.subject.role}` : step.next === 'noRole' ? '/?provider=noRole' : '/');
    } catch (error) {
      keepStep(request, response, null);
      logger.warn({ err: error, provider }, 'a sign-in by the provider was refused');
      await accounts.noteProviderRefusal(provider);
      response.redirect('/?provider=refused');
    }
  });

  // OpenID Connect Back-Channel Logout 1.0, 2.8: 200 when done, 400 for whatever is wrong.
  router.post('/sign-in/provider/:provider/logout', express.urlencoded({ extended: false, limit: '32kb' }), async (request, response) => {
    const { provider } = request.params;
    providers.demand(provider);
    await limitTokens(webSessions.addressOf(request), async () => {
      try {
        const token = await providers.readLogoutToken(provider, parse(logoutSchema, request.body).logout_token);
        await accounts.signedOutAtProvider(provider, token);
      } catch (cause) {
        logger.warn({ err: cause, provider }, 'a logout token was refused');
        await accounts.noteProviderRefusal(provider);
        throw new AppError('invalidPayload', undefined, { cause });
      }
    });
    response.json({});
  });

  router.post('/sign-in/provider-sign-out', async (request, response) => {
    const kept = takeProvider(request, response);
    if (kept === null) return void response.json({ address: null });
    const back = `${originOf(request, publicOrigins)}/`;
    const address = await providers.signOutAddress(kept.provider, kept.idToken, back).catch((error: unknown) => {
      logger.warn({ err: error, provider: kept.provider }, 'the provider cannot be told of a sign-out');
      return null;
    });
    response.json({ address });
  });
  return router;
}
