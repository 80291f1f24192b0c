export { type HelpRow, type TerminalReport, countFreeTerminals, readHelp, readLastSelfTests, readReports } from './store.ts';
export { createTerminals, type Terminals } from './service.ts';
