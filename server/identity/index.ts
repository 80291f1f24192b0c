export { cookieNameOf } from './cookie.ts';
export { createDismissal } from './dismissal.ts';
export { type Identity, type SignedIn, createIdentity } from './service.ts';
export { type AddressOf, type WebSessions, createWebSessions } from './webSessions.ts';
