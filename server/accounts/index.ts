export { offerFirstAdministrator } from './firstAdministrator.ts';
export { type Passwords, argonPasswords } from './passwords.ts';
export { type Providers, createProviders } from './providers.ts';
export { forgetTotp } from './sealing.ts';
export { type Accounts, createAccounts } from './service.ts';
export { hasAccountAmong } from './store.ts';
