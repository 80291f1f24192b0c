import type { OwnAccount, SetUpDone, SetUpOptions, SignInState, SignInStep, StaffRole } from '#shared/accounts/http.ts';
import { call } from './http.ts';

/** What a second factor is proven with. */
export type NewFactor = { readonly kind: 'totp'; readonly code: string } | { readonly kind: 'passkey'; readonly name: string; readonly answer: object };
type Credentials = { readonly userName: string; readonly password: string };

/** Signing in, step after step; which one the browser is at, the server knows by its cookie. Errors: RequestError. */
export const signInSteps = {
  state: () => call<SignInState>('/api/sign-in'),
  code: (code: string) => call<SignInStep>('/api/sign-in', { code }),
  password: (credentials: Credentials) => call<SignInStep>('/api/sign-in/password', credentials),
  totp: (code: string) => call<SignInStep>('/api/sign-in/totp', { code }),
  recoveryCode: (code: string) => call<SignInStep>('/api/sign-in/recovery-code', { code }),
  passkeyOptions: () => call<{ readonly options: object }>('/api/sign-in/passkey/options', {}),
  passkey: (answer: object) => call<SignInStep>('/api/sign-in/passkey', { answer }),
  role: (role: StaffRole, id: string) => call<SignInStep>('/api/sign-in/role', { role, id }),
  leave: () => call<Record<string, never>>('/api/sign-in/leave', {}),
  setUpOptions: (credentials: Credentials) => call<SetUpOptions>('/api/sign-in/set-up/options', credentials),
  setUp: (credentials: Credentials, factor: NewFactor) => call<SetUpDone>('/api/sign-in/set-up', { ...credentials, factor }),
  firstAdministrator: (token: string, displayName: string) => call<SignInStep>('/api/first-administrator', { token, displayName }),
};

/** Where the browser ends the session at the provider that the person came from; null for who came from none. */
export const providerSignOut = async (): Promise<string | null> =>
  (await call<{ readonly address: string | null }>('/api/sign-in/provider-sign-out', {})).address;

/** One's own account, at the desk of that role. Errors: RequestError. */
export const ownAccount = (role: StaffRole) => ({
  read: async () => (await call<OwnAccount>('/api/account', { role })).account,
  changePassword: (password: string, newPassword: string) => call<unknown>('/api/account/password', { role, password, newPassword }),
  options: (password: string) => call<SetUpOptions>('/api/account/options', { role, password }),
  addFactor: (factor: NewFactor) => call<unknown>('/api/account/factor', { role, factor }),
  removeFactor: (password: string, passkeyId: string | null) => call<unknown>('/api/account/factor/remove', { role, password, passkeyId }),
  renewRecoveryCodes: async (password: string) =>
    (await call<{ readonly recoveryCodes: readonly string[] }>('/api/account/recovery-codes', { role, password })).recoveryCodes,
});
