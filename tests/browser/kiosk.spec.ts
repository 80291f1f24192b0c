import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserContext, type Page, expect } from '@playwright/test';
import { z } from 'zod';
import { Installation } from './installed.ts';
import { Kiosk, type Output, unitFaults } from './kiosk.ts';
import { chooseMatter, expectMediaArrives } from './people.ts';
import { test } from './test.ts';
import { textsOn } from './texts.ts';

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.start({ RING_MS: '60000' });
});
test.afterAll(() => installation.stop());

let kiosk: Kiosk | null = null;
test.afterEach(async () => {
  for (const context of installation.browser.contexts()) await context.close();
  await kiosk?.stop();
  kiosk = null;
});

const profile = () => ({ origin: installation.origin, authorityFile: installation.authorityFile });
const start = async (options: { readonly secondScreen?: string } = {}): Promise<Kiosk> => {
  kiosk = await Kiosk.start({ ...profile(), ...options });
  return kiosk;
};

/** Looks at the page without that counting as a press of the person, as everything that Playwright does on a page would. */
async function observe<T extends z.ZodType>(page: Page, schema: T, expression: string): Promise<z.output<T>> {
  const session = await page.context().newCDPSession(page);
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true, userGesture: false });
  await session.detach();
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return schema.parse(result.value);
}

const terminalCookie = async (context: BrowserContext): Promise<string | undefined> =>
  (await context.cookies()).find(({ name }) => name === '__Host-distans_terminal')?.value;

/** The machine is no terminal yet, and shows where it becomes one. */
const atEnrolment = (page: Page): Promise<void> =>
  expect.poll(() => observe(page, z.boolean(), `document.querySelector('[data-testid=enrolment] input') !== null`)).toBe(true);

/** The terminal is enrolled as the person who installs it does it: with a keyboard, at the page that the kiosk opens. */
async function enrol(page: Page, id: string): Promise<void> {
  await page.getByTestId('enrolment').getByRole('textbox').focus();
  await page.keyboard.type(await installation.accessCode('terminal', id));
  await page.keyboard.press('Enter');
  await page.locator('main[data-screen=start]').waitFor();
}

async function startCall(terminal: Page): Promise<Page> {
  const expert = await installation.open('expert', 'expert-te-1');
  const says = await textsOn(expert);
  await expert.getByTestId('statusChoice').click();
  await expert.getByRole('option', { name: says('expert', 'status.available'), exact: true }).click();
  const t = await textsOn(terminal);
  await chooseMatter(terminal, 'te', 'te.jobSeeker');
  await terminal.locator('[data-check="microphone"][data-state="ok"]').waitFor();
  await terminal.getByRole('button', { name: t('terminal', 'check.join'), exact: true }).click();
  await expert
    .getByTestId('offer')
    .getByRole('button', { name: says('expert', 'offer.accept') })
    .click();
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  return expert;
}

const permissionsSchema = z.object({ camera: z.string(), microphone: z.string() });
const permissions = `(async () => ({
  camera: (await navigator.permissions.query({ name: 'camera' })).state,
  microphone: (await navigator.permissions.query({ name: 'microphone' })).state,
}))()`;

const soundSchema = z.object({
  hasBeenPressed: z.boolean(),
  screen: z.string().nullable(),
  playing: z.number(),
  heldBack: z.number(),
  playedSeconds: z.number(),
});
/** Elements that play sound of others. */
const sound = `(() => {
  const audible = [...document.querySelectorAll('audio')].filter(({ srcObject }) => srcObject !== null);
  return {
    hasBeenPressed: navigator.userActivation.hasBeenActive,
    screen: document.querySelector('main')?.dataset.screen ?? null,
    playing: audible.filter(({ paused }) => !paused).length,
    heldBack: audible.filter(({ paused }) => paused).length,
    playedSeconds: Math.max(0, ...audible.map(({ currentTime }) => currentTime)),
  };
})()`;
/** Sound that the page makes itself, by an element and by Web Audio. */
const ownSoundSchema = z.object({ hasBeenPressed: z.boolean(), element: z.string(), contextState: z.string() });
const ownSound = `(async () => {
  globalThis.ownContext ??= new AudioContext();
  const element = Object.assign(new Audio(), { srcObject: ownContext.createMediaStreamDestination().stream });
  const outcome = await element.play().then(() => 'plays', ({ name }) => name);
  element.pause();
  return { hasBeenPressed: navigator.userActivation.hasBeenActive, element: outcome, contextState: ownContext.state };
})()`;
const arrivedEnergy = `(async () => {
  let energy = 0;
  for (const report of (await globalThis.distansMedia?.stats()) ?? [])
    for (const stat of report.values()) if (stat.type === 'inbound-rtp') energy += stat.totalAudioEnergy ?? 0;
  return energy;
})()`;

/** Sound of others arrives and plays on a page that nobody has touched since it was loaded. */
async function expectSoundWithoutPress(page: Page): Promise<void> {
  await expect
    .poll(() => observe(page, soundSchema, sound), { timeout: 60_000 })
    .toMatchObject({ hasBeenPressed: false, screen: 'call', playing: 1, heldBack: 0 });
  const before = { ...(await observe(page, soundSchema, sound)), energy: await observe(page, z.number(), arrivedEnergy) };
  await expect.poll(async () => (await observe(page, soundSchema, sound)).playedSeconds).toBeGreaterThan(before.playedSeconds);
  await expect.poll(() => observe(page, z.number(), arrivedEnergy)).toBeGreaterThan(before.energy);
  expect(await observe(page, soundSchema, sound)).toMatchObject({ hasBeenPressed: false, playing: 1 });
}

