export { appendAudit } from './store.ts';
