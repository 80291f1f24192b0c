import { type Browser, type Locator, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { addSkipping, becomeAvailable, launchChromium, openAs, queueAt, skip } from './people.ts';
import { test } from './test.ts';

let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '1' } });
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

const screenOf = (page: Page) => page.locator('main');

/** In pixels of the window. */
async function middleOf(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('nothing to press is in sight');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('[E13] “Are you still there?” is answered by mouse, key, touch and an aid’s click', async () => {
  const page = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' }, { hasTouch: true }, addSkipping);
  await page.getByTestId('agency-tax').click();
  const question = page.getByRole('alertdialog', { name: 'Are you still there?' });
  const button = question.getByRole('button', { name: 'I am here' });
  const answers: Record<string, () => Promise<void>> = {
    mouse: () => button.click(),
    Enter: () => page.keyboard.press('Enter'),
    Space: () => page.keyboard.press('Space'),
    touch: () => button.tap(),
    aid: () => button.evaluate((element: HTMLElement) => element.click()),
    'a press elsewhere': () => page.mouse.click(5, 5),
  };
  for (const [how, answer] of Object.entries(answers)) {
    // Twice as long from the last answer would have wiped the screen.
    await skip(page, 95_000);
    await expect(question, how).toBeVisible();
    await answer();
    await expect(question, how).toBeHidden({ timeout: 3_000 });
    await expect(screenOf(page), how).toHaveAttribute('data-screen', 'serviceRequest');
  }
});

test('[E13] whoever presses, types or listens by an aid is there, and is not asked', async () => {
  const page = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' }, {}, addSkipping);
  await page.getByRole('button', { name: 'I have a number' }).click();
  const digit = page.getByRole('button', { name: '7' });
  const inputs: Record<string, () => Promise<unknown>> = {
    mouse: () => digit.click(),
    key: () => page.keyboard.press('Tab'),
    aid: () => digit.evaluate((element: HTMLElement) => element.click()),
  };
  for (const [how, input] of Object.entries(inputs)) {
    for (let minute = 0; minute < 3; minute += 1) {
      await skip(page, 60_000);
      await input();
      // Two ticks of the page's own look at the time.
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_200)));
      await expect(page.getByRole('alertdialog'), how).toHaveCount(0);
    }
  }
  await expect(screenOf(page)).toHaveAttribute('data-screen', 'number');
});

/** Two taps or clicks at one place; resolves with the milliseconds between them, as the page had them. */
async function pressTwice(page: Page, at: { x: number; y: number }, how: 'touch' | 'mouse'): Promise<number> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { pressTimes: times });
    window.addEventListener('pointerdown', ({ timeStamp }) => times.push(timeStamp), { capture: true });
  });
  if (how === 'mouse') await page.mouse.dblclick(at.x, at.y);
  else for (let tap = 0; tap < 2; tap += 1) await page.touchscreen.tap(at.x, at.y);
  return page.evaluate(() => {
    const [first = 0, second = Infinity] = (window as unknown as { pressTimes: number[] }).pressTimes;
    return second - first;
  });
}

/** A double press that the machine was fast enough to play; `again` leads back to where it can be tried once more. */
async function doublePress(target: Locator, how: 'touch' | 'mouse', again: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 10; tries += 1) {
    // Playwright finds the place only once it takes a press.
    await target.hover({ trial: true });
    if ((await pressTwice(target.page(), await middleOf(target), how)) < 350) return;
    await again();
  }
  throw new Error('the machine is too slow for a double press');
}

for (const how of ['touch', 'mouse'] as const) {
  test(`[E37] a double press by ${how} presses nothing on the screen that appears under it`, async () => {
    const page = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' }, { hasTouch: true });
    const back = page.getByRole('button', { name: 'Back' });
    const toStart = async (): Promise<void> => {
      while ((await screenOf(page).getAttribute('data-screen')) !== 'start') await back.click();
    };
    await doublePress(page.getByTestId('agency-tax'), how, toStart);
    await expect(screenOf(page)).toHaveAttribute('data-screen', 'serviceRequest');
    // A second press would have chosen an errand.
    await page.getByRole('button', { name: 'Back' }).hover({ trial: true });
    await expect(screenOf(page)).toHaveAttribute('data-screen', 'serviceRequest');
    // A key and an aid's click name what they are for, and are taken at once.
    await toStart();
    await page.getByTestId('agency-tax').press('Enter', { noWaitAfter: true });
    await page
      .locator('[data-testid^="service-"]')
      .first()
      .evaluate((element: HTMLElement) => element.click());
    await expect(screenOf(page)).not.toHaveAttribute('data-screen', 'serviceRequest');
  });
}

test('[E37] a double press neither answers nor closes the dialog that it opened, nor presses what is behind one that it closed', async () => {
  const page = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' }, { hasTouch: true }, addSkipping);
  await queueAt(page, 'fpa', 'fpa.studentAid');
  const leave = page.getByRole('alertdialog', { name: 'Leave the queue?' });
  const stay = leave.getByRole('button', { name: 'Stay in the queue' });
  await doublePress(page.getByTestId('leave'), 'touch', () => stay.click());
  await stay.hover({ trial: true });
  await expect(leave).toBeVisible();
  await stay.click();
  // What is switched on is not switched off by the second tap.
  const help = page.getByTestId('help');
  await doublePress(help, 'touch', async () => {
    await expect(help).toHaveAttribute('aria-pressed', 'true');
    await help.click();
    await expect(help).toHaveAttribute('aria-pressed', 'false');
  });
  await help.hover({ trial: true });
  await expect(help).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('leave').click();
  await leave.getByRole('button', { name: 'Leave the queue' }).click();
  await page.getByRole('button', { name: 'I have another matter' }).click();
  const ask = async (): Promise<void> => {
    await expect(screenOf(page)).toHaveAttribute('data-screen', 'agency');
    await skip(page, 95_000);
    await page.getByRole('button', { name: 'I am here' }).hover({ trial: true });
  };
  await ask();
  await doublePress(page.getByRole('button', { name: 'I am here' }), 'touch', ask);
  await page.getByTestId('agency-tax').hover({ trial: true });
  await expect(screenOf(page)).toHaveAttribute('data-screen', 'agency');
});

