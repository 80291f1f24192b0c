import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import express from 'express';
import { auditFilterSchema } from '#shared/audit/contract.ts';
import type { Subject } from '#shared/contract/http.ts';
import type { Scope } from '#shared/permissions/scope.ts';
import { AppError } from '#server/errors.ts';
import { limitEach } from '#server/limits.ts';
import { parse } from '#server/parse.ts';
import { actAs } from './acting.ts';
import type { Audit } from './service.ts';

type Parts = {
  readonly audit: Audit;
  readonly webSessions: { readonly known: (request: IncomingMessage) => Promise<readonly Subject[]> };
  readonly catalogue: { readonly member: (id: string) => { readonly scope?: Scope | null | undefined } | undefined };
};

/** Who asks as an administrator, and what they look after. Errors: notSignedIn. */
async function demandAdministrator({ webSessions, catalogue }: Parts, request: IncomingMessage): Promise<{ readonly id: string; readonly scope: Scope }> {
  const id = (await webSessions.known(request)).find(({ role }) => role === 'administrator')?.id;
  const scope = id === undefined ? undefined : catalogue.member(id)?.scope;
  if (id === undefined || scope == null) throw new AppError('notSignedIn');
  return { id, scope };
}

/** Exports of one administrator within the time. */
export const exportLimit = { points: 10, duration: 60 };

/** The audit as JSON lines, by the same filters as on the page: more than a socket's reply may hold. */
export function auditRoutes(parts: Parts): express.Router {
  const { audit } = parts;
  const router = express.Router();
  const limit = limitEach(exportLimit);
  router.get('/administration/audit', async (request, response) => {
    const reader = await demandAdministrator(parts, request);
    const filter = parse(auditFilterSchema, request.query);
    await limit(reader.id);
    response.setHeader('Content-Type', 'application/jsonl; charset=utf-8');
    response.setHeader('Content-Disposition', 'attachment; filename="audit.jsonl"');
    response.setHeader('Cache-Control', 'no-store');
    await actAs({ role: 'administrator', id: reader.id, session: null }, () => pipeline(Readable.from(audit.exportLines(reader, filter)), response));
  });
  return router;
}
