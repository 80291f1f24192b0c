import { type KeyObject, createPublicKey, verify } from 'node:crypto';
import { type TerminalKey, proofText } from '#shared/identity/terminalKey.ts';
import { appendAudit } from '#server/audit/index.ts';
import { AppError } from '#server/errors.ts';
import type { IdentityContext } from './context.ts';
import type { SignedIn } from './sessions.ts';
import * as store from './store.ts';

/** The key as it is kept. Errors: invalidPayload for anything but a key on P-256. */
export function readPublicKey(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (keyOf(bytes)?.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new AppError('invalidPayload', { places: 'publicKey' });
  return bytes;
}

function keyOf(bytes: Buffer): KeyObject | null {
  try {
    return createPublicKey({ key: bytes, format: 'der', type: 'spki' });
  } catch {
    // No key at all; the caller refuses it.
    return null;
  }
}

/** Whether the proof is this key's for that connection. */
export function isProven(publicKey: Buffer, sid: string, proof: string): boolean {
  const key = keyOf(publicKey);
  return key !== null && verify('sha256', Buffer.from(proofText(sid)), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(proof, 'base64url'));
}

/**
 * Lets a terminal's connection through if it proves the key of its session: the cookie alone opens nothing. A session from before there were keys
 * takes the first one that comes. Errors: notSignedIn.
 */
export async function demandProof(context: IdentityContext, { subject, hash, publicKey }: SignedIn, sid: string, key: TerminalKey | undefined): Promise<void> {
  if (subject.role !== 'terminal') return;
  if (publicKey === null) {
    if (key === undefined || !isProven(readPublicKey(key.publicKey), sid, key.proof)) return;
    await context.database.transaction((tx) => store.adoptKey(tx, hash, readPublicKey(key.publicKey)));
    return;
  }
  if (key !== undefined && isProven(publicKey, sid, key.proof)) return;
  await context.database.transaction((tx) =>
    appendAudit(tx, { actor: { kind: 'unknown' }, act: 'terminal.connected', object: { kind: 'terminal', id: subject.id }, outcome: 'refused' }),
  );
  throw new AppError('notSignedIn');
}
