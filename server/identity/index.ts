export { cookieNameOf } from './cookie.ts';
export { createDismissal } from './dismissal.ts';
export { openInBrowser } from './openInBrowser.ts';
export { type Identity, createIdentity } from './service.ts';
export type { SignedIn } from './sessions.ts';
export { type AddressOf, type WebSessions, createWebSessions } from './webSessions.ts';
