import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { Keyboard } from './keyboard.ts';
import { answerCall, becomeAvailable, expectMediaArrives, launchChromium, openAs, openUntouched, queueAt, startCall } from './people.ts';
import { test } from './test.ts';

/** Whoever is tested here has a keyboard alone; the others, who only make it possible, are worked as everywhere else. */
let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  browser = await launchChromium();
});
test.beforeEach(async () => {
  server = await startServer({ env: { RING_MS: '60000', WRAP_UP_MS: '60000' } });
});
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await server.stop();
});
test.afterAll(() => browser.close());

/** An offer that has just appeared takes no Enter (client/roles/expert/shortcuts.ts). */
const pastFirstMoment = (page: Page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)));

const screenOf = (terminal: Page, name: string) => terminal.locator(`main[data-screen="${name}"]`).waitFor();

test('[F5] [F89] a visit by keyboard alone, from the first screen to goodbye', async () => {
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
  const terminal = await openUntouched(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const keys = new Keyboard(terminal);
  await screenOf(terminal, 'start');

  await keys.act(terminal.getByTestId('languages').getByRole('button', { name: 'English', exact: true }));
  await expect(terminal.locator('html')).toHaveAttribute('lang', 'en');
  // What is chosen there moves the button that led there.
  await keys.act(terminal.getByTestId('comfortButton'));
  const comforts = terminal.getByTestId('comfort');
  await keys.expectFocusIn(comforts);
  await keys.act(comforts.getByRole('switch', { name: 'Buttons lower, within reach from a chair' }), 'Space');
  await expect(terminal.locator('footer').getByTestId('comfortButton')).toBeVisible();
  await keys.act(comforts.getByRole('button', { name: 'Done' }));
  await keys.expectFocus(terminal.getByTestId('comfortButton'));
  await keys.act(terminal.getByTestId('comfortButton'));
  // Before it is open, Escape closes nothing.
  await keys.expectFocusIn(comforts);
  await keys.press('Escape');
  await keys.expectFocus(terminal.getByTestId('comfortButton'));

  await keys.act(terminal.getByTestId('agency-fpa'));
  await screenOf(terminal, 'serviceRequest');
  await keys.expectFocusIn(terminal.locator('main'));
  await keys.reach(terminal.getByRole('searchbox').or(terminal.getByRole('textbox')));
  await keys.type('student');
  await keys.act(terminal.getByTestId('service-fpa.studentAid'));
  await terminal.locator('[data-check="microphone"][data-state="ok"]').waitFor();
  await keys.act(terminal.getByTestId('join'));
  await screenOf(terminal, 'waiting');
  await keys.act(terminal.getByTestId('openOtherWays'));
  await keys.expectFocus(terminal.getByTestId('backToQueue'));
  await keys.press('Enter');
  await keys.expectFocus(terminal.getByTestId('openOtherWays'));

  await answerCall(terminal, expert);
  await screenOf(terminal, 'call');
  await keys.expectFocusIn(terminal.locator('main'));
  const microphone = terminal.getByTestId('mute-microphone');
  await keys.act(microphone, 'Space');
  await expect(microphone).toHaveAttribute('aria-pressed', 'false');
  await keys.press('Space');
  await expect(microphone).toHaveAttribute('aria-pressed', 'true');
  await keys.act(terminal.getByTestId('openMatters'));
  await keys.expectFocusIn(terminal.getByRole('dialog'));
  await keys.press('Escape');
  await keys.expectFocus(terminal.getByTestId('openMatters'));
  await keys.act(terminal.getByRole('button', { name: 'End the call' }));
  const question = terminal.getByRole('alertdialog');
  await keys.expectFocusIn(question);
  await keys.act(question.getByRole('button', { name: 'End the call' }));

  await screenOf(terminal, 'thanks');
  const rating = terminal.getByTestId('rating');
  await keys.reach(rating.getByRole('radio').first());
  await keys.press('ArrowRight', 'ArrowRight', 'ArrowRight');
  await expect(rating).toHaveAttribute('data-rating', '4');
  await keys.act(terminal.getByTestId('finish'));
  await screenOf(terminal, 'start');
});

test('[F5] [F89] an expert’s hour by keyboard alone: status, offer, tabs, hold, transfer, end, wrap-up', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-1' });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
  const keys = new Keyboard(expert);
  const call = expert.getByTestId('call');
  await keys.act(expert.getByTestId('statusChoice'));
  await keys.reach(expert.getByRole('option', { name: 'Available' }), 'ArrowDown');
  await keys.press('Enter');
  await expert.locator('[data-status="available"]').waitFor();
  await keys.expectFocus(expert.getByTestId('statusChoice'));

  // Enter is the button's that has the focus; the offer has keys of its own, and the way with Tab.
  await queueAt(terminal, 'fpa', 'fpa.studentAid');
  await expert.getByTestId('offer').waitFor();
  await keys.expectFocus(expert.getByTestId('statusChoice'));
  await keys.act(expert.getByTestId('offer').getByRole('button', { name: 'Accept' }));
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);

  await keys.reach(expert.getByTestId('tab-matter'));
  await keys.press('ArrowRight', 'ArrowRight', 'ArrowRight');
  await keys.expectFocus(expert.getByTestId('tab-notes'));
  await expect(expert.getByTestId('tab-notes')).toHaveAttribute('aria-selected', 'true');
  await keys.act(call.getByRole('button', { name: 'Hold' }), 'Space');
  await expect(call).toHaveAttribute('data-state', 'onHold');
  await keys.press('Alt+h');
  await expect(call).toHaveAttribute('data-state', 'active');

  await keys.act(call.getByRole('button', { name: 'Transfer' }));
  const transfer = expert.getByRole('dialog');
  await keys.expectFocusIn(transfer);
  await keys.act(transfer.getByTestId('transferService'));
  await keys.reach(expert.getByRole('option', { name: 'Housing allowance' }), 'ArrowDown');
  await keys.press('Enter');
  await keys.reach(transfer.getByRole('textbox'));
  await keys.type('Asks for more rent');
  await keys.act(transfer.getByRole('button', { name: 'Transfer' }));

  const wrapUp = expert.getByTestId('wrapUp');
  await wrapUp.waitFor();
  await keys.press('2');
  await expect(wrapUp.getByRole('radio', { name: 'Continues' })).toBeChecked();
  await keys.reach(wrapUp.getByRole('textbox'));
  await keys.type('1 form is missing');
  await expect(wrapUp.getByRole('radio', { name: 'Continues' })).toBeChecked();
  await keys.act(wrapUp.getByRole('button', { name: /Ready for the next/ }));
  await expert.getByTestId('wrapUp').waitFor({ state: 'detached' });

  // Nothing has the focus now: Enter answers the customer who was sent on.
  await expert.getByTestId('offer').waitFor();
  await expect(expert.getByTestId('offer')).toContainText('Asks for more rent');
  await expect(async () => {
    await keys.press('Enter');
    await expect(call).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  await keys.press('Alt+e');
  await keys.expectFocusIn(expert.getByRole('alertdialog'));
  await keys.act(expert.getByRole('alertdialog').getByRole('button', { name: 'End call' }));
  await wrapUp.waitFor();
  await keys.press('1', 'Alt+r');
  await wrapUp.waitFor({ state: 'detached' });
});

test('[F89] keys without Alt are turned off in one’s own settings, and stay so on this machine', async () => {
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-2' });
  const keys = new Keyboard(expert);
  await keys.act(expert.getByTestId('ownSettings'));
  const settings = expert.getByTestId('ownSettingsDialog');
  const bareKeys = settings.getByTestId('bareKeys').getByRole('switch');
  await keys.act(bareKeys, 'Space');
  await expect(bareKeys).not.toBeChecked();
  await keys.act(settings.getByRole('button', { name: 'Done' }));
  await keys.expectFocus(expert.getByTestId('ownSettings'));
  const accepted: string[] = [];
  expert.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      if (String(payload).includes('offer:accept')) accepted.push(String(payload));
    }),
  );
  await expert.reload();
  await becomeAvailable(expert);
  await queueAt(terminal, 'fpa', 'fpa.studentAid');
  const offer = expert.getByTestId('offer');
  await expect(offer.getByRole('button', { name: 'Accept' })).toHaveAttribute('aria-keyshortcuts', 'Alt+A');
  // Nothing has the focus, and the moment is over in which an offer takes no Enter anyway.
  await expert.locator('main').click({ position: { x: 2, y: 2 }, force: true });
  await expect.poll(() => expert.evaluate(() => document.activeElement === document.body)).toBe(true);
  await pastFirstMoment(expert);
  await keys.press('Enter');
  expect(accepted).toEqual([]);
  await keys.press('Alt+a');
  await expect.poll(() => accepted.length).toBe(1);
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  await keys.press('Alt+e');
  await keys.act(expert.getByRole('alertdialog').getByRole('button', { name: 'End call' }));
  const wrapUp = expert.getByTestId('wrapUp');
  await wrapUp.waitFor();
  await keys.press('1');
  await expect(wrapUp.getByRole('radio', { checked: true })).toHaveCount(0);
  await keys.act(expert.getByTestId('ownSettings'));
  await keys.act(bareKeys, 'Space');
  await keys.press('Escape');
  await keys.press('1');
  await expect(wrapUp.getByRole('radio', { checked: true })).toHaveCount(1);
});

test('[F53] [F89] the adviser’s repair by keyboard alone: finds the terminal in trouble, opens its connection, presses the remedy, sees that it worked', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'pargas-1' });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-pargas-1' });
  const keys = new Keyboard(adviser);
  await startCall(terminal, expert, 'fpa', 'fpa.studentAid');
  await terminal.getByRole('slider', { name: 'Volume' }).press('Home');

  const card = adviser.getByTestId('terminal-pargas-1');
  await expect(card.locator('[data-code="speakerOff"]')).toBeVisible();
  await keys.act(card.getByTestId('openConnection'));
  const dialog = adviser.getByTestId('connectionDialog');
  await keys.expectFocusIn(dialog);
  const finding = dialog.getByTestId('findings').locator('[data-code="speakerOff"]');
  const remedy = finding.getByTestId('suggested').getByRole('button').first();
  await keys.act(remedy);
  await expect(dialog.getByTestId('remoteActionRuns').getByRole('listitem').first()).toHaveAttribute('data-outcome', 'done');
  await expect(finding).toHaveAttribute('data-over', 'true');
  await keys.act(dialog.getByRole('button', { name: 'Terminals', exact: true }));
  await keys.expectFocus(card.getByTestId('openConnection'));
});
