export { type Offers, createOffers } from './service.ts';
