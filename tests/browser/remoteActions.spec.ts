import { expect } from '@playwright/test';
import { Person } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { type RunningTurn, startTurn } from '#tests/support/turn.ts';
import { answerCall, expectMediaArrives, expectSoundArrives, launchChromium, openAs, startCall } from './people.ts';
import { framesIn, layersOf, mediaOf, pathOf, tracksOf, waysOf } from './mediaSamples.ts';
import { test } from './test.ts';

const folder = process.env['SCREENS'] ?? 'reports/screens';
test.describe('the adviser’s remote actions', () => {
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

  test('[F53] [C19] each remote action changes the terminal, is shown there, measured, and never opens what the customer has closed', async () => {
    // The second of Chromium's fake cameras measures depth, and gives no picture.
    await using browser = await launchChromium(['--use-fake-device-for-media-stream=device-count=3']);
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
    const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
    const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
    await startCall(terminal, expert, 'fpa', 'fpa.studentAid');

    await adviser.getByTestId('terminal-mikkeli-1').getByTestId('openConnection').click();
    const dialog = adviser.getByTestId('connectionDialog');
    await expect(dialog.getByTestId('connectionHistory')).toBeVisible();
    const choose = async (testId: string, option: string): Promise<void> => {
      await dialog.getByTestId(testId).click();
      await adviser.getByRole('option', { name: option }).click();
    };
    const remoteActionRuns = dialog.getByTestId('remoteActionRuns').getByRole('listitem');
    /** The newest repair is this one, and came out so. */
    const expectRemoteAction = async (remoteAction: string, outcome: string): Promise<void> => {
      await expect(remoteActionRuns.first()).toContainText(remoteAction);
      await expect(remoteActionRuns.first()).toHaveAttribute('data-outcome', outcome);
    };

    await choose('setQuality', 'Still pictures');
    await expect.poll(async () => (await mediaOf(terminal)).quality).toBe('still');
    await expect(terminal.getByTestId('remoteActionNotice')).toContainText('Ritva Kettunen is helping');
    await expectRemoteAction('Still pictures', 'done');
    await expectSoundArrives(expert);
    await choose('setQuality', 'Sound only');
    await expect(dialog.getByTestId('mediaControls')).toContainText('Picture quality: Sound only');
    await expect.poll(() => framesIn(expert)).toBe(0);
    await expectSoundArrives(expert);
    await choose('setQuality', 'Automatic');
    await expectMediaArrives(expert);
    await expect(dialog.getByTestId('mediaControls')).toHaveCount(0);
    await expect(dialog.getByTestId('setQuality')).toContainText('Automatic');

    await choose('choose-videoinput', 'fake_device_2');
    await expect.poll(async () => (await mediaOf(terminal)).camera).toBe('fake_device_2');
    await choose('choose-audioinput', 'Fake Audio Input 2');
    await expect.poll(async () => (await mediaOf(terminal)).microphone).toBe('Fake Audio Input 2');
    await expectMediaArrives(expert);
    await choose('choose-audiooutput', 'Fake Audio Output 2');
    const loudspeaker = terminal.getByTestId('expertTile').locator('audio');
    await expect.poll(() => loudspeaker.evaluate((element: HTMLAudioElement) => element.sinkId)).not.toBe('');
    await dialog.getByRole('slider', { name: 'Volume' }).press('ArrowLeft');
    await expect.poll(() => loudspeaker.evaluate((element: HTMLAudioElement) => element.volume)).toBeCloseTo(0.9);
    await expect(remoteActionRuns.first()).toContainText('Volume, %: 100 → 90', { timeout: 20_000 });
    await expect.poll(() => layersOf(terminal)).toEqual([true, true, true]);
    const pathBefore = await pathOf(terminal);
    await dialog.getByRole('button', { name: 'Find a new path' }).click();
    await expect.poll(() => pathOf(terminal)).not.toBe(pathBefore);
    await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
    // The large pictures, too, go over the new path.
    await expectRemoteAction('Find a new path', 'done');
    await expect.poll(() => layersOf(terminal)).toEqual([true, true, true]);

    const path = (name: string) => dialog.getByRole('radiogroup', { name: 'Path' }).getByRole('radio', { name });
    const choosePath = (name: string) => dialog.getByRole('radiogroup', { name: 'Path' }).getByText(name, { exact: true }).click();
    await choosePath('TCP');
    await expectRemoteAction('Path: TCP only', 'done');
    expect(new Set((await waysOf(terminal)).map((way) => way.split(' ')[0]))).toEqual(new Set(['tcp']));
    await expect(path('TCP')).toBeChecked();
    await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
    // Through coturn, with credentials of an hour that the server has made.
    await choosePath('Relay');
    await expect(path('Relay')).toBeChecked();
    await expectRemoteAction('Path: Relay only', 'done');
    expect((await waysOf(terminal)).map((way) => way.split(' ')[1])).toEqual(['relay', 'relay']);
    await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
    await expect(dialog.getByTestId('findings').locator('[data-code="overRelay"][data-over="false"]')).toBeVisible({ timeout: 20_000 });
    const [tracksBefore, sessionBefore] = [await tracksOf(terminal), await pathOf(terminal)];
    await dialog.getByRole('button', { name: 'Restart picture and sound' }).click();
    await expect(terminal.getByTestId('remoteActionNotice')).toHaveAttribute('data-remoteAction', 'restartMedia');
    await expectRemoteAction('Restart picture and sound', 'done');
    const tracksAfter = await tracksOf(terminal);
    expect(tracksAfter.every((track, index) => track !== null && track !== tracksBefore[index])).toBe(true);
    expect(await pathOf(terminal)).not.toBe(sessionBefore);
    await expectMediaArrives(expert);

    await terminal.getByTestId('mute-microphone').click();
    await dialog.getByRole('button', { name: 'Ask the customer to unmute' }).click();
    await expectRemoteAction('Ask the customer to unmute', 'asked');
    await terminal.screenshot({ path: `${folder}/terminal-unmute.png` });
    await terminal.getByTestId('remoteAction-unmute').getByRole('button', { name: 'Not now' }).click();
    await expectRemoteAction('Ask the customer to unmute', 'refused');
    expect((await mediaOf(terminal)).isMicrophoneMuted).toBe(true);
    await dialog.getByRole('button', { name: 'Ask the customer to unmute' }).click();
    await terminal.getByTestId('remoteAction-unmute').getByRole('button', { name: 'Turn it on' }).click();
    await expect.poll(async () => (await mediaOf(terminal)).isMicrophoneMuted).toBe(false);

    await dialog.getByRole('button', { name: 'Call the customer’s attention' }).click();
    await terminal.getByTestId('remoteAction-attention').getByRole('button', { name: 'I have seen it' }).click();
    await dialog.getByRole('button', { name: 'Show test picture and sound' }).click();
    await expect(terminal.getByTestId('testPicture')).toBeVisible();
    await terminal.getByTestId('remoteAction-test').getByRole('button', { name: 'Done' }).click();
    await expect(remoteActionRuns.last()).toHaveAttribute('data-measured', 'true', { timeout: 20_000 });

    const reloaded = terminal.waitForEvent('load');
    await dialog.getByRole('button', { name: 'Reload the page' }).click();
    await reloaded;
    await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  });

  test('[F103] [Q16] a practice call: its network is made bad from the desk, what is wrong is found, and nothing is lost that is only late', async () => {
    await using browser = await launchChromium();
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-1' });
    const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-practice-1' });
    const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-kiiminki-1' });
    const card = adviser.getByTestId('terminal-kiiminki-1');
    // Customers are not offered it.
    await expect(terminal.getByTestId('agency-fpa')).toBeVisible();
    await expect(terminal.getByTestId('agency-practice')).toHaveCount(0);
    await card.getByRole('button', { name: 'Set up a call' }).click();
    await adviser.getByTestId('setUp').getByText('Practice for advisers').click();
    await adviser.getByTestId('setUp').getByText('Practice call').click();
    await adviser.getByRole('button', { name: 'Put in the queue' }).click();
    await answerCall(terminal, expert);

    await card.getByTestId('openConnection').click();
    const dialog = adviser.getByTestId('connectionDialog');
    const standing = (code: string) => dialog.getByTestId('findings').locator(`[data-code="${code}"][data-over="false"]`);
    const put = async (name: string): Promise<void> => {
      await dialog.getByTestId('practiceFault').click();
      await adviser.getByRole('option', { name }).click();
    };
    await put('Uneven arrival');
    await expect(standing('jitter').first()).toContainText('Measured: unevenness', { timeout: 15_000 });
    await Promise.all([expectSoundArrives(terminal), expectSoundArrives(expert)]);
    for (const code of ['mediaLost', 'connectionLost', 'signallingLost']) await expect(standing(code)).toHaveCount(0);
    await put('Silent microphone');
    await expect(standing('microphoneSilent').first()).toBeVisible({ timeout: 15_000 });
    await expect(standing('jitter')).toHaveCount(0, { timeout: 15_000 });
    await adviser.screenshot({ path: `${folder}/adviser-practice.png` });
    await put('UDP is blocked');
    await expect(standing('udpBlocked').first()).toBeVisible({ timeout: 20_000 });
    await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
    await dialog.getByRole('button', { name: 'Surprise me' }).click();
    await expect(dialog.getByTestId('practice')).toContainText('Find out what');
    // The dialog may go meanwhile; what was put stays put, and can be shown.
    await adviser.keyboard.press('Escape');
    await card.getByTestId('openConnection').click();
    await expect(dialog.getByTestId('practice')).toContainText('Find out what');
    await dialog.getByRole('button', { name: 'Show what it was' }).click();
    await expect(dialog.getByTestId('practiceFault')).not.toContainText(/…|No fault/);
    await put('Silent microphone');
    const pretended = async () => (await mediaOf(terminal)).deviceFault;
    await expect.poll(pretended).toBe('microphoneSilent');
    // It ends with the call, not with the visit.
    await expert.getByRole('button', { name: 'End call' }).click();
    await expect(terminal.locator('main[data-screen="thanks"]')).toBeVisible();
    await expect.poll(pretended).toBe('none');
  });

  test('[F53] [Q22] a remote action on another point’s terminal is refused and logged', async () => {
    const stranger = await Person.arrive(server.url, 'adviser', 'adviser-pargas-1');
    const terminal = await Person.arrive(server.url, 'terminal', 'mikkeli-2');
    const terminalId = 'mikkeli-2';
    const faults = { terminalId, network: {}, device: 'none' } as const;
    const refused = { ok: false, error: { code: 'notFound' } };
    expect(await stranger.ask('remoteAction:run', { remoteActionId: crypto.randomUUID(), terminalId, remoteAction: { remoteAction: 'reload' } })).toMatchObject(
      refused,
    );
    expect(await stranger.ask('connection:history', { terminalId })).toMatchObject(refused);
    expect(await stranger.ask('help:answer', { terminalId })).toMatchObject(refused);
    expect(await stranger.ask('practice:setFaults', faults)).toMatchObject(refused);
    await expect.poll(async () => (await server.log()).split('an adviser reached for a terminal of another point').length).toBe(1 + 4);
    const own = await Person.arrive(server.url, 'adviser', 'adviser-mikkeli-1');
    expect(await own.ask('practice:setFaults', faults)).toMatchObject({ ok: false, error: { code: 'notPractice' } });
    own.leave();
    stranger.leave();
    terminal.leave();
  });
});
