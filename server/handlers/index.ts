export { mediaHandlers } from '#server/calls/mediaHandlers.ts';
export { connectionHandlers } from '#server/connection/handlers.ts';
export { practiceHandlers } from '#server/practice/handlers.ts';
export { deskHandlers } from './desk.ts';
export { expertHandlers } from './expert.ts';
export { supervisorHandlers } from './supervisor.ts';
export { terminalHandlers } from './terminal.ts';
