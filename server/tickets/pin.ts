import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const hashBytes = 32;

const derive = (pin: string, salt: Buffer, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, hashBytes, { N: cost }, (error, key) => (error === null ? resolve(key) : reject(error)));
  });

/** Four digits, each as likely as any other. */
export const drawPin = (randomInt: (below: number) => number): string => String(randomInt(10_000)).padStart(4, '0');

/** How PINs are kept, so that what is kept tells nobody the PIN. */
export type PinHashing = {
  readonly hash: (pin: string) => Promise<string>;
  /** Whether the PIN is the one that was hashed. Where nothing was, the answer takes as long and is no. */
  readonly verify: (hash: string | null, pin: string) => Promise<boolean>;
};

/** scrypt with a salt a PIN; `cost` is its N. What is kept says with which cost it was made. */
export const scryptHashing = (cost: number): PinHashing => ({
  async hash(pin) {
    const salt = randomBytes(16);
    return [cost, salt.toString('base64url'), (await derive(pin, salt, cost)).toString('base64url')].join('.');
  },
  async verify(hash, pin) {
    const [own = String(cost), salt = '', key = ''] = hash?.split('.') ?? [];
    const derived = await derive(pin, Buffer.from(salt, 'base64url'), Number(own));
    const expected = Buffer.from(key, 'base64url');
    return expected.length === hashBytes && timingSafeEqual(derived, expected);
  },
});
