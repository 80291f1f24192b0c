import type { Locator } from '@playwright/test';

/** Whether the switch of a camera or microphone says that it is closed: a Control says when it is on, a Button when it is pressed. */
export const isClosed = (button: Locator): Promise<boolean> =>
  button.evaluate((element) => (element.hasAttribute('data-kind') ? element.hasAttribute('data-off') : element.getAttribute('aria-pressed') === 'true'));
