export { type Actor, adviserAt, expertOn, expertWithCustomer, system } from './actor.ts';
export { type MediaSync, createMediaSync } from './mediaSync.ts';
export { readMutes, writeMute } from './muteStore.ts';
export type { Reaction } from './context.ts';
export { isEngaged } from './presence.ts';
export { type Calls, createCalls } from './service.ts';
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
