export { createHours, type Hours } from './service.ts';
