import { randomBytes } from 'node:crypto';
import type { Subject } from '#shared/contract/http.ts';
import { AppError } from '#server/errors.ts';
import { type IdentityContext, exists } from './context.ts';
import * as store from './store.ts';

const accessCodeMs = 24 * 3_600_000;
// Crockford's base 32: no letters that are mistaken for digits when read aloud.
const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Codes are compared as people type them: without spaces and dashes, in any case, with O read as 0 and I, L as 1. */
const normalised = (code: string): string => code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/** Makes a one-time code, good for a day, by which a terminal is enrolled or a person signs in. Errors: notFound. */
export async function makeAccessCode(context: IdentityContext, subject: Subject): Promise<string> {
  if (!exists(context, subject)) throw new AppError('notFound');
  const letters = [...randomBytes(12)].map((byte) => codeAlphabet[byte % codeAlphabet.length]);
  const code = letters.join('');
  await context.database.transaction((tx) => store.insertAccessCode(tx, code, subject, accessCodeMs));
  return code.replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3');
}

/** Errors: badAccessCode. */
export async function redeemAccessCode(context: IdentityContext, code: string): Promise<Subject> {
  const subject = await context.database.transaction((tx) => store.redeemAccessCode(tx, normalised(code)));
  if (subject === null || !exists(context, subject)) throw new AppError('badAccessCode');
  return subject;
}
