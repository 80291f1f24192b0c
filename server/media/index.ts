export type { MediaNotice, MediaPort } from './port.ts';
export { createMedia, type MediaOptions, testLimit } from './service.ts';
