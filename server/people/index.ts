export { type People, createPeople } from './service.ts';
