export { createLogger } from './logger.ts';
export { createMetrics } from './metricsStore.ts';
