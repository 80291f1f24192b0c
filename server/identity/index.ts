export { cookieNameOf } from './cookie.ts';
export { createDismissal } from './dismissal.ts';
export { signInBrowser } from './signingIn.ts';
export { type Identity, createIdentity } from './service.ts';
export type { SignedIn } from './sessions.ts';
export { type AddressOf, type WebSessions, createWebSessions } from './webSessions.ts';
