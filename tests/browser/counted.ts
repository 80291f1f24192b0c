import type { Locator, Page } from '@playwright/test';

/**
 * What a person does to a page, counted. A press is a button, link, tick or option that is pressed, or Enter after the last field of a form. A field is a
 * text that is written, by key after key; coming into it belongs to it.
 */
export class Counted {
  presses = 0;
  fields = 0;
  /** Addresses that are typed or opened from elsewhere, which are neither. */
  addresses = 0;

  async open(page: Page, address: string): Promise<void> {
    this.addresses += 1;
    await page.goto(address);
  }

  async press(target: Locator): Promise<void> {
    this.presses += 1;
    await target.click();
  }

  async pressEnter(page: Page): Promise<void> {
    this.presses += 1;
    await page.keyboard.press('Enter');
  }

  async write(field: Locator, text: string): Promise<void> {
    this.fields += 1;
    await field.click();
    await field.pressSequentially(text);
  }
}
