export { type Queues, createQueues } from './service.ts';
export { type Reach, countQueues, countWaiting, positionOf, readBookings, readHistory, readOffers, readWaiting } from './store.ts';
export { type CallFilter, countConcerned, isReferredTo, readWaitingFor } from './concernedStore.ts';
