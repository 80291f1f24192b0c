import { randomBytes } from 'node:crypto';
import type { Subject } from '#shared/contract/http.ts';
import { type Instant, after } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { type IdentityContext, exists } from './context.ts';
import * as store from './store.ts';

const accessCodeMs = 24 * 3_600_000;
/** A terminal's code is shown at a desk to whoever stands at the terminal. */
const terminalCodeMs = 15 * 60_000;
// Crockford's base 32: no letters that are mistaken for digits when read aloud.
const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Codes are compared as people type them: without spaces and dashes, in any case, with O read as 0 and I, L as 1. */
const normalised = (code: string): string => code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

const drawCode = (length: number): string => [...randomBytes(length)].map((byte) => codeAlphabet[byte % codeAlphabet.length]).join('');

/** Makes a one-time code, good for a day, by which a terminal is enrolled or a person signs in. Errors: notFound. */
export async function makeAccessCode(context: IdentityContext, subject: Subject): Promise<string> {
  if (!exists(context, subject)) throw new AppError('notFound');
  const code = drawCode(12);
  await context.database.transaction((tx) => store.insertAccessCode(tx, code, subject, accessCodeMs));
  return code.replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3');
}

/** Makes the one code by which a terminal can be enrolled now, short enough to be typed at its screen and good for a quarter of an hour. Errors: notFound. */
export async function makeTerminalCodeIn(context: IdentityContext, tx: Transaction, terminalId: string): Promise<{ code: string; expiresAt: Instant }> {
  const subject: Subject = { role: 'terminal', id: terminalId };
  if (!exists(context, subject)) throw new AppError('notFound');
  const code = drawCode(8);
  await store.deleteCodesOf(tx, subject);
  await store.insertAccessCode(tx, code, subject, terminalCodeMs);
  return { code: code.replace(/(.{4})(.{4})/, '$1-$2'), expiresAt: after(tx.now, terminalCodeMs) };
}

/** Errors: badAccessCode. */
export async function redeemAccessCode(context: IdentityContext, code: string, kind: store.CodeKind = 'person'): Promise<Subject> {
  const subject = await context.database.transaction((tx) => store.redeemAccessCode(tx, normalised(code), kind));
  if (subject !== null && exists(context, subject)) return subject;
  await context.database.transaction((tx) => context.auditRefusal(tx, { method: kind === 'terminal' ? 'enrolment' : 'accessCode', reason: 'wrong' }));
  throw new AppError('badAccessCode');
}
