export { createLogger, lostLines } from './logger.ts';
export { createMetrics } from './metricsStore.ts';
