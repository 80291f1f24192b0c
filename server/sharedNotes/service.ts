import { z } from 'zod';
import { expertOf, isInCall } from '#shared/call/lifecycle.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import { type CallId, type ExpertId, type TerminalId, type VisitId, agencyIdSchema, callIdSchema } from '#shared/ids.ts';
import { lockCall } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { demandSame } from '#server/visits/index.ts';
import * as store from './store.ts';

const noteSchema = z.object({
  noteId: z.uuid(),
  callId: callIdSchema,
  fromAgencyId: agencyIdSchema,
  toAgencyId: agencyIdSchema,
  note: z.string(),
  state: z.enum(['asked', 'agreed', 'refused']),
});
/** What one agency wants another to know about the visit; read by the other only when the customer has agreed. */
export type SharedNote = z.output<typeof noteSchema>;

/** All notes between agencies of the visit, oldest first. */
export const readSharedNotes = (tx: Transaction, visitId: VisitId): Promise<SharedNote[]> => store.readOfVisit(tx, noteSchema, visitId);

export type SharedNotes = ReturnType<typeof createSharedNotes>;

type Parts = { readonly database: Database; readonly catalogue: CatalogueReader; readonly changes: Changes; readonly retentionMs: number };

/** The story is told once: an expert writes it down for the next agency, and the customer decides on the screen whether it goes there. */
export function createSharedNotes({ database, catalogue, changes, retentionMs }: Parts) {
  const announce = (tx: Transaction, terminalId: TerminalId, agencies: readonly string[]) =>
    tx.afterCommit(() => changes.announce([`terminal:${terminalId}`, ...agencies.map((id) => `agency:${id}` as const)]));
  return {
    /** Asks the customer. The same noteId again changes nothing. Errors: notFound, callEnded, sameIdOtherContent. */
    share: (expertId: ExpertId, { callId, noteId, toAgencyId, note }: RequestParsed<'note:share'>): Promise<void> =>
      database.transaction(async (tx) => {
        const call = (await lockCall(tx, callId))?.call;
        if (call === undefined || expertOf(call) !== expertId) throw new AppError('notFound');
        if (!isInCall(call)) throw new AppError('callEnded');
        if (!catalogue.servesAt(toAgencyId, call.pointId)) throw new AppError('notFound');
        if (toAgencyId === call.agencyId) throw new AppError('invalidPayload', { places: 'toAgencyId' });
        if ((await store.insert(tx, { noteId, callId, fromAgencyId: call.agencyId, toAgencyId, note }, call.visitId)) === 0) {
          const earlier = (await readSharedNotes(tx, call.visitId)).find((one) => one.noteId === noteId);
          return demandSame(earlier?.callId === callId && earlier.toAgencyId === toAgencyId && earlier.note === note);
        }
        announce(tx, call.terminalId, [call.agencyId]);
      }),

    /** The customer's word. A decision once made is kept. Errors: notFound. */
    decide: (terminalId: TerminalId, noteId: string, isAgreed: boolean): Promise<void> =>
      database.transaction(async (tx) => {
        const agencies = await store.decide(tx, terminalId, noteId, isAgreed);
        if (agencies === null) throw new AppError('notFound');
        announce(tx, terminalId, [agencies.from, agencies.to]);
      }),

    /** Erases what has served its time: notes of visits that have been closed for long enough, and those that were refused. */
    eraseDue: (): Promise<number> => database.transaction((tx) => store.erase(tx, retentionMs)),
  };
}

/** What the agency of a call may read of what others wrote in the same visit. */
export const readableBy = (notes: readonly SharedNote[], agencyId: string, callId: CallId): SharedNote[] =>
  notes.filter((note) => note.callId !== callId && note.toAgencyId === agencyId && note.state === 'agreed');
