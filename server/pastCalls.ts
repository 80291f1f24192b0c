import express, { type Router } from 'express';
import { z } from 'zod';
import type { CallCommand } from '#shared/call/commands.ts';
import { outcomeCodes } from '#shared/call/lifecycle.ts';
import { ratingSchema } from '#shared/contract/rating.ts';
import { agencyIdSchema, callIdSchema, expertIdSchema, serviceIdSchema, terminalIdSchema } from '#shared/ids.ts';
import { type Instant, instantSchema } from '#shared/instant.ts';
import { languageSchema } from '#shared/language.ts';
import { readCallOfExpert, system } from '#server/calls/index.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import { type EnginePorts, type EngineSettings, createEngine } from '#server/engine.ts';
import { AppError } from '#server/errors.ts';
import { parse } from '#server/parse.ts';
import { readOpenVisit } from '#server/visits/index.ts';

/** A visit with one call, and when each step of it was. */
export const pastCallSchema = z.strictObject({
  callId: callIdSchema,
  terminalId: terminalIdSchema,
  agencyId: agencyIdSchema,
  serviceId: serviceIdSchema,
  language: languageSchema,
  expertId: expertIdSchema,
  /** An expert who was asked first. */
  declinedBy: expertIdSchema.nullable(),
  queuedAt: instantSchema,
  acceptedAt: instantSchema,
  hold: z.strictObject({ from: instantSchema, to: instantSchema }).nullable(),
  endedAt: instantSchema,
  wrappedUpAt: instantSchema,
  outcomeCode: z.enum(outcomeCodes),
  rating: ratingSchema.nullable(),
});
export type PastCall = z.output<typeof pastCallSchema>;

export type PastOptions = { readonly ports: EnginePorts; readonly settings: EngineSettings };

/** The product's own engine inside a transaction that is open already, at the moment that the clock tells. It tells nobody. */
function engineInside(tx: Transaction, clock: () => Instant, { ports, settings }: PastOptions) {
  const database: Database = {
    ...ports.database,
    transaction: (work) =>
      work({
        now: clock(),
        rows: (schema, sql, values) => tx.rows(schema, sql, values),
        run: (sql, values) => tx.run(sql, values),
        afterCommit: (action) => tx.afterCommit(action),
      }),
  };
  return createEngine({ ...ports, database, mediaSync: { sync: () => Promise.resolve() } }, { ...settings, entriesAnHour: Number.MAX_SAFE_INTEGER });
}

/** What happened to the call from the first offer to the end of the conversation, and when. */
function conversationOf({ expertId, declinedBy, acceptedAt, hold, endedAt }: PastCall): readonly (readonly [Instant, CallCommand])[] {
  const offer = { type: 'offer', reason: 'longestIdle', note: null, choice: { setAside: [], turn: ['onlyCall'] } } as const;
  const offerNumber = declinedBy === null ? 1 : 2;
  return [
    ...(declinedBy === null
      ? []
      : ([
          [acceptedAt, { ...offer, expertId: declinedBy }],
          [acceptedAt, { type: 'decline', expertId: declinedBy, offerNumber: 1, reason: 'notMySkill' }],
        ] as const)),
    [acceptedAt, { ...offer, expertId }],
    [acceptedAt, { type: 'accept', expertId, offerNumber }],
    [acceptedAt, { type: 'confirmConnected' }],
    ...(hold === null
      ? []
      : ([
          [hold.from, { type: 'hold', expertId }],
          [hold.to, { type: 'resume', expertId }],
        ] as const)),
    [endedAt, { type: 'end', endedBy: 'expert', expertId }],
  ];
}

/**
 * Plays a call that is over, in one transaction, so that nobody meets it half done. A call that is known already stays as it is.
 * Errors: wrongState where it would mix with what goes on now or is not over yet; the refusals of each step.
 */
export const playPastCall = (past: PastCall, options: PastOptions): Promise<void> =>
  options.ports.database.transaction(async (tx) => {
    const { callId, terminalId, agencyId, serviceId, language, expertId, queuedAt, wrappedUpAt, outcomeCode, rating } = past;
    let now = queuedAt;
    const engine = engineInside(tx, () => now, options);
    if ((await engine.calls.read(callId)) !== null) return;
    const isFree = (await readOpenVisit(tx, terminalId)) === null && (await readCallOfExpert(tx, expertId)) === null;
    if (wrappedUpAt > tx.now || !isFree) throw new AppError('wrongState');

    await engine.visits.join({ callId, terminalId, agencyId, serviceId, language, note: '', setUpBy: null, next: [] });
    // Nobody is let in before those of the agency who wait now.
    if ((await engine.calls.read(callId))?.queuedAt !== queuedAt) throw new AppError('wrongState');
    for (const [at, command] of conversationOf(past)) {
      now = at;
      await engine.calls.command(callId, command, system);
    }
    if (rating !== null) await engine.ratings.rate(terminalId, callId, rating);
    await engine.visits.close(terminalId);
    now = wrappedUpAt;
    await engine.calls.command(callId, { type: 'completeWrapUp', expertId, outcomeCode, referral: null }, system);
  });

/** `POST /api/demo/past-calls`, for `npm run demo:load` alone: nothing like it exists outside demo mode. */
export function pastCallRoutes(options: PastOptions & { readonly onPlayed: () => void }): Router {
  const router = express.Router();
  router.post('/demo/past-calls', express.json({ limit: '16kb' }), async (request, response) => {
    if (!options.settings.isDemo) throw new AppError('notFound');
    await playPastCall(parse(pastCallSchema, request.body), options);
    options.onPlayed();
    response.json({});
  });
  return router;
}
