import { type Page, expect } from '@playwright/test';
import type { TerminalId } from '#shared/ids.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { type RunningTurn, startTurn } from '#tests/support/turn.ts';
import { becomeAvailable, expectMediaArrives, launchChromium, openAs, queueAt, startCall, toDeviceCheck } from './people.ts';
import { addCable, addCounters, countsOf, mediaOf, pullOut, tracksOf } from './mediaSamples.ts';
import { test } from './test.ts';

const folder = process.env['SCREENS'] ?? 'reports/screens';

test.describe('a page’s own devices and connection', () => {
  let server: RunningServer;
  let turn: RunningTurn;
  test.beforeAll(async () => {
    turn = await startTurn('127.0.0.1');
    server = await startServer({ env: { MEDIA_WORKERS: '1', ...turn.env } });
  });
  test.afterAll(async () => {
    await server.stop();
    await turn.stop();
  });

  test('[F53] at a terminal that nobody uses no remote action opens camera or microphone, but the test that is in sight', async () => {
    await using browser = await launchChromium(['--use-fake-device-for-media-stream=device-count=3']);
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'pargas-1' }, {}, addCounters);
    const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-pargas-1' });
    await adviser.getByTestId('terminal-pargas-1').getByTestId('openConnection').click();
    const dialog = adviser.getByTestId('connectionDialog');
    const newest = dialog.getByTestId('remoteActionRuns').getByRole('listitem').first();
    await dialog.getByRole('button', { name: 'Restart picture and sound' }).click();
    await expect(newest).toHaveAttribute('data-outcome', 'notNow');
    expect((await countsOf(terminal)).devicesOpened).toBe(0);
    await dialog.getByRole('button', { name: 'Show test picture and sound' }).click();
    await expect(terminal.getByTestId('testPicture')).toBeVisible();
    await expect.poll(async () => (await tracksOf(terminal)).includes(null)).toBe(false);
    await terminal.getByTestId('remoteAction-test').getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => tracksOf(terminal)).toEqual([null, null]);
    const { devicesOpened } = await countsOf(terminal);
    await dialog.getByTestId('choose-videoinput').click();
    await adviser.getByRole('option', { name: 'fake_device_2' }).click();
    await expect(newest).toContainText('Camera');
    await expect(newest).toHaveAttribute('data-outcome', 'done');
    expect((await countsOf(terminal)).devicesOpened).toBe(devicesOpened);
    // It is taken when somebody comes.
    await toDeviceCheck(terminal, 'fpa', 'fpa.studentAid');
    await expect.poll(async () => (await mediaOf(terminal)).camera).toBe('fake_device_2');
  });

  test('[F53] [C13] the expert’s own page: a chosen device comes back when it is plugged in again, and outcomes and tests are shown', async () => {
    await using browser = await launchChromium(['--use-fake-device-for-media-stream=device-count=3']);
    const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-te-2' }, {}, addCable);
    await becomeAvailable(expert);
    await expert.getByTestId('changeDevices').click();
    const own = expert.getByTestId('myConnection');
    await own.getByText('More').click();
    await own.getByTestId('choose-audioinput').click();
    await expert.getByRole('option', { name: 'Fake Audio Input 2' }).click();
    await expect(own.getByTestId('myRemoteAction')).toHaveAttribute('data-outcome', 'done');
    const microphone = async () => (await mediaOf(expert)).microphone;
    expect(await microphone()).toBe('Fake Audio Input 2');
    await pullOut(expert, 'Fake Audio Input 2');
    await expect.poll(microphone).toMatch(/^(?!.*2$).+/);
    await pullOut(expert, null);
    await expect.poll(microphone).toBe('Fake Audio Input 2');

    await own.getByRole('button', { name: 'Show test picture and sound' }).click();
    await expect(expert.getByTestId('deviceTest').getByTestId('testPicture')).toBeVisible();
    await expert.getByTestId('deviceTest').getByRole('button', { name: 'Close' }).click();
    await own.getByRole('button', { name: 'Run the self-test' }).click();
    await expect(expert.getByTestId('selfTest')).toHaveAttribute('data-verdict', /good|usable/, { timeout: 30_000 });
  });

  test('[F53] [F4] the expert’s own volume is heard in the call, and a self-test leaves alone what the expert has muted', async () => {
    await using browser = await launchChromium();
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-2' });
    const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
    await queueAt(terminal, 'fpa', 'fpa.studentAid');
    await becomeAvailable(expert);
    await expert.getByTestId('offer').getByRole('button', { name: 'Accept' }).click();
    await expectMediaArrives(expert);
    await expert.getByTestId('tab-connection').click();
    const own = expert.getByTestId('myConnection');
    await own.getByText('More').click();
    const volume = () =>
      expert
        .getByTestId('customerTile')
        .locator('audio')
        .evaluate((element: HTMLAudioElement) => element.volume);
    expect(await volume()).toBe(1);
    await own.getByRole('slider', { name: 'Volume' }).press('Home');
    await expect.poll(volume).toBe(0);
    await own.getByRole('slider', { name: 'Volume' }).press('End');
    await expect.poll(volume).toBe(1);

    await expert.getByRole('group', { name: 'Call controls' }).getByRole('button', { name: 'Microphone' }).click();
    await own.getByRole('button', { name: 'Run the self-test' }).click();
    const result = expert.getByTestId('selfTest');
    await expect(result).toHaveAttribute('data-verdict', /good|usable/, { timeout: 30_000 });
    await expect(result.locator('[data-step="microphone"]')).toHaveAttribute('data-outcome', 'skipped');
  });

  test('[F92] who is muted spoils nobody’s quality', async () => {
    const terminalId = 'mikkeli-1' as TerminalId;
    await using browser = await launchChromium();
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: terminalId });
    const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-tax-1' });
    const adviser = await Person.arrive(server.url, 'adviser', 'adviser-mikkeli-1');
    await startCall(terminal, expert, 'tax', 'tax.taxCard');
    /** How well the expert could hear, look by look. */
    const scores = async (): Promise<(number | null)[]> => {
      const { legs } = await adviser.do('connection:history', { terminalId });
      return legs.filter(({ leg }) => leg === 'expert').flatMap(({ points }) => points.map(({ figures }) => figures.score));
    };
    await expect.poll(async () => (await scores()).some((score) => score !== null)).toBe(true);
    await terminal.getByTestId('mute-microphone').click();
    await expect.poll(async () => (await scores()).slice(-3)).toEqual([null, null, null]);
    const silent = (await scores()).length;
    await terminal.getByTestId('mute-microphone').click();
    await expect.poll(async () => (await scores()).slice(silent).filter((score) => score !== null).length).toBeGreaterThan(1);
    expect(Math.min(...(await scores()).flatMap((score) => score ?? []))).toBeGreaterThan(3.5);
    adviser.leave();
  });

  test('[F63] a point on the road begins with a small picture', async () => {
    await using browser = await launchChromium();
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'serviceCar-1' });
    await queueAt(terminal, 'fpa', 'fpa.studentAid');
    await expect.poll(async () => (await mediaOf(terminal)).quality).toBe('small');
  });

  test('[F13] by night, when nobody is there, the terminal tests itself unseen, and the desk knows', async () => {
    await using browser = await launchChromium();
    const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-saarijarvi-1' });
    // Three o’clock in Finland, whatever zone the computer is in.
    const atNight = (page: Page) => page.clock.install({ time: new Date('2026-01-15T01:00:10Z') });
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'saarijarvi-1' }, { timezoneId: 'UTC' }, atNight);
    await expect(terminal.getByTestId('start')).toBeVisible();
    await adviser.getByTestId('terminal-saarijarvi-1').getByTestId('openConnection').click();
    const history = adviser.getByTestId('selfTestHistory');
    await expect(history).toHaveCount(0);
    await terminal.clock.fastForward(61_000);
    await expect(history).toHaveAttribute('data-verdict', /good|usable/, { timeout: 30_000 });
    await expect(terminal.getByTestId('selfTest')).toHaveCount(0);
    await expect.poll(() => tracksOf(terminal)).toEqual([null, null]);
  });

  test('[F4] [F13] the self-test tries every way, tells the customer plainly and the desk in full', async () => {
    await using browser = await launchChromium();
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-1' });
    const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-kiiminki-1' });
    await adviser.getByTestId('terminal-kiiminki-1').getByTestId('openConnection').click();
    const dialog = adviser.getByTestId('connectionDialog');
    await dialog.getByRole('button', { name: 'Run the self-test' }).click();
    const result = terminal.getByTestId('selfTest');
    await expect(result).toHaveAttribute('data-verdict', 'good', { timeout: 30_000 });
    for (const step of ['camera', 'microphone', 'signalling', 'udp', 'tcp', 'turn', 'bandwidth'])
      await expect(result.locator(`[data-step="${step}"]`)).toHaveAttribute('data-outcome', 'passed');
    await terminal.screenshot({ path: `${folder}/terminal-self-test.png` });
    await result.getByRole('button', { name: 'Close' }).click();
    await expect(dialog.getByTestId('selfTestHistory')).toHaveAttribute('data-verdict', 'good');
    await turn.stop();
    await dialog.getByRole('button', { name: 'Run the self-test' }).click();
    await expect(result).toHaveAttribute('data-verdict', 'usable', { timeout: 30_000 });
    await expect(result.locator('[data-step="turn"]')).toHaveAttribute('data-outcome', 'failed');
    const card = adviser.getByTestId('terminal-kiiminki-1');
    await expect(card).toContainText('not good: Media through the relay');
    await expect(dialog.getByTestId('pages')).toContainText('the newest');
    await adviser.screenshot({ path: `${folder}/adviser-self-test-alert.png` });
    await dialog.getByRole('button', { name: 'Done: The self-test found a fault' }).click();
    await expect(card).not.toContainText('Media through the relay');
  });
});
