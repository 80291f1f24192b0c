export { type Ratings, createRatings, readRating } from './service.ts';
export { eraseRatings, readOfRoom as readRatingOfRoom } from './store.ts';
