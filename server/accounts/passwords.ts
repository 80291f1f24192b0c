import { hash, verify } from '@node-rs/argon2';
import commonPasswords from 'fxa-common-password-list';
import { atOnce } from '#server/limits.ts';

export type Passwords = {
  readonly hash: (password: string) => Promise<string>;
  /** Takes the same time where there is no hash: nobody learns whether the account exists. */
  readonly isRight: (known: string | null, password: string) => Promise<boolean>;
};

/** OWASP's least for argon2id; each try holds that much memory, so few run at once. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const triesAtOnce = 4;

/** argon2id, which is the library's default. */
export function argonPasswords(options: { readonly memoryCost: number; readonly timeCost: number; readonly parallelism: number } = cost): Passwords {
  const inTurn = atOnce(triesAtOnce);
  const hashed = (password: string): Promise<string> => inTurn(() => hash(password, options));
  const nobodys = hashed('nobody has this password');
  return {
    hash: hashed,
    async isRight(known, password) {
      const kept = known ?? (await nobodys);
      const isRight = await inTurn(() => verify(kept, password));
      return isRight && known !== null;
    },
  };
}

/** Whether strangers would try it early: it is on the list of common ones, repeats a few letters, or is made of the user name or the product's. */
export function isGuessable(password: string, userName: string): boolean {
  const folded = password.toLowerCase();
  const rest = folded.replaceAll(userName, '').replaceAll('distans', '');
  return commonPasswords.test(folded) || commonPasswords.test(folded.replace(/\d+$/, '')) || new Set(folded).size < 5 || rest.length < 6;
}
