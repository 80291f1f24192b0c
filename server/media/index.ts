export type { MediaNotice, MediaPort } from './port.ts';
export { createMedia } from './service.ts';
export { testLimit } from './testSessions.ts';
