import express from 'express';
import type { SupervisorId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Database } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import type { Hours } from '#server/hours/index.ts';
import type { WebSessions } from '#server/identity/index.ts';
import { limitEach } from '#server/limits.ts';
import { readSupervisorView } from '#server/views/index.ts';
import { wallOf } from './wall.rules.ts';

/** Reads by one address within the time: a dozen boards that ask every few seconds, and some more. */
const wallLimit = { points: 600, duration: 60 };

type Parts = { readonly catalogue: CatalogueReader; readonly hours: Hours; readonly database: Database; readonly webSessions: WebSessions };

/**
 * The wallboard reads by HTTP: a second page on the socket would take the place of the supervisor's own desk, and what never reaches the board
 * cannot be read off it.
 */
export function wallRoutes({ database, catalogue, hours, webSessions }: Parts): express.Router {
  const router = express.Router();
  const limitWall = limitEach(wallLimit);
  router.get('/wall', async (request, response) => {
    const supervisor = (await webSessions.known(request)).find(({ role }) => role === 'supervisor');
    if (supervisor === undefined) throw new AppError('notSignedIn');
    await limitWall(webSessions.addressOf(request));
    const view = await database.transaction((tx) => readSupervisorView(tx, catalogue, hours, supervisor.id as SupervisorId));
    response.setHeader('Cache-Control', 'no-store');
    response.json(wallOf(view, catalogue.all));
  });
  return router;
}
