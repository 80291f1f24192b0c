export { readSummons } from './store.ts';
export { type Callbacks, createCallbacks } from './service.ts';
