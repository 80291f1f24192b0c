import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { addRefusals, endDeviceFault, litOn } from './deviceFaults.ts';
import { answerCall, becomeAvailable, joinCall, launchChromium, openAs, queueAt, toDeviceCheck } from './people.ts';
import { test } from './test.ts';

// Tests that leave a visit behind have a terminal of their own.
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

const check = (terminal: Page, device: 'camera' | 'microphone') => terminal.locator(`[data-check="${device}"]`);
/** How it stands, in words. */
const said = (terminal: Page, device: 'camera' | 'microphone') => check(terminal, device).locator('[data-say]');
const bothLit = ['audio', 'video'];
/** What a page says within so many milliseconds of a device that does not answer. */
const toldWithin = { timeout: 8_000 };

async function choose(expert: Page, status: string): Promise<void> {
  await expert.getByTestId('statusChoice').click();
  await expert.getByRole('option', { name: status }).click();
}

test('[E16] a microphone that another program used is tried again by itself, and the words name the cause', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-1' }, {}, addRefusals('microphoneTaken'));
  await toDeviceCheck(terminal, 'fpa', 'fpa.studentAid');
  await expect(said(terminal, 'microphone')).toHaveText('Another program is using the microphone. Call the adviser.');
  await expect(check(terminal, 'camera')).toHaveAttribute('data-state', 'ok');
  await endDeviceFault(terminal);
  await expect(check(terminal, 'microphone')).toHaveAttribute('data-state', 'ok');
  await expect(terminal.getByRole('button', { name: 'Try again' })).toHaveCount(0);
});

test('[E16] a permission that is given later is used at once; without one the person is not asked again and again', async () => {
  const addPermission = async (page: Page): Promise<void> => {
    await addRefusals('denied')(page);
    await page.addInitScript(() => {
      const permissions: EventTarget[] = [];
      let state = 'prompt';
      Permissions.prototype.query = async () => {
        const permission = Object.defineProperty(new EventTarget(), 'state', { get: () => state });
        permissions.push(permission);
        return permission as PermissionStatus;
      };
      let tries = 0;
      const { getUserMedia } = MediaDevices.prototype;
      MediaDevices.prototype.getUserMedia = function (constraints) {
        tries += 1;
        return getUserMedia.call(this, constraints);
      };
      Object.assign(window, {
        triesSoFar: () => tries,
        allow: () => {
          state = 'granted';
          permissions.forEach((permission) => permission.dispatchEvent(new Event('change')));
        },
      });
    });
  };
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-1' }, {}, addPermission);
  await toDeviceCheck(terminal, 'fpa', 'fpa.studentAid');
  await expect(said(terminal, 'microphone')).toHaveText('The microphone is not allowed. Call the adviser.');
  const tries = await terminal.evaluate(async () => {
    const { triesSoFar } = window as unknown as { triesSoFar(): number };
    const before = triesSoFar();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    return triesSoFar() - before;
  });
  expect(tries).toBe(0);
  await terminal.evaluate(() => {
    const page = window as unknown as { deviceFault: string; allow(): void };
    page.deviceFault = 'none';
    page.allow();
  });
  await expect(check(terminal, 'microphone')).toHaveAttribute('data-state', 'ok', { timeout: 2_000 });
});

test('[E16] an expert whose microphone is busy is told so, and works without a reload when it is free', async () => {
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-tax-1' }, {}, addRefusals('microphoneTaken'));
  await choose(expert, 'Available');
  await expect(expert.locator('body')).toContainText('Another program is using the microphone. Close it.');
  await expect(expert.locator('[data-status]')).toHaveAttribute('data-status', 'offline');
  await expect.poll(() => litOn(expert)).toEqual([]);
  await endDeviceFault(expert);
  await expert.getByRole('button', { name: 'Try again' }).click();
  await expect(expert.locator('body')).not.toContainText('Another program is using the microphone');
  await becomeAvailable(expert);
  await expect(expert.locator('[data-status]')).toHaveAttribute('data-status', 'available');
  await expect.poll(() => litOn(expert)).toEqual(bothLit);
});

test('[E17] a microphone that never answers: the customer and the desk are told, the remote action ends, and the late answer is used', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-2' }, {}, addRefusals('microphoneHangs'));
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  await toDeviceCheck(terminal, 'dvv', 'dvv.movingNotice');
  await expect(said(terminal, 'microphone')).toHaveText('The microphone does not respond. Call the adviser.', toldWithin);
  // One that hangs does not hold up the other.
  await expect(check(terminal, 'camera')).toHaveAttribute('data-state', 'ok');
  const card = adviser.getByTestId('terminal-mikkeli-2');
  await expect(card).toContainText('The microphone does not respond.');
  await expect(card).toHaveAttribute('data-state', 'fault');

  await terminal.getByRole('button', { name: 'Put me in the queue' }).click();
  const connection = () =>
    terminal.evaluate(
      () => (window as unknown as { distansMedia: { store: { getState(): { connection: string } } } }).distansMedia.store.getState().connection,
    );
  await expect.poll(connection).toBe('connected');
  await card.getByTestId('openConnection').click();
  const dialog = adviser.getByTestId('connectionDialog');
  await dialog.getByRole('button', { name: 'Restart picture and sound' }).first().click();
  await expect(dialog.getByTestId('remoteActionRuns').getByRole('listitem').first()).toHaveAttribute('data-outcome', 'failed');
  await endDeviceFault(terminal);
  await expect.poll(() => litOn(terminal)).toEqual(bothLit);
  await expect(terminal.locator('main')).not.toContainText('does not respond');
});

