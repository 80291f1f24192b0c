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
  readEvents,
  readHistory,
  readNote,
  readOpenCallsAtPoint,
  readQueue,
} from './store.ts';
