export { type PresenceRow, handOver, lockPresence, readPresences, recall } from './store.ts';
export { type Coming, createPresence, type Presence, type PresenceReaction } from './service.ts';
