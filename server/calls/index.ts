export { type MediaSync, createMediaSync } from './mediaSync.ts';
export { type Calls, type Reaction, createCalls } from './service.ts';
export {
  countWaiting,
  lockCall,
  positionOf,
  putNote,
  readCall,
  readCallAtTerminal,
  readCallOfExpert,
  readCallsOfVisit,
  lockConsultationsOf,
  readConnectedOfAgency,
  readConsultationsOf,
  readEvents,
  readOffers,
  readHistory,
  readLastArrival,
  readNote,
  readOpenCallsAtPoints,
  readQueue,
  readRoom,
} from './store.ts';
