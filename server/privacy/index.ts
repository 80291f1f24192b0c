export type { ServerLimits } from './limits.rules.ts';
export { createPrivacy, type Privacy } from './service.ts';
