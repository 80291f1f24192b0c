export { type Booking, putPin as putVisitingPin, readOfNumber as readVisitingOfNumber } from './store.ts';
export { readVisitingOfAgency, readVisitingOfPoints } from './days.ts';
export { createVisiting, type Visiting } from './service.ts';
export { countVisiting } from './store.ts';
