export { importDemo, importDirectory } from './import.ts';
export { type Adviser, ownTerminalGuard } from './ownTerminal.ts';
export { CatalogueReader, type TerminalLocation } from './reader.ts';
export {
  type StaffMember,
  type StaffRow,
  hasAdministrator,
  importStaffMember,
  insertTerminal,
  moveTerminal,
  raiseVersion,
  readVersion,
  renameTerminal,
} from './store.ts';
