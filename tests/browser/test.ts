import { test as base } from '@playwright/test';
import { takeViolations } from './sending.ts';

/** Every browser test watches that no page sends what its screen does not say (E1, E3). */
export const test = base.extend<{ sending: undefined }>({
  sending: [
    // Playwright reads from the first parameter which fixtures are needed: none.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      await takeViolations();
      await use(undefined);
      const violations = await takeViolations();
      if (violations.length > 0) throw new Error(`what is sent is not what the screen says:\n${[...new Set(violations)].slice(0, 5).join('\n')}`);
    },
    { auto: true },
  ],
});
