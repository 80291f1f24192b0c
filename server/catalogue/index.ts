export { importDemo, importDirectory } from './import.ts';
export { type Adviser, ownTerminalGuard } from './ownTerminal.ts';
export { CatalogueReader, type TerminalPlace } from './reader.ts';
