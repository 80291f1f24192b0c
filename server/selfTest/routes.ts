import { randomBytes } from 'node:crypto';
import express from 'express';
import { selfTestBytes } from '#shared/contract/http.ts';
import type { WebSessions } from '#server/identity/index.ts';
import { limitEach } from '#server/limits.ts';

/** Trials of the line that one address may make within the time. */
const selfTestLimit = { points: 60, duration: 600 };

/** How wide the line is: bytes that cannot be compressed, one way and the other. */
export function selfTestRoutes({ webSessions }: { readonly webSessions: WebSessions }): express.Router {
  const router = express.Router();
  const limitTest = limitEach(selfTestLimit);
  router.get('/self-test/bytes', async (request, response) => {
    await webSessions.demand(request);
    await limitTest(webSessions.addressOf(request));
    response.setHeader('Cache-Control', 'no-store');
    response.type('application/octet-stream').send(randomBytes(selfTestBytes.down));
  });
  router.post('/self-test/bytes', express.raw({ limit: selfTestBytes.up, type: 'application/octet-stream' }), async (request, response) => {
    await webSessions.demand(request);
    await limitTest(webSessions.addressOf(request));
    response.json({});
  });
  return router;
}