test('[E17] an answer that comes when nobody wants it any more leaves nothing open', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-1' }, {}, addRefusals('cameraHangs'));
  await toDeviceCheck(terminal, 'fpa', 'fpa.studentAid');
  await expect(check(terminal, 'camera')).toHaveAttribute('data-state', 'notAnswering', toldWithin);
  await terminal.getByRole('button', { name: 'Start over' }).click();
  await endDeviceFault(terminal);
  await expect.poll(() => terminal.evaluate(() => (window as unknown as { given: unknown[] }).given.length)).toBeGreaterThan(0);
  await expect.poll(() => litOn(terminal)).toEqual([]);
});

test('[E17] an expert whose microphone never answers is told and does not become available', async () => {
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-tax-1' }, {}, addRefusals('microphoneHangs'));
  await choose(expert, 'Available');
  await expect(expert.locator('body')).toContainText('Opening the microphone');
  await expect(expert.locator('body')).toContainText('The microphone does not respond.', toldWithin);
  await expect(expert.locator('body')).not.toContainText('The camera does not respond.');
  await expect(expert.locator('[data-status]')).toHaveAttribute('data-status', 'offline');
});

test('[E4] an expert’s lamps are lit for customers only, and the desk says why the picture is off', async () => {
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-tax-1' }, {}, addRefusals('none'));
  await expect(expert.getByText('Camera and microphone are off until you become available.')).toBeVisible();
  expect(await litOn(expert)).toEqual([]);
  await becomeAvailable(expert);
  await expect.poll(() => litOn(expert)).toEqual(bothLit);
  for (const status of ['Break: lunch', 'Away']) {
    await choose(expert, status);
    await expect.poll(() => litOn(expert)).toEqual([]);
    await expect(expert.getByText('Camera and microphone are off until you become available.')).toBeVisible();
    await choose(expert, 'Available');
    await expect.poll(() => litOn(expert)).toEqual(bothLit);
  }
});

test('[E4] from the start screen to the thanks: nobody’s lamp is lit longer than it is needed', async () => {
  const lamps = addRefusals('none');
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-1' }, {}, lamps);
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-kiiminki-1' }, {}, lamps);
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' }, {}, lamps);
  await expect(terminal.getByTestId('start')).toBeVisible();
  expect(await litOn(terminal)).toEqual([]);
  await queueAt(terminal, 'fpa', 'fpa.studentAid');
  expect(await litOn(terminal)).toEqual(bothLit);
  // From the device check to the queue they stay open: no lamp goes out and on again.
  expect(await terminal.evaluate(() => (window as unknown as { given: unknown[] }).given.length)).toBe(2);
  await answerCall(terminal, expert);
  const card = adviser.getByTestId('terminal-kiiminki-1');
  await joinCall(adviser, 'open', card);
  await expect.poll(() => litOn(adviser)).toEqual(bothLit);
  await adviser.getByRole('button', { name: 'Leave the call' }).click();
  await expect.poll(() => litOn(adviser)).toEqual([]);
  await expert.getByRole('button', { name: 'End call' }).click();
  await expect(terminal.locator('main[data-screen="thanks"]')).toBeVisible();
  await expect.poll(() => litOn(terminal)).toEqual([]);
  await expect(expert.getByTestId('wrapUp')).toBeVisible();
  await expect.poll(() => litOn(expert)).toEqual([]);
});

