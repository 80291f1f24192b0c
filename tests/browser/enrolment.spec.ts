import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { answerCall, launchChromium, mediaFigures, openAs, queueAt } from './people.ts';
import { test } from './test.ts';

let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  browser = await launchChromium();
  server = await startServer({ env: { RING_MS: '60000', WRAP_UP_MS: '60000' } });
});
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});

const look = (page: Page, name: string) => page.screenshot({ path: `reports/screens/${name}.png` });
const permissions = ['camera', 'microphone'];

async function openAdministrator(section: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  await context.request.post(`${server.url}/api/demo/sign-in`, { data: { role: 'administrator', id: 'administrator-1' } });
  const page = await context.newPage();
  await page.addInitScript(() => sessionStorage.setItem('language', sessionStorage.getItem('language') ?? 'en'));
  await page.goto(`${server.url}/administrator/${section}`);
  return page;
}

/** A machine that has never been here. */
async function openMachine(of: Browser = browser): Promise<Page> {
  const context = await of.newContext({ viewport: { width: 1280, height: 800 }, permissions });
  const page = await context.newPage();
  await page.goto(`${server.url}/terminal`);
  await page.getByTestId('enrolment').waitFor();
  return page;
}

async function makeCode(administrator: Page, terminalId: string): Promise<string> {
  await administrator.getByTestId(`acts-${terminalId}`).click();
  await administrator.getByTestId('act-enrol').click();
  return (await administrator.getByTestId('enrolCode').textContent()) ?? '';
}

const cookieOf = async (context: BrowserContext): Promise<string> =>
  (await context.cookies()).find(({ name }) => name.endsWith('distans_terminal'))?.value ?? '';

test('[M10] [Q21] a machine is enrolled by its code and keeps its key; taken away in a call, it sends no more within a second', async () => {
  const administrator = await openAdministrator('terminals');
  await expect(administrator.getByTestId('fleet-mikkeli-1')).toHaveAttribute('data-state', 'notEnrolled');
  const code = await makeCode(administrator, 'mikkeli-1');
  await look(administrator, 'administrator-terminals-code');
  const machine = await openMachine();
  await look(machine, 'terminal-enrolment');
  await machine.getByTestId('enrolmentCode').pressSequentially(code.toLowerCase());
  await machine.keyboard.press('Enter');
  await machine.locator('main[data-screen="start"]').waitFor();
  await administrator.getByRole('button', { name: 'Done' }).click();
  await expect(administrator.getByTestId('fleet-mikkeli-1')).toHaveAttribute('data-state', 'free', { timeout: 15_000 });

  // The cookie alone, in another browser, is worth nothing; the machine itself comes back after a reload.
  const thief = await browser.newContext();
  await thief.addCookies([{ name: 'distans_terminal', value: await cookieOf(machine.context()), url: server.url }]);
  const stolen = await thief.newPage();
  await stolen.goto(`${server.url}/terminal`);
  await stolen.getByTestId('enrolment').waitFor();
  await machine.reload();
  await machine.locator('main[data-screen="start"]').waitFor();

  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
  await machine.getByTestId('languages').getByRole('button', { name: 'English', exact: true }).click();
  await queueAt(machine, 'fpa', 'fpa.studentAid');
  await answerCall(machine, expert);
  await expect(administrator.getByTestId('fleet-mikkeli-1')).toHaveAttribute('data-state', 'inCall', { timeout: 15_000 });
  await administrator.getByTestId('acts-mikkeli-1').click();
  await administrator.getByTestId('act-revoke').click();
  await expect(administrator.getByTestId('concerned')).toContainText('A call is running there');
  await look(administrator, 'administrator-terminals-revoke');
  await administrator.getByTestId('confirmRevoke').click();
  const from = Date.now();
  await machine.getByTestId('enrolment').waitFor({ timeout: 5_000 });
  expect(Date.now() - from).toBeLessThan(3_000);
  expect((await mediaFigures(machine)).bytesSent).toBe(0);
  await expect(expert.getByTestId('wrapUp')).toBeVisible({ timeout: 5_000 });
  await expect(administrator.getByTestId('fleet-mikkeli-1')).toHaveAttribute('data-state', 'notEnrolled', { timeout: 15_000 });
  await look(administrator, 'administrator-terminals');
});

test('[M10] the code is read by the camera, whose picture is in sight; an adviser has made it', async () => {
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  await adviser.getByTestId('terminal-mikkeli-2').getByTestId('more').click();
  await adviser.getByRole('menuitem', { name: 'Connect a machine' }).click();
  await adviser.getByTestId('enrolCode').waitFor();
  await look(adviser, 'adviser-enrol');
  const folder = await mkdtemp(path.join(tmpdir(), 'distans-camera-'));
  const camera = path.join(folder, 'code.y4m');
  await writeFile(camera, await pictureOf(adviser));
  const other = await launchChromium([`--use-file-for-fake-video-capture=${camera}`]);
  try {
    const machine = await openMachine(other);
    await machine.getByTestId('scanCode').click();
    await machine.getByTestId('scanPreview').waitFor();
    await machine.locator('main[data-screen="start"]').waitFor({ timeout: 20_000 });
  } finally {
    await other.close();
    await rm(folder, { recursive: true, force: true });
  }
});

/** The QR code of the page as a film of one picture, in which a camera of Chromium's finds it (YUV4MPEG2, grey). */
async function pictureOf(page: Page): Promise<Buffer> {
  const [width, height] = [640, 480];
  const grey = await page
    .getByTestId('enrolDialog')
    .locator('svg:has(title)')
    .first()
    .evaluate(
      async (svg, [w, h]) => {
        const image = new Image();
        image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = w;
        canvas.height = h;
        const context = canvas.getContext('2d');
        if (context === null) throw new Error('nothing can be drawn');
        context.fillStyle = 'white';
        context.fillRect(0, 0, w, h);
        context.imageSmoothingEnabled = false;
        context.drawImage(image, w / 2 - 180, h / 2 - 180, 360, 360);
        const { data } = context.getImageData(0, 0, w, h);
        return Array.from({ length: w * h }, (_, at) => data[at * 4] ?? 0);
      },
      [width, height] as const,
    );
  const frame = Buffer.concat([Buffer.from('FRAME\n'), Buffer.from(grey), Buffer.alloc((width * height) / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), ...Array.from({ length: 20 }, () => frame)]);
}

test('[Q21] everybody sees where they are signed in, and signs out there', async () => {
  const here = await openAs(browser, server.url, { role: 'expert', id: 'expert-tax-1' });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.request.post(`${server.url}/api/demo/sign-in`, { data: { role: 'expert', id: 'expert-tax-1' } });
  await here.getByTestId('ownSettings').click();
  const list = here.getByTestId('ownSessions').getByRole('listitem');
  await expect(list).toHaveCount(2);
  await look(here, 'expert-own-sessions');
  await here.getByTestId('endSession').click();
  await expect(list).toHaveCount(1);
  const elsewhere = await context.newPage();
  await elsewhere.goto(`${server.url}/expert`);
  await expect(elsewhere).toHaveURL(`${server.url}/`);
});
