import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { becomeAvailable, expectMediaArrives, expectSoundArrives, launchChromium, openAs, toDeviceCheck } from './people.ts';
import { test } from './test.ts';

let server: RunningServer;
const browsers: Browser[] = [];

test.beforeAll(async () => {
  server = await startServer({ env: { RING_MS: '20000' } });
});
test.afterAll(() => server.stop());
test.afterEach(async () => {
  for (const browser of browsers.splice(0)) await browser.close();
});

const launch = async (...flags: string[]): Promise<Browser> => {
  const browser = await launchChromium(flags);
  browsers.push(browser);
  return browser;
};

const joinQueue = async (terminal: Page): Promise<void> => {
  await terminal.getByRole('button', { name: 'Put me in the queue' }).click();
  await terminal.locator('main[data-screen="waiting"]').waitFor();
};

/** An expert in a browser with all devices takes the waiting call. */
async function answer(agencyExpert: string): Promise<Page> {
  const expert = await openAs(await launch(), server.url, { role: 'expert', id: agencyExpert });
  await becomeAvailable(expert);
  await expert.getByRole('button', { name: 'Accept' }).click();
  await expect(expert.getByTestId('call')).toBeVisible();
  return expert;
}

const end = async (expert: Page): Promise<void> => {
  await expert.getByRole('button', { name: 'End call' }).click();
  await expert.getByTestId('wrapUp').getByText('Settled').click();
  await expert.getByRole('button', { name: 'Ready for the next' }).click();
  await expert.getByTestId('wrapUp').waitFor({ state: 'detached' });
};

/** A cable between the page and one of its (fake) devices, which can be pulled out and put back. */
const addCable = (page: Page) =>
  page.addInitScript(() => {
    const opened = new Set<MediaStreamTrack>();
    const unplugged = new Set<string>();
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints = {}) => {
      if ((constraints.video && unplugged.has('video')) || (constraints.audio && unplugged.has('audio'))) throw new DOMException('pulled out', 'NotFoundError');
      const stream = await real(constraints);
      stream.getTracks().forEach((track) => opened.add(track));
      return stream;
    };
    const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    navigator.mediaDevices.enumerateDevices = async () => (await list()).filter(({ kind }) => !unplugged.has(kind.replace('input', '')));
    Object.assign(window, {
      unplug: (kind: string) => {
        unplugged.add(kind);
        for (const track of opened) {
          if (track.kind !== kind || track.readyState === 'ended') continue;
          track.stop();
          track.dispatchEvent(new Event('ended'));
        }
        navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      },
      plugIn: (kind: string) => {
        unplugged.delete(kind);
        navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      },
    });
  });
const pull = (page: Page, kind: 'audio' | 'video') => page.evaluate((chosen) => (window as unknown as { unplug(kind: string): void }).unplug(chosen), kind);
const plugIn = (page: Page, kind: 'audio' | 'video') => page.evaluate((chosen) => (window as unknown as { plugIn(kind: string): void }).plugIn(chosen), kind);

test('[C12] a terminal without a camera: it says so, and the call works by sound; the expert’s picture comes', async () => {
  const terminal = await openAs(await launch('--use-fake-device-for-media-stream=device-count=0'), server.url, { role: 'terminal', id: 'mikkeli-1' });
  await toDeviceCheck(terminal, 'fpa', 'fpa.studentAid');
  await expect(terminal.locator('[data-check="camera"] [data-say]')).toHaveText('No camera was found. You can go on without a picture.');
  await expect(terminal.locator('[data-check="microphone"]')).toHaveAttribute('data-state', 'ok');
  await joinQueue(terminal);
  const expert = await answer('expert-fpa-1');
  await Promise.all([expectMediaArrives(terminal), expectSoundArrives(expert)]);
  await expect(terminal.locator('main')).toContainText('No camera was found');
  await expect(expert.getByTestId('customerTile')).toContainText('Camera is off');
  await end(expert);
});

test('[C12] devices denied: words that help, the adviser sees the fault, and the customer may still wait and be seen to', async () => {
  const terminal = await openAs(await launch('--use-fake-ui-for-media-stream=deny'), server.url, { role: 'terminal', id: 'mikkeli-2' }, { permissions: [] });
  const adviser = await openAs(await launch(), server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  await toDeviceCheck(terminal, 'dvv', 'dvv.movingNotice');
  await expect(terminal.locator('[data-check="microphone"] [data-say]')).toHaveText('The microphone is not allowed. Call the adviser.');
  await expect(terminal.locator('[data-check="camera"] [data-say]')).toHaveText('The camera is not allowed. Call the adviser or go on without a picture.');
  await expect(adviser.getByTestId('terminal-mikkeli-2')).toHaveAttribute('data-state', 'fault');
  await joinQueue(terminal);
  const expert = await answer('expert-dvv-1');
  await expectMediaArrives(terminal);
  await end(expert);
});

test('[C13] [Q39] camera and microphone pulled out in a call: it goes on, says what is wrong, and heals when they are put back', async () => {
  const browser = await launch();
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-1' });
  await addCable(terminal);
  await terminal.reload();
  await toDeviceCheck(terminal, 'fpa', 'fpa.studentAid');
  await joinQueue(terminal);
  const expert = await answer('expert-fpa-1');
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);

  await pull(terminal, 'video');
  await expect(terminal.locator('main')).toContainText('No camera was found');
  await Promise.all([expectMediaArrives(terminal), expectSoundArrives(expert)]);
  await plugIn(terminal, 'video');
  await expect(terminal.locator('main')).not.toContainText('No camera was found');
  await expectMediaArrives(expert);

  await pull(terminal, 'audio');
  await expect(terminal.locator('main')).toContainText('No microphone was found');
  await plugIn(terminal, 'audio');
  await expect(terminal.locator('main')).not.toContainText('No microphone was found');
  await expectSoundArrives(expert);
  await end(expert);
});

test('[F35] an expert whose microphone fails is not offered calls, and is told why', async () => {
  const expert = await openAs(await launch(), server.url, { role: 'expert', id: 'expert-police-1' });
  await addCable(expert);
  await expert.reload();
  await becomeAvailable(expert);
  await expect(expert.locator('[data-status]')).toHaveAttribute('data-status', 'available');
  await pull(expert, 'audio');
  await expect(expert.locator('[data-status]')).toHaveAttribute('data-status', 'away');
  await expect(expert.locator('body')).toContainText('No microphone was found. Check that it is connected.');
});
