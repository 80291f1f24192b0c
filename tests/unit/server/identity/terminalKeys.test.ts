import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proofText } from '#shared/identity/terminalKey.ts';
import { AppError } from '#server/errors.ts';
import { isProven, readPublicKey } from '#server/identity/terminalKeys.ts';

const pairOn = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const { privateKey, publicKey } = pairOn('P-256');
const spki = publicKey.export({ format: 'der', type: 'spki' });
const proofFor = (sid: string, key = privateKey): string =>
  sign('sha256', Buffer.from(proofText(sid)), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');

describe('[M10] the proof of a terminal’s key', () => {
  it('holds for the connection that it was made for, and for no other', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), fc.string({ minLength: 1, maxLength: 40 }), (sid, other) => {
        const proof = proofFor(sid);
        expect(isProven(spki, sid, proof)).toBe(true);
        expect(isProven(spki, other, proof)).toBe(other === sid);
      }),
      { numRuns: 50 },
    );
  });

  it('of another key is none, nor is any text', () => {
    expect(isProven(spki, 'a', proofFor('a', pairOn('P-256').privateKey))).toBe(false);
    fc.assert(fc.property(fc.base64String({ maxLength: 100 }), (text) => !isProven(spki, 'a', text)));
    expect(isProven(Buffer.from('no key'), 'a', proofFor('a'))).toBe(false);
  });

  it('is taken from keys on P-256 alone', () => {
    expect(readPublicKey(spki.toString('base64url'))).toEqual(spki);
    const others = [pairOn('P-384').publicKey, generateKeyPairSync('ed25519').publicKey, generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey];
    for (const key of others) expect(() => readPublicKey(key.export({ format: 'der', type: 'spki' }).toString('base64url'))).toThrow(AppError);
    expect(() => readPublicKey('AAAA')).toThrow(AppError);
  });
});
