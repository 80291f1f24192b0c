import { expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { addDeviceFaults, setDeviceFault } from './deviceFaults.ts';
import { addCounters, countsOf, tracksOf, waysOf } from './mediaSamples.ts';
import { expectMediaArrives, expectNoMediaArrives, joinCall, launchChromium, mediaFigures, openAs, startCall } from './people.ts';
import { test } from './test.ts';

const folder = process.env['SCREENS'] ?? 'reports/screens';
test.describe('the adviser in a call', () => {
  let server: RunningServer;
  test.beforeAll(async () => {
    server = await startServer({ env: { MEDIA_WORKERS: '1' } });
  });
  test.afterAll(() => server.stop());

  /** What the media server itself has sent to pages of the role. */
  async function sentTo(role: string): Promise<number> {
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    return Number(new RegExp(`distans_media_sent_rtp_bytes\\{role="${role}"\\} (\\d+)`).exec(metrics)?.[1] ?? NaN);
  }

  test('[F50] [F106] joined for the connection alone: everybody is told, no media of the call reaches the adviser, and a confidential matter opens by the customer’s word only', async () => {
    await using browser = await launchChromium();
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-2' });
    const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-tax-1' });
    const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' }, {}, addCounters);
    await startCall(terminal, expert, 'tax', 'tax.inheritance');
    await joinCall(adviser, 'connectionOnly', adviser.getByTestId('terminal-mikkeli-2'));
    for (const page of [terminal, expert]) await expect(page.getByTestId('connectionOnly')).toContainText('Does not hear or see you');
    await adviser.getByLabel('Write to the customer and the expert').fill('I am restarting your picture');
    await adviser.getByRole('button', { name: 'Send to both' }).click();
    for (const page of [terminal, expert]) await expect(page.locator('body')).toContainText('Ritva Kettunen: I am restarting your picture');
    // [F55] Between the two of them.
    await adviser.getByLabel('Write to the customer and the expert').fill('His line is weak, speak slowly');
    await adviser.getByRole('button', { name: 'Only to the expert' }).click();
    await expert.getByTestId('tab-chat').click();
    await expect(expert.getByRole('log')).toContainText('His line is weak, speak slowly');
    await expert.getByLabel('Write to the adviser; the customer does not see it').fill('Thank you, I will');
    await expert.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(adviser.getByRole('log')).toContainText('Thank you, I will');
    for (const secret of ['speak slowly', 'I will']) await expect(terminal.locator('body')).not.toContainText(secret);

    expect(await sentTo('adviser')).toBe(0);
    expect((await mediaFigures(adviser)).framesDecoded).toBe(0);
    // Nothing by which anything could come, and nothing opened.
    expect(await countsOf(adviser)).toEqual({ connectionsMade: 0, devicesOpened: 0 });

    await adviser
      .getByTestId('joined')
      .getByRole('button', { name: /I am elsewhere/ })
      .click();
    await terminal.getByTestId('adviserConsent').getByRole('button', { name: 'No' }).click();
    await expect(adviser.getByTestId('joined')).toHaveAttribute('data-microphone', 'connectionOnly');
    expect(await sentTo('adviser')).toBe(0);
    await adviser
      .getByTestId('joined')
      .getByRole('button', { name: /I am elsewhere/ })
      .click();
    await terminal.screenshot({ path: `${folder}/terminal-adviser-consent.png` });
    await terminal.getByTestId('adviserConsent').getByRole('button', { name: 'Yes' }).click();
    await expect(adviser.getByTestId('joined')).toHaveAttribute('data-microphone', 'open');
    await expectMediaArrives(adviser);
    expect(await sentTo('adviser')).toBeGreaterThan(0);

    // And back again: nothing more comes, and camera and microphone are off.
    await adviser.getByTestId('joined').getByRole('button', { name: 'Back to the connection only' }).click();
    await expect(adviser.getByTestId('joined')).toHaveAttribute('data-microphone', 'connectionOnly');
    for (const page of [terminal, expert]) await expect(page.getByTestId('connectionOnly')).toBeVisible();
    await expect.poll(() => tracksOf(adviser)).toEqual([null, null]);
    await expect.poll(() => waysOf(adviser)).toEqual([]);
    const { connectionsMade } = await countsOf(adviser);
    const sent = await sentTo('adviser');
    await expectMediaArrives(expert);
    await expectNoMediaArrives(adviser);
    expect(await sentTo('adviser')).toBe(sent);
    expect((await countsOf(adviser)).connectionsMade).toBe(connectionsMade);
  });

  test('[F56] [C15] an adviser beside the terminal joins without microphone and loudspeaker, and is warned of acoustic feedback', async () => {
    await using browser = await launchChromium();
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-2' }, {}, addDeviceFaults);
    const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-4' });
    const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-kiiminki-1' });
    await startCall(terminal, expert, 'fpa', 'fpa.studentAid');
    await joinCall(adviser, 'muted', adviser.getByTestId('terminal-kiiminki-2'));
    const joined = adviser.getByTestId('joined');
    await expect(joined).toHaveAttribute('data-microphone', 'muted');
    const heard = joined.getByTestId(/customerTile|expertTile/).locator('audio');
    const volumes = () => heard.evaluateAll((elements: HTMLAudioElement[]) => elements.map(({ volume }) => volume));
    await expect.poll(volumes).toEqual([0, 0]);
    await joined.getByRole('button', { name: 'Microphone and loudspeaker are off' }).click();
    await expect.poll(volumes).toEqual([1, 1]);
    await setDeviceFault(terminal, 'acousticFeedback');
    await expect(joined.getByRole('alert').or(joined.getByRole('status'))).toContainText('It howls', { timeout: 15_000 });
    await adviser.screenshot({ path: `${folder}/adviser-acousticFeedback.png` });
    // [F52] Seen to: it stands at the desk no longer, and stays in the call's history, where it is read in a list and a table as well.
    await adviser.getByTestId('terminal-kiiminki-2').getByTestId('openConnection').click();
    const dialog = adviser.getByTestId('connectionDialog');
    await expect(dialog.getByTestId('findings')).toContainText('Howl');
    await dialog.getByRole('button', { name: 'Done: Howl' }).click();
    await expect(dialog.getByTestId('findings')).toHaveCount(0);
    const history = dialog.getByTestId('connectionHistory');
    await expect(history.getByRole('list', { name: 'Events' })).toContainText('Howl');
    await history.getByText('Show as a table').click();
    await expect(history.getByRole('table').getByRole('row').nth(1)).toContainText('UDP, direct');
    await adviser.screenshot({ path: `${folder}/adviser-history.png` });
  });

  test('[F60] a point without an adviser is looked after from another one: help, a call, and joining it', async () => {
    await using browser = await launchChromium();
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'pelkosenniemi-1' });
    const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-te-1' });
    const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-saarijarvi-1' });
    const card = adviser.getByTestId('terminal-pelkosenniemi-1');
    await expect(card).toContainText('Pelkosenniemi service point');
    await terminal.getByTestId('help').click();
    await card.getByRole('button', { name: 'I am coming' }).click();
    await expect(terminal.locator('body')).toContainText('Marjo Peltola');
    await startCall(terminal, expert, 'te', 'te.jobSeeker');
    await card.getByRole('button', { name: 'Join the call' }).click();
    await expect(adviser.getByTestId('joinDialog').getByRole('radio')).toHaveCount(2);
    await expect(adviser.getByTestId('join-muted')).toHaveCount(0);
    await adviser.screenshot({ path: `${folder}/adviser-elsewhere.png` });
    await adviser.getByTestId('join-open').click();
    await adviser.getByTestId('joinNow').click();
    await expectMediaArrives(adviser);
    await expectMediaArrives(terminal);
  });
});
