export { isClosed } from './opening.ts';
export { createHours, type Hours } from './service.ts';
