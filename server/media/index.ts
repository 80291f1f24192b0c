export type { MediaNotice, MediaPort } from './port.ts';
export { createMedia, type MediaOptions } from './service.ts';
