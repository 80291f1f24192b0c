export { type PresenceRow, lockPresence, readPresences } from './store.ts';
export { type Coming, createPresence, type Presence, type PresenceReaction } from './service.ts';