test('[E15] what the adviser chose for a terminal outlives the adviser’s reload, and the next customer has it too', async () => {
  await using several = await launchChromium(['--use-fake-device-for-media-stream=device-count=3']);
  const terminal = await openAs(several, server.url, { role: 'terminal', id: 'pargas-1' });
  const adviser = await openAs(several, server.url, { role: 'adviser', id: 'adviser-pargas-1' });
  await toDeviceCheck(terminal, 'fpa', 'fpa.studentAid');
  await adviser.getByTestId('terminal-pargas-1').getByTestId('openConnection').click();
  const dialog = adviser.getByTestId('connectionDialog');
  const newest = dialog.getByTestId('remoteActionRuns').getByRole('listitem').first();
  const chosen = { audioinput: 'Fake Audio Input 2', videoinput: 'fake_device_2', audiooutput: 'Fake Audio Output 2' };
  for (const [kind, name] of Object.entries(chosen)) {
    await dialog.getByTestId(`choose-${kind}`).click();
    await adviser.getByRole('option', { name }).click();
    await expect(newest).toContainText({ audioinput: 'Microphone', videoinput: 'Camera', audiooutput: 'Loudspeaker' }[kind] ?? '');
    await expect(newest).toHaveAttribute('data-outcome', 'done');
  }
  await dialog.getByRole('slider', { name: 'Volume' }).press('ArrowLeft');
  await expect(newest).toContainText('90 %');
  await expect(newest).toHaveAttribute('data-outcome', 'done');
  await dialog.getByRole('button', { name: 'Reload the page' }).click();
  await expect(terminal.getByTestId('start')).toBeVisible();
  await toDeviceCheck(terminal, 'fpa', 'fpa.studentAid');
  const used = () =>
    terminal.evaluate(() => {
      const { localAudio, localVideo, speakerId, devices, volume } = (
        window as unknown as {
          distansMedia: {
            store: {
              getState(): {
                localAudio: MediaStreamTrack | null;
                localVideo: MediaStreamTrack | null;
                speakerId: string | null;
                devices: { deviceId: string; label: string }[];
                volume: number;
              };
            };
          };
        }
      ).distansMedia.store.getState();
      const speaker = devices.find(({ deviceId }) => deviceId === speakerId)?.label;
      return { audioinput: localAudio?.label, videoinput: localVideo?.label, audiooutput: speaker, volume };
    });
  await expect.poll(used).toEqual({ ...chosen, volume: 0.9 });
  await terminal.getByRole('button', { name: 'Start over' }).click();
  await toDeviceCheck(terminal, 'fpa', 'fpa.studentAid');
  await expect.poll(used).toEqual({ ...chosen, volume: 0.9 });
});

test('[E18] hold music, the ring and the test sound come out of the chosen loudspeaker, as loud as it is set', async () => {
  await using several = await launchChromium(['--use-fake-device-for-media-stream=device-count=3']);
  /** Notes each element that plays, which says where and how loud. */
  const addEar = async (page: Page): Promise<void> => {
    await page.addInitScript(() => {
      const played: HTMLAudioElement[] = [];
      const { play } = HTMLMediaElement.prototype;
      HTMLMediaElement.prototype.play = function () {
        if (this instanceof HTMLAudioElement && !this.isConnected) played.push(this);
        return play.call(this);
      };
      Object.assign(window, { played });
    });
  };
  const heard = (page: Page) =>
    page.evaluate(async () => {
      const { played } = window as unknown as { played: HTMLAudioElement[] };
      const devices = await navigator.mediaDevices.enumerateDevices();
      return played
        .filter(({ srcObject }) => srcObject !== null)
        .map(({ sinkId, volume }) => ({
          where: devices.find(({ deviceId }) => deviceId === sinkId)?.label ?? 'default',
          volume: Math.round(volume * 10) / 10,
        }));
    });
  const choice = { where: 'Fake Audio Output 2', volume: 0.9 };
  const terminal = await openAs(several, server.url, { role: 'terminal', id: 'mikkeli-1' }, {}, addEar);
  const expert = await openAs(several, server.url, { role: 'expert', id: 'expert-tax-1' }, {}, addEar);
  const adviser = await openAs(several, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });

  await expert.getByTestId('changeDevices').click();
  const own = expert.getByTestId('myConnection');
  await own.getByText('More').click();
  await own.getByTestId('choose-audiooutput').click();
  await expert.getByRole('option', { name: 'Fake Audio Output 2' }).click();
  await expect(own.getByTestId('myRemoteAction')).toHaveAttribute('data-outcome', 'done');
  await own.getByRole('slider', { name: 'Volume' }).press('ArrowLeft');
  await expert.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  await queueAt(terminal, 'tax', 'tax.taxCard');
  await adviser.getByTestId('terminal-mikkeli-1').getByTestId('openConnection').click();
  const dialog = adviser.getByTestId('connectionDialog');
  await dialog.getByTestId('choose-audiooutput').click();
  await adviser.getByRole('option', { name: 'Fake Audio Output 2' }).click();
  await dialog.getByRole('slider', { name: 'Volume' }).press('ArrowLeft');
  await dialog.getByRole('button', { name: 'Show test picture and sound' }).click();
  await expect.poll(() => heard(terminal)).toContainEqual(choice);
  await terminal.getByTestId('remoteAction-test').getByRole('button', { name: 'Done' }).click();

  await becomeAvailable(expert);
  await expect(expert.getByTestId('offer')).toBeVisible();
  await expect.poll(() => heard(expert)).toEqual([choice]);
  await expert.getByTestId('offer').getByRole('button', { name: 'Accept' }).click();
  await expect.poll(() => heard(expert)).toEqual([]);
  await expert.getByRole('button', { name: 'Hold', exact: true }).click();
  await expect.poll(() => heard(terminal)).toEqual([choice]);
  // A customer who turns it down turns the music down.
  await terminal.getByRole('slider', { name: 'Volume' }).press('Home');
  await expect.poll(() => heard(terminal)).toEqual([{ ...choice, volume: 0 }]);
});
