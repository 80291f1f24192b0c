export { type SignInRefusals, createSignInRefusals } from './refusals.ts';
export { actAs, sessionMark } from './acting.ts';
export { type Audit, createAudit } from './service.ts';
export { appendAct, appendAudit } from './store.ts';
export { type Verification, verifyAudit } from './verify.ts';
