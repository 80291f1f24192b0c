import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { RelyingParty } from './context.ts';
import type { PasskeyRow } from './store.ts';

const knownTransports = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;

type NewPasskey = Pick<PasskeyRow, 'id' | 'publicKey' | 'counter' | 'transports'>;
/** What the browser gives back; the library checks its form. */
export type Answer = { readonly id: string; readonly [field: string]: unknown };

type Person = { readonly accountId: string; readonly userName: string; readonly displayName: string };

/** What a browser makes a passkey by. It is kept where the person can sign in with it alone, and asks for finger, face or PIN. */
export const creationOptions = (party: RelyingParty, { accountId, userName, displayName }: Person, known: readonly PasskeyRow[]) =>
  generateRegistrationOptions({
    rpName: 'Distans',
    rpID: party.id,
    userID: new TextEncoder().encode(accountId),
    userName,
    userDisplayName: displayName,
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });

/** What a browser proves a passkey by: one of those that are known, or whichever the person has here. */
export const requestOptions = (party: RelyingParty, known: readonly PasskeyRow[]) =>
  generateAuthenticationOptions({
    rpID: party.id,
    allowCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    userVerification: 'required',
  });

const expectedOf = (party: RelyingParty, challenge: string) => ({
  expectedChallenge: challenge,
  expectedOrigin: [...party.origins],
  expectedRPID: party.id,
  requireUserVerification: true,
});

/** The passkey that was made; null where the answer is not to this challenge, on this page, by its person. */
export async function madePasskey(party: RelyingParty, challenge: string, answer: Answer): Promise<NewPasskey | null> {
  // The library checks every field; what it cannot read it throws at.
  const response = answer as unknown as RegistrationResponseJSON;
  const result = await verifyRegistrationResponse({ response, ...expectedOf(party, challenge) }).catch(() => null);
  if (result?.verified !== true) return null;
  const { id, publicKey, counter, transports = [] } = result.registrationInfo.credential;
  return { id, publicKey: Buffer.from(publicKey), counter, transports: knownTransports.filter((one) => transports.includes(one)) };
}

/** The passkey's new counter; null where the answer is not to this challenge, on this page, by its person. */
export async function provenCounter(party: RelyingParty, challenge: string, answer: Answer, passkey: PasskeyRow): Promise<number | null> {
  const response = answer as unknown as AuthenticationResponseJSON;
  const credential = {
    id: passkey.id,
    publicKey: new Uint8Array(passkey.publicKey),
    counter: passkey.counter,
    transports: [...passkey.transports],
  };
  const result = await verifyAuthenticationResponse({ response, credential, ...expectedOf(party, challenge) }).catch(() => null);
  return result?.verified === true ? result.authenticationInfo.newCounter : null;
}
