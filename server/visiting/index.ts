export { type Booking, putPin as putVisitingPin, readOfNumber as readVisitingOfNumber } from './store.ts';
export { createVisiting, readVisitingOfAgency, readVisitingOfPoints, type Visiting } from './service.ts';
