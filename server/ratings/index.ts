export { type Ratings, createRatings, readRating } from './service.ts';
export { readOfRoom as readRatingOfRoom } from './store.ts';
