import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import { type PracticeContext, setFaults } from './service.ts';

/** Faults made on purpose, for advisers who learn to find and mend them. */
export const practiceHandlers = (context: PracticeContext) =>
  ({
    'practice:setFaults': (adviser, input) => done(setFaults(context, adviser, input)),
  }) satisfies Partial<Handlers>;
