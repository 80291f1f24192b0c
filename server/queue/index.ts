export { type Queues, createQueues } from './service.ts';
export { type Reach, countQueues, countWaiting, positionOf, readBookings, readHistory, readOffers, readWaiting } from './store.ts';
