export type { Database, SqlValue, Transaction } from './database.ts';
export { type DatabaseOptions, openDatabase } from './open.ts';
export { watchDatabase } from './watchdog.ts';
export { backUpEmbedded, backUpServer, restoreEmbedded, restoreServer } from './backup.ts';
