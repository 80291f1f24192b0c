import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SecretsKeyError, createSecrets, keyOf, newKey } from '#server/secrets.ts';
import { secretsKeys } from '#server/secretsKey.ts';

const keyFrom = (byte: number) => Buffer.alloc(32, byte);
const secrets = createSecrets([keyFrom(1)]);

describe('[M12] a secret at rest', () => {
  it('is opened again, and is never written the same way twice', () => {
    const [first, second] = [secrets.seal('JBSWY3DP', 'account-1'), secrets.seal('JBSWY3DP', 'account-1')];
    expect([secrets.open(first, 'account-1'), secrets.open(second, 'account-1')]).toEqual(['JBSWY3DP', 'JBSWY3DP']);
    expect(first).not.toBe(second);
    expect(first).not.toContain('JBSWY3DP');
  });

  it('opens for nobody else, with no other key, and not if a bit of it is changed', () => {
    const sealed = secrets.seal('JBSWY3DP', 'account-1');
    const last = sealed.at(-1) === 'A' ? 'Q' : 'A';
    expect(() => secrets.open(sealed, 'account-2')).toThrow(SecretsKeyError);
    expect(() => createSecrets([keyFrom(2)]).open(sealed, 'account-1')).toThrow(SecretsKeyError);
    expect(() => secrets.open(`${sealed.slice(0, -1)}${last}`, 'account-1')).toThrow(SecretsKeyError);
    expect(() => secrets.open(`${sealed.slice(0, 14)}`, 'account-1')).toThrow(SecretsKeyError);
  });

  it('opens with a key of before, which seals no more', () => {
    const sealed = secrets.seal('JBSWY3DP', 'account-1');
    const changed = createSecrets([keyFrom(2), keyFrom(1)]);
    expect(changed.open(sealed, 'account-1')).toBe('JBSWY3DP');
    expect([changed.isCurrent(sealed), changed.isCurrent(changed.seal('x', 'y'))]).toEqual([false, true]);
  });

  it('that a release before kept as it was is read, and is not current', () => {
    expect(secrets.open('JBSWY3DP', 'account-1')).toBe('JBSWY3DP');
    expect(secrets.isCurrent('JBSWY3DP')).toBe(false);
  });
});

describe('[M12] the key', () => {
  it('is 32 bytes in base64 or hex', () => {
    expect(keyOf(newKey())).toHaveLength(32);
    expect(keyOf('ab'.repeat(32))?.[0]).toBe(0xab);
    expect([keyOf('short'), keyOf(''), keyOf('ab'.repeat(31))]).toEqual([null, null, null]);
  });

  it('is the settings’; without one it is made once, for the owner alone, and kept', async () => {
    const dataDir = path.join(await mkdtemp(path.join(tmpdir(), 'distans-key-')), 'data');
    expect(await secretsKeys({ given: [keyFrom(3)], dataDir })).toEqual([keyFrom(3)]);
    const [made, again] = await Promise.all([secretsKeys({ given: [], dataDir }), secretsKeys({ given: [], dataDir })]);
    expect(made[0]).toHaveLength(32);
    expect(again[0].equals(made[0])).toBe(true);
    const file = path.join(dataDir, 'secrets.key');
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(keyOf((await readFile(file, 'utf8')).trim())?.equals(made[0])).toBe(true);
    await writeFile(file, 'spoilt');
    await expect(secretsKeys({ given: [], dataDir })).rejects.toThrow('holds no key');
  });
});
