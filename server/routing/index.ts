export { widensAt } from './routingTargets.rules.ts';
export { agenciesToRoute, createRouting, type Routing } from './service.ts';
