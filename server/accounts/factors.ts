import type { z } from 'zod';
import type { addFactorSchema } from '#shared/accounts/http.ts';
import { AppError } from '#server/errors.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import type { Secrets } from '#server/secrets.ts';
import type { RelyingParty } from './context.ts';
import { creationOptions, madePasskey } from './passkeys.ts';
import * as store from './store.ts';
import { newTotp, stepOfCode } from './totp.ts';

export type NewFactor = z.output<typeof addFactorSchema>['factor'];
/** What the server must remember until the factor is proven; the secret is encrypted. */
type Begun = { readonly totpSecret: string; readonly challenge: string };

type Person = { readonly accountId: string; readonly userName: string; readonly displayName: string };

/** What an authenticator app and a passkey begin with. */
export async function beginFactor(secrets: Secrets, tx: Transaction, party: RelyingParty, person: Person) {
  const totp = newTotp(person.userName);
  const passkey = await creationOptions(party, person, await store.readPasskeys(tx, person.accountId));
  return { options: { totp, passkey }, begun: { totpSecret: secrets.seal(totp.secret, person.accountId), challenge: passkey.challenge } satisfies Begun };
}

type Adding = { readonly accountId: string; readonly begun: Begun; readonly factor: NewFactor };

/** Takes the factor that was begun if it is proven. Errors: badCredentials. */
export async function addFactor(secrets: Secrets, tx: Transaction, party: RelyingParty, { accountId, begun, factor }: Adding): Promise<void> {
  if (factor.kind === 'totp') {
    const secret = secrets.open(begun.totpSecret, accountId);
    const step = stepOfCode(secret, factor.code, tx.now, null);
    if (step === null) throw new AppError('badCredentials');
    await store.writeTotp(tx, accountId, secrets.seal(secret, accountId), step);
    return;
  }
  const made = await madePasskey(party, begun.challenge, factor.answer);
  const isNew = made !== null && (await store.insertPasskey(tx, { ...made, accountId, name: factor.name }));
  if (!isNew) throw new AppError('badCredentials');
}