/** No bar of any kind takes a row of the screen. */
async function expectWholeScreen(page: Page, running: Kiosk): Promise<void> {
  const [output] = await running.outputs();
  const size = { width: output?.width, height: output?.height };
  await expect.poll(() => running.windows()).toMatchObject([{ ...size, isFullscreen: true }]);
  await expect.poll(() => observe(page, z.unknown(), '({ width: innerWidth, height: innerHeight })')).toEqual(size);
}

/** A pinch on a touchpad: Chromium handles it where it handles that of a touch screen. Touches made by the debugging port go past that place. */
async function expectNoPinchZoom(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.synthesizePinchGesture', { x: 600, y: 300, scaleFactor: 3, gestureSourceType: 'mouse' });
  await session.detach();
  expect(await observe(page, z.number(), 'visualViewport.scale')).toBe(1);
}

/** A press of Ctrl+P reaches neither browser nor page; what is typed after it does. */
async function expectKeysHeldBack(page: Page, running: Kiosk): Promise<void> {
  await observe(page, z.unknown(), `void (globalThis.keys = [], addEventListener('keydown', ({ key }) => keys.push(key)))`);
  await running.exec('wtype -M ctrl -k p -m ctrl -k x');
  await expect.poll(() => observe(page, z.array(z.string()), 'keys')).toContain('x');
  expect(await observe(page, z.array(z.string()), 'keys')).not.toContain('p');
}

/** Chromium knows every policy of the profile and has no fault to find with it. */
async function expectPoliciesHold(context: BrowserContext, running: Kiosk): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://policy');
  const names = Object.keys(await running.policies()).toSorted();
  expect(names.length).toBeGreaterThan(20);
  const states = (): Promise<Record<string, string>> =>
    page.locator('policy-row').evaluateAll((rows) =>
      Object.fromEntries(
        rows.flatMap(({ shadowRoot }) => {
          const text = (part: string): string => shadowRoot?.querySelector(part)?.textContent.trim() ?? '';
          return text('.value') === '' ? [] : [[text('.name'), text('.messages')]];
        }),
      ),
    );
  await expect.poll(states).toEqual(Object.fromEntries(names.map((name) => [name, 'OK'])));
  const refused = await page.goto('https://example.org').catch(String);
  expect(refused).toContain('ERR_BLOCKED_BY_ADMINISTRATOR');
  await page.close();
}

const spokenLanguages = `[...new Set(speechSynthesis.getVoices().map(({ lang }) => lang.slice(0, 2)))].filter((lang) => ['ar', 'en', 'fi', 'sv'].includes(lang)).sort()`;

test('[F6] the kiosk profile asks nothing, plays without a press, fills the screen and is back in the call after a crash', async () => {
  const running = await start();
  const first = await running.attach();
  await atEnrolment(first.page);
  await expectWholeScreen(first.page, running);
  expect(await observe(first.page, permissionsSchema, permissions)).toEqual({ camera: 'granted', microphone: 'granted' });
  // Here nothing is captured: a page that uses the microphone may play sound in any case.
  await expect.poll(() => observe(first.page, ownSoundSchema, ownSound)).toEqual({ hasBeenPressed: false, element: 'plays', contextState: 'running' });
  await expectPoliciesHold(first.context, running);
  await expect.poll(() => observe(first.page, z.array(z.string()), spokenLanguages)).toEqual(['ar', 'en', 'fi', 'sv']);

  await enrol(first.page, 'mikkeli-1');
  const expert = await startCall(first.page);
  await expectKeysHeldBack(first.page, running);
  const cookie = await terminalCookie(first.context);
  expect(cookie).toBeDefined();
  // Chromium writes its cookies down twice a minute.
  const kept = (): Promise<string> => readFile(path.join(running.home, 'profile/Default/Cookies'), 'latin1');
  await expect.poll(kept, { timeout: 90_000 }).toContain('distans_terminal');

  await running.killBrowser();
  const second = await running.attach();
  await expectSoundWithoutPress(second.page);
  await expectMediaArrives(expert);
  expect(await terminalCookie(second.context)).toBe(cookie);
  await expectWholeScreen(second.page, running);
  await expectNoPinchZoom(second.page);
});

const otherWindow = 'chromium --ozone-platform=wayland --no-first-run --user-data-dir="$HOME/other" --app=https://e-services.example';
const otherId = expect.stringMatching(/^chrome-e-services/);

/** The terminal alone on its screen; resolves with the screens. */
async function terminalAlone(running: Kiosk): Promise<readonly [Output, Output | undefined]> {
  const [first, second] = await running.outputs();
  if (first === undefined) throw new Error('the session has no screen');
  const { name: output, width, height } = first;
  await expect.poll(() => running.windows()).toMatchObject([{ output, width, height, isFullscreen: true }]);
  return [first, second];
}

test('on one screen another window stands beside the terminal, which has the whole screen again afterwards', async () => {
  const running = await start();
  const [{ width, height }] = await terminalAlone(running);
  await running.exec(otherWindow);
  const half = { width: width / 2, height };
  await expect.poll(() => running.windows()).toMatchObject([half, { ...half, appId: otherId }]);
  await running.exec('pkill --full user-data-dir=$HOME/other');
  await expect.poll(() => running.windows()).toMatchObject([{ width, height }]);
});

test('with a second screen another window fills that one, and the terminal keeps its own', async () => {
  const running = await start({ secondScreen: 'HEADLESS-2' });
  const [first, second] = await terminalAlone(running);
  await running.exec(otherWindow);
  await expect
    .poll(() => running.windows())
    .toMatchObject([
      { output: first.name, width: first.width, height: first.height, isFullscreen: true },
      { output: 'HEADLESS-2', width: second?.width, height: second?.height, isFullscreen: true, appId: otherId },
    ]);
});

test('systemd accepts the units', async () => {
  expect(await unitFaults(profile())).toBe('');
});
