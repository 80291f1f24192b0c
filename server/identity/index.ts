export { cookieNameOf, tokenIn } from './cookie.ts';
export { createDismissal } from './dismissal.ts';
export { type Identity, createIdentity } from './service.ts';
export type { SignedIn } from './sessions.ts';
export { signInBrowser } from './signingIn.ts';
export { type EnrolledRow, readEnrolled, readTerminalCodes } from './store.ts';
export { type AddressOf, type WebSessions, createWebSessions } from './webSessions.ts';
