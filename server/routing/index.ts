export { widensAt } from './routingTargets.rules.ts';
export { agenciesToRoute } from './offering.ts';
export { createRouting, type Routing } from './service.ts';
