export { type Actor, adviserAt, customerAt, expertOn, expertWithCustomer, supervisorOf, system } from './actor.ts';
export { type MediaSync, createMediaSync } from './mediaSync.ts';
export { keepMutes, readMutes } from './muteStore.ts';
export type { Reaction } from './context.ts';
export { isEngaged } from './presence.ts';
export { eraseCalls, stripCalls } from './retentionStore.ts';
export { type Calls, createCalls } from './service.ts';
export {
  callRow,
  eraseDueNotes,
  hasCallStarted,
  lockCall,
  putNote,
  readCall,
  readCallAtTerminal,
  readCallOfExpert,
  readCallsOfVisit,
  lockConsultationsOf,
  readConnectedOfAgency,
  readConsultationsOf,
  readDraft,
  readEarlierNote,
  readEvents,
  readLastArrival,
  readLastRoom,
  readNote,
  readOpenCallsAtPoints,
  readQueue,
  readRoom,
} from './store.ts';