test('[E37] an offer takes no press in the moment in which it appears under the mouse, nor do the controls that it moves', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
  await becomeAvailable(expert);
  // Looked at in the very task in which the offer is drawn.
  await expert.evaluate(() => {
    const isPressable = (element: Element): boolean => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    };
    const observer = new MutationObserver(() => {
      const buttons = document.querySelectorAll('[data-testid=offer] button, [data-testid=statusChoice]');
      if (buttons.length < 3) return;
      observer.disconnect();
      Object.assign(window, { pressableAtFirst: [...buttons].map(isPressable) });
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
  await queueAt(terminal, 'fpa', 'fpa.studentAid');
  await expert.getByTestId('offer').getByRole('button', { name: 'Accept' }).click();
  await expect(expert.getByTestId('call')).toBeVisible();
  expect(await expert.evaluate(() => (window as unknown as { pressableAtFirst?: boolean[] }).pressableAtFirst)).toEqual([false, false, false]);
});

test('[E14] no shortcut fires while the expert writes or holds a key down, and the one that would end the call asks', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-2' });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-tax-1' });
  await becomeAvailable(expert);
  await queueAt(terminal, 'tax', 'tax.taxCard');
  await expect(expert.getByTestId('offer')).toContainText('Alt + A accepts too, but not while you are writing in a field.');
  await expert.keyboard.press('Alt+a');
  const call = expert.getByTestId('call');
  await expect(call).toHaveAttribute('data-state', 'active');
  await expert.getByText('Tell another agency').click();
  const field = expert.getByLabel('What they need to know');
  await field.fill('Bring the letter');
  for (const key of ['Alt+e', 'Alt+h', 'Alt+a', 'Control+Alt+e', 'AltGraph+e', 'Shift+Alt+e']) await field.press(key);
  const question = expert.getByRole('alertdialog', { name: 'Do you want to end the call?' });
  await expect(question).toHaveCount(0);
  // A request that had been sent would be answered before this one.
  await expert.getByRole('button', { name: 'Hold' }).click();
  await expect(call).toHaveAttribute('data-state', 'onHold');
  const states = await call.evaluateHandle((element) => {
    const seen: (string | null)[] = [];
    new MutationObserver(() => seen.push(element.getAttribute('data-state'))).observe(element, { attributeFilter: ['data-state'] });
    return seen;
  });
  // Held down: the browser repeats the key.
  await expert.keyboard.down('Alt');
  for (let repeat = 0; repeat < 4; repeat += 1) await expert.keyboard.down('h');
  await expert.keyboard.up('h');
  await expert.keyboard.up('Alt');
  await expect(call).toHaveAttribute('data-state', 'active');
  await expert.keyboard.press('Alt+e');
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Go on talking' }).click();
  await expect(question).toHaveCount(0);
  await expect(call).toHaveAttribute('data-state', 'active');
  expect(await states.jsonValue()).toEqual(['active']);
  await expert.keyboard.press('Alt+e');
  await question.getByRole('button', { name: 'End call' }).click();
  await expect(expert.getByTestId('wrapUp')).toBeVisible();
});

/** How much of the page lies below the window. */
const below = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);

test('[E14] an offer takes no focus, Enter answers it only from nowhere, and the wrap-up’s digits choose only while nobody writes', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-1' });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-dvv-1' }, { viewport: { width: 1366, height: 768 } });
  await becomeAvailable(expert);
  const status = expert.getByTestId('statusChoice');
  await expect(status).toBeFocused();
  await queueAt(terminal, 'dvv', 'dvv.movingNotice');
  await expect(expert.getByTestId('offer')).toBeVisible();
  await expect(status).toBeFocused();
  expect(await below(expert)).toBe(0);
  const available = expert.getByRole('option', { name: 'Available' });
  await expert.keyboard.press('Enter');
  await expect(available).toBeVisible();
  await expert.keyboard.press('Escape');
  await expect(available).toHaveCount(0);
  await expect(expert.getByTestId('offer')).toBeVisible();

  const call = expert.getByTestId('call');
  await status.blur();
  await expect(async () => {
    await expert.keyboard.press('Enter');
    await expect(call).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(call).toHaveAttribute('data-state', 'active');
  expect(await below(expert)).toBe(0);
  await expert.getByRole('button', { name: 'End call' }).click();

  const wrapUp = expert.getByTestId('wrapUp');
  const continues = wrapUp.getByRole('radio', { name: 'Continues', exact: true });
  await expect(wrapUp).toBeVisible();
  expect(await below(expert)).toBe(0);
  await expert.keyboard.press('2');
  await expect(continues).toBeChecked();
  const note = wrapUp.getByLabel('Note (erased automatically)');
  await note.press('3');
  await note.press('Alt+r');
  await expect(note).toHaveValue('3');
  await expect(continues).toBeChecked();
  await note.blur();
  await expert.keyboard.press('Alt+r');
  await expect(wrapUp).toHaveCount(0);
});
