export { connectionHandlers } from './connection.ts';
export { deskHandlers } from './desk.ts';
export { expertHandlers } from './expert.ts';
export { mediaHandlers } from './media.ts';
export { practiceHandlers } from './practice.ts';
export { supervisorHandlers } from './supervisor.ts';
export { terminalHandlers } from './terminal.ts';
