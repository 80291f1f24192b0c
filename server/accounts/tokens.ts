import { createHash, randomBytes } from 'node:crypto';

/** What a browser carries in its cookie; of it only the hash is kept. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Tokens and codes are random, so a plain hash is enough to make a stolen table useless. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

// Crockford's base 32: no letters that are mistaken for digits when read aloud.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const recoveryCodeCount = 10;

/** Ten codes of fifty bits, as they are shown. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCodeCount }, () => {
    const letters = [...randomBytes(10)].map((byte) => alphabet[byte % alphabet.length]).join('');
    return `${letters.slice(0, 5)}-${letters.slice(5)}`;
  });

/** As people type it: without spaces and dashes, in any case, with O read as 0 and I, L as 1. */
export const hashOfRecoveryCode = (code: string): Buffer => hashOf(code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1'));
