import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { addCounters, countsOf, enabledOf } from './mediaSamples.ts';
import { expectMediaArrives, expectNoMediaArrives, launchChromium, openAs, queueAt, startCall } from './people.ts';
import { isClosed } from './muting.ts';
import { watchSending } from './sending.ts';
import { test } from './test.ts';

test.describe('what a person has closed', () => {
  let server: RunningServer;
  let browser: Browser;
  // Each test has experts of its own: the wrap-up of one holds up nobody else.
  test.beforeAll(async () => {
    server = await startServer({ env: { MEDIA_WORKERS: '1' } });
    browser = await launchChromium();
  });
  test.afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
  const sources = ['microphone', 'camera'] as const;
  /** The switch by which the person closes and opens it. */
  const button = (page: Page, source: (typeof sources)[number]) => page.getByTestId(`mute-${source}`);
  async function turn(page: Page, toClosed: boolean): Promise<void> {
    for (const source of sources) {
      await button(page, source).click();
      await expect.poll(() => isClosed(button(page, source))).toBe(toClosed);
    }
  }
  /** The page says that both are closed, opens no device, and nothing of it arrives at the other side. */
  async function expectClosed(page: Page, other: Page): Promise<void> {
    for (const source of sources) await expect.poll(() => isClosed(button(page, source))).toBe(true);
    // It is in the call again: what the other side sends arrives.
    await expectMediaArrives(page);
    await expectNoMediaArrives(other);
    expect((await countsOf(page)).devicesOpened).toBe(0);
  }
  /** Another page of the same browser, in the place of the first. */
  async function openAgain(page: Page, role: 'terminal' | 'expert'): Promise<Page> {
    const again = await page.context().newPage();
    watchSending(again, role, `${server.url}/metrics`);
    await addCounters(again);
    await again.addInitScript(() => sessionStorage.setItem('language', 'en'));
    await again.goto(`${server.url}/${role}`);
    return again;
  }

  test('[E1] stays closed through the adviser’s reload, the browser’s own and a crash, at the terminal', async () => {
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' }, {}, addCounters);
    const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
    const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
    await startCall(terminal, expert, 'fpa', 'fpa.studentAid');
    await turn(terminal, true);
    await expectNoMediaArrives(expert);
    const customerTile = expert.getByTestId('customerTile');
    await expect(customerTile.getByLabel('Microphone is off')).toBeVisible();

    await adviser.getByTestId('terminal-mikkeli-1').getByTestId('openConnection').click();
    const reloaded = terminal.waitForEvent('load');
    await adviser.getByTestId('connectionDialog').getByRole('button', { name: 'Reload the page' }).click();
    await reloaded;
    await expectClosed(terminal, expert);
    // Others see that it is closed, not only that nothing comes.
    await expect(customerTile.getByLabel('Microphone is off')).toBeVisible();
    await adviser.context().close();

    await terminal.reload();
    await expectClosed(terminal, expert);

    const crashed = terminal.waitForEvent('crash');
    void terminal.goto('chrome://crash').catch(() => undefined);
    await crashed;
    const again = await openAgain(terminal, 'terminal');
    await expectClosed(again, expert);
    await again.screenshot({ path: `${process.env['SCREENS'] ?? 'reports/screens'}/terminal-closed.png` });

    await turn(again, false);
    await expectMediaArrives(expert);
    await again.context().close();
    await expert.context().close();
  });

  test('[E1] stays closed at the expert’s desk, also when the signalling was away as it was pressed; the next call begins open', async () => {
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'pargas-1' });
    const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-dvv-1' }, {}, addCounters);
    await startCall(terminal, expert, 'dvv', 'dvv.movingNotice');
    await expert.context().setOffline(true);
    await expect(expert.getByText('connecting again')).toBeVisible({ timeout: 40_000 });
    await turn(expert, true);
    expect(await enabledOf(expert)).toEqual([false, false]);
    await expert.context().setOffline(false);
    await expect(expert.getByText('connecting again')).toHaveCount(0);
    await expect(terminal.getByTestId('expertTile').getByLabel('Microphone is off')).toBeVisible();
    await expert.reload();
    await expectClosed(expert, terminal);

    // Another window of the same person, and back.
    const second = await openAgain(expert, 'expert');
    await expectClosed(second, terminal);
    await expect(expert.getByRole('button', { name: 'Use here' })).toBeVisible();
    await second.close();

    await press(expert, 'Use here');
    await expectClosed(expert, terminal);
    await press(expert, 'End call');
    await expert.getByTestId('wrapUp').getByText('Settled').click();
    await press(expert, 'Ready for the next');
    await queueAt(terminal, 'dvv', 'dvv.movingNotice');
    await expert.getByTestId('offer').getByRole('button', { name: 'Accept' }).click();
    await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
    for (const source of sources) await expect.poll(() => isClosed(button(expert, source))).toBe(false);
    await terminal.context().close();
    await expert.context().close();
  });

  /** Tracks that the page captures, and connections of it that carry something. */
  const captured = (page: Page) =>
    page.evaluate(() => {
      const { tracks, connections } = window as unknown as { tracks: MediaStreamTrack[]; connections: RTCPeerConnection[] };
      return [
        tracks.filter(({ readyState }) => readyState === 'live').length,
        connections.filter(({ connectionState }) => connectionState === 'connected').length,
      ];
    });
  /** Remembers what the page opens, and holds back the load by which a page that is thrown out begins anew, so that one can look at it. */
  async function remember(page: Page): Promise<void> {
    await page.addInitScript(() => {
      const kept = Object.assign(window, { tracks: [] as MediaStreamTrack[], connections: [] as RTCPeerConnection[] });
      window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
        construct(Made, given) {
          const made = new Made(...(given as []));
          kept.connections.push(made);
          return made;
        },
      });
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (constraints) => {
        const stream = await open(constraints);
        kept.tracks.push(...stream.getTracks());
        return stream;
      };
    });
    await page.route(`${server.url}/`, (route) => route.abort('aborted'));
  }

  test('[E3] who signs out in a call is asked first, sends nothing a second later, and the customer goes first in the queue', async () => {
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-1' });
    const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-tax-1' }, {}, remember);
    await startCall(terminal, expert, 'tax', 'tax.taxCard');
    expect(await captured(expert)).toEqual([2, 2]);
    await expert.getByTestId('signOut').click();
    const dialog = expert.getByRole('alertdialog');
    await expect(dialog).toContainText('You are in a call');
    await expert.screenshot({ path: `${process.env['SCREENS'] ?? 'reports/screens'}/expert-sign-out.png` });
    await dialog.getByRole('button', { name: 'Stay in the call' }).click();
    await expectMediaArrives(terminal);

    await expert.getByTestId('signOut').click();
    const out = expert.waitForResponse('**/api/sign-out');
    await dialog.getByRole('button', { name: 'Sign out' }).click();
    await out;
    await expect.poll(() => captured(expert), { timeout: 1_000 }).toEqual([0, 0]);
    await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'waiting', { timeout: 3_000 });
    await expect(terminal.getByTestId('position')).toContainText('first');
    await expert.unroute(`${server.url}/`);
    await expert.goto(`${server.url}/expert`);
    await expect(expert).toHaveURL(`${server.url}/`);
    await expert.context().close();
    await terminal.context().close();
  });

  test('[E3] a page that another window has replaced captures and sends nothing; a session that is gone ends it within 2 s', async () => {
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'saarijarvi-1' }, {}, remember);
    const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-te-1' });
    await startCall(terminal, expert, 'te', 'te.jobSeeker');
    const second = await openAgain(terminal, 'terminal');
    await expect(terminal.getByRole('button', { name: 'Use here' })).toBeVisible();
    await expect.poll(() => captured(terminal), { timeout: 1_000 }).toEqual([0, 0]);
    await expectMediaArrives(expert);
    // Back here: the call goes on in this window.
    await second.close();
    await press(terminal, 'Use here');
    await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);

    // Its enrolment ends elsewhere, as by another tab.
    await terminal.context().request.post(`${server.url}/api/sign-out`, { data: { role: 'terminal' } });
    await expect.poll(() => captured(terminal), { timeout: 3_000 }).toEqual([0, 0]);
    await expect(expert.getByTestId('wrapUp')).toBeVisible();
    await terminal.context().close();
    await expert.context().close();
  });
});
