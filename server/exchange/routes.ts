import { fileURLToPath } from 'node:url';
import express, { type Request } from 'express';
import { importRequestSchema, largestDocumentBytes } from '#shared/exchange/http.ts';
import type { AdministratorId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { WebSessions } from '#server/identity/index.ts';
import { limitEach, oneByOne } from '#server/limits.ts';
import { parse } from '#server/parse.ts';
import type { Author } from './context.ts';
import type { Exchange } from './service.ts';

/** Of one address within the time: each reads or checks the whole catalogue. */
const exchangeLimit = { points: 30, duration: 60 };
/** The document's form, for those who write one. Made by `npm run docs`. */
const documentSchema = fileURLToPath(new URL('../../docs/protocol/catalogue.schema.json', import.meta.url));

type Parts = { readonly exchange: Exchange; readonly catalogue: CatalogueReader; readonly webSessions: WebSessions };

/** Documents are larger than what a socket takes, so they go by HTTP. */
export function exchangeRoutes({ exchange, catalogue, webSessions }: Parts): express.Router {
  const router = express.Router();
  const limit = limitEach(exchangeLimit);
  const inTurn = oneByOne();
  const json = express.json({ limit: largestDocumentBytes });
  const administratorOf = async (request: Request): Promise<Author> => {
    const subject = (await webSessions.known(request)).find(({ role }) => role === 'administrator');
    const member = subject === undefined ? undefined : catalogue.member(subject.id);
    if (member?.scope == null) throw new AppError('notSignedIn');
    return { id: member.id as AdministratorId, scope: member.scope };
  };
  router.get('/exchange/schema.json', (_request, response) => response.sendFile(documentSchema));
  router.get('/exchange/export', async (request, response) => {
    await limit(webSessions.addressOf(request));
    const document = await exchange.exportDocument(await administratorOf(request));
    response.setHeader('Content-Disposition', 'attachment; filename="catalogue.json"');
    response.type('json').send(`${JSON.stringify(document, null, 2)}\n`);
  });
  // Who asks is known before a large body is read.
  router.post(
    '/exchange/import',
    async (request, _response, next) => {
      await limit(webSessions.addressOf(request));
      await administratorOf(request);
      next();
    },
    json,
    async (request, response) => {
      const author = await administratorOf(request);
      const order = parse(importRequestSchema, request.body);
      response.json(await inTurn('import', () => exchange.importDocument(author, order)));
    },
  );
  return router;
}
