export { type Administration, createAdministration } from './service.ts';
