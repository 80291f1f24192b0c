import type { Locator } from '@playwright/test';

/** Whether the switch of a camera or microphone says that it is closed. */
export const isClosed = (button: Locator): Promise<boolean> => button.evaluate((element) => element.getAttribute('aria-pressed') === 'false');
