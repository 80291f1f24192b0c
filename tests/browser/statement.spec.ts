import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { startServer } from '#tests/support/startApp.ts';
import { launchChromium } from './people.ts';
import { test } from './test.ts';

const contact = 'saavutettavuus@example.fi, 015 123 456';
const titles = { sv: 'Tillgänglighetsutlåtande', fi: 'Saavutettavuusseloste', en: 'Accessibility statement' } as const;

test('the accessibility statement is there without signing in, in each language, and says whom to tell', async () => {
  await using started = new AsyncDisposableStack();
  const server = started.adopt(await startServer({ env: { MEDIA_WORKERS: '0', ACCESSIBILITY_CONTACT: contact } }), (one) => one.stop());
  const browser = started.use(await launchChromium());
  for (const [language, title] of Object.entries(titles)) {
    const page = await (await browser.newContext({ locale: language })).newPage();
    await page.goto(`${server.url}/accessibility`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(page).toHaveTitle(title);
    await expect(page.getByTestId('contact')).toContainText(contact);
    await expect(page.getByText('029 534 5000')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }
});
