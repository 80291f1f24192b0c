import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** AES-256's key, GCM's recommended nonce (NIST SP 800-38D, 8.2) and its full tag; in bytes. */
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const version = 'v1';

/** What is kept in the database so that whoever reads the database alone cannot use it. */
export type Secrets = {
  /** `of`: what the secret belongs to; it opens nowhere else. */
  readonly seal: (secret: string, of: string) => string;
  /** Errors: SecretsKeyError. What an earlier release has kept as it was is returned as it is. */
  readonly open: (sealed: string, of: string) => string;
  /** Whether it is sealed with the key that is in use now. */
  readonly isCurrent: (sealed: string) => boolean;
};

/** A secret cannot be read with the keys that there are. */
export class SecretsKeyError extends Error {
  constructor() {
    super(
      'Secrets in the database were encrypted with another key than SECRETS_KEY (embedded database: secrets.key in DATA_DIR). Give that key again, docs/sign-in.md says how. If it is lost: node server/admin.ts forget-totp',
    );
  }
}

/** The key in base64 or hex; null for what is no key of 32 bytes. */
export function keyOf(text: string): Buffer | null {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  return key.length === keyBytes ? key : null;
}

export const newKey = (): string => randomBytes(keyBytes).toString('base64');

const nameOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

/** AES-256-GCM. The first key seals, every one opens: so that a key can be changed. */
export function createSecrets(keys: readonly [Buffer, ...Buffer[]]): Secrets {
  const [current] = keys;
  const named = new Map(keys.map((key) => [nameOf(key), key]));
  const prefix = `${version}:${nameOf(current)}:`;
  return {
    seal(secret, of) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', current, nonce).setAAD(Buffer.from(of));
      const sealed = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${prefix}${sealed.toString('base64url')}`;
    },
    open(sealed, of) {
      if (!sealed.startsWith(`${version}:`)) return sealed;
      const [, name = '', content = ''] = sealed.split(':');
      const key = named.get(name);
      const bytes = Buffer.from(content, 'base64url');
      if (key === undefined || bytes.length < nonceBytes + tagBytes) throw new SecretsKeyError();
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes)).setAAD(Buffer.from(of)).setAuthTag(bytes.subarray(-tagBytes));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw Object.assign(new SecretsKeyError(), { cause });
      }
    },
    isCurrent: (sealed) => sealed.startsWith(prefix),
  };
}
