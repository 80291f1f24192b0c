export { importDemo } from './import.ts';
export { type Adviser, ownTerminalGuard } from './ownTerminal.ts';
export { CatalogueReader, type TerminalLocation } from './reader.ts';
export { orderRecords } from './orderStore.ts';
export { deleteRecord, lockCatalogue, readRecords, writeRecord } from './recordStore.ts';
export {
  type StaffRow,
  endStaffMember,
  hasAdministrator,
  insertTerminal,
  moveTerminal,
  putStaffMember,
  raiseVersion,
  readStaffValidity,
  readVersion,
  renameTerminal,
  resumeStaffMember,
} from './store.ts';
