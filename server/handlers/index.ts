export { deskHandlers } from './desk.ts';
export { expertHandlers } from './expert.ts';
export { mediaHandlers } from './media.ts';
export { terminalHandlers } from './terminal.ts';
