export { type Actor, adviserAt, expertOn, expertWithCustomer, system } from './actor.ts';
export { type MediaSync, createMediaSync } from './mediaSync.ts';
export { readMutes, writeMute } from './muteStore.ts';
export { type Calls, type Reaction, createCalls, isEngaged } from './service.ts';
export { type Reach, countQueues, countWaiting, positionOf, readBookings, readHistory, readOffers, readWaiting } from './queueStore.ts';
export {
  lockCall,
  putDraft,
  putNote,
  readCall,
  readCallAtTerminal,
  readCallOfExpert,
  readCallsOfVisit,
  lockConsultationsOf,
  readConnectedOfAgency,
  readConsultationsOf,
  readDraft,
  readEvents,
  readLastArrival,
  readLastRoom,
  readNote,
  readOpenCallsAtPoints,
  readQueue,
  readRoom,
} from './store.ts';
