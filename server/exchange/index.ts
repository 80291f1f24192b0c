export { readDocument } from './folder.ts';
export { type Exchange, createExchange } from './service.ts';
