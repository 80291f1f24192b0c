import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

export const canUsePasskeys = browserSupportsWebAuthn;

/** The person has turned away, or the device has no passkey for this page. */
export class PasskeyError extends Error {}

const orPasskeyError = (cause: unknown): never => {
  throw new PasskeyError('the passkey was not used', { cause });
};

/** Asks the device for a new passkey. What the server sends is what its library has made for this one. Errors: PasskeyError. */
export const makePasskey = (options: object): Promise<object> =>
  startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON }).catch(orPasskeyError);

/** Asks the device to prove one. Errors: PasskeyError. */
export const provePasskey = (options: object): Promise<object> =>
  startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON }).catch(orPasskeyError);
