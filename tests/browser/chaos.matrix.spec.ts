import { type Browser, type Locator, type Page, expect } from '@playwright/test';
import { type Role } from '#shared/contract/define.ts';
import { type Fault, breakOnce, faultName } from './chaos.ts';
import { Installation } from './installed.ts';
import { expectMediaArrives, mediaFigures } from './people.ts';
import { isClosed } from './muting.ts';
import { test } from './test.ts';
import { textsOn } from './texts.ts';

/**
 * Whatever fails once: no page becomes white, no button is silent, media that runs goes on, and nothing is sent that the screen does not say
 * (test.ts watches that). `npm run test:matrix` plays every fault, `npm test` one of each kind.
 */
const isFull = process.env['MATRIX'] === 'full';

const wordsWithinMs = 5_000;
const triesAtMost = 3;

type State = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>;
type Seat = { readonly role: Role; readonly id: string; readonly state: State };

let installation: Installation;
let customer: Seat;
let officer: Seat;
let adviser: Seat;
/** At a terminal where nobody else plays. */
let passerBy: Seat;

async function seat(role: Role, id: string): Promise<Seat> {
  const page = await installation.open(role, id);
  const state = await page.context().storageState();
  await page.context().close();
  return { role, id, state };
}

test.beforeAll(async () => {
  // Short, since each test leaves its call to the next; longer than a busy machine keeps a page from answering.
  installation = await Installation.start({ RING_MS: '60000', WRAP_UP_MS: '60000', TERMINAL_GRACE_MS: '8000', EXPERT_GRACE_MS: '8000' });
  customer = await seat('terminal', 'mikkeli-1');
  officer = await seat('expert', 'expert-fpa-1');
  adviser = await seat('adviser', 'adviser-mikkeli-1');
  passerBy = await seat('terminal', 'mikkeli-2');
});
test.afterAll(() => installation.stop());
test.afterEach(async () => {
  for (const context of installation.browser.contexts()) await context.close();
});

const isShowing = (page: Page): Promise<boolean> => page.evaluate(() => (document.querySelector('#root') as HTMLElement | null)?.innerText.trim() !== '');

/** Resolves when `there` is; a page that cannot go on by itself says so, and how. */
async function arrive(page: Page, there: (page: Page) => Locator): Promise<void> {
  await expect(async () => {
    const reload = page.getByTestId('reload').first();
    if (await reload.isVisible()) await reload.click();
    // What a test before left at the terminal.
    const goodbye = page.locator('main[data-screen=thanks]').getByTestId('finish');
    if (await goodbye.isVisible()) await goodbye.click();
    expect(await there(page).isVisible(), 'the page is there').toBe(true);
  }).toPass({ timeout: 45_000 });
}

/** Opens the role's page with the fault in its way, as somebody who is signed in; resolves when `there` is. */
async function sit({ role, id, state }: Seat, there: (page: Page) => Locator, fault: Fault | null = null) {
  const page = await installation.openSignedIn(role, id, state);
  const hasStruck = fault === null ? () => Promise.resolve(true) : await breakOnce(page, fault);
  await page.goto(`${installation.origin}/${role}`, { waitUntil: 'commit' });
  await arrive(page, there);
  return { page, hasStruck };
}

/** What who looks at the page can notice; clocks run by themselves. */
const noticeable = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const states = [...document.querySelectorAll('button, [role=switch], main, dialog')].map((element) =>
      ['aria-pressed', 'aria-expanded', 'aria-busy', 'disabled', 'data-screen'].map((name) => element.getAttribute(name)).join(),
    );
    return document.body.innerText.replaceAll(/\d+/g, '') + states.join(';');
  });

/** Presses until it is done: each press ends in what was wanted or in words, soon. */
async function press(page: Page, name: string, button: () => Locator | Promise<Locator>, isDone: () => Promise<boolean>): Promise<void> {
  for (let attempt = 1; attempt <= triesAtMost; attempt += 1) {
    const before = await noticeable(page);
    await (await button()).click({ timeout: 10_000 });
    await expect
      .poll(async () => (await isDone()) || (await noticeable(page)) !== before, { message: `${name} is not silent`, timeout: wordsWithinMs })
      .toBe(true);
    expect(await isShowing(page), `the page is not white after ${name}`).toBe(true);
    const isOver = await expect
      .poll(isDone, { timeout: wordsWithinMs })
      .toBe(true)
      .then(
        () => true,
        () => false,
      );
    if (isOver) return;
  }
  throw new Error(`${name} did not come about after ${triesAtMost} presses`);
}

const isOn = (page: Page, screen: string) => async () => (await page.locator('main').first().getAttribute('data-screen')) === screen;
const isPressed = (button: () => Locator) => async () => (await button().getAttribute('aria-pressed')) === 'true';
const isGone = (button: () => Locator) => async () => !(await button().isVisible());

/** The customer's way into the queue. */
async function intoTheQueue(terminal: Page): Promise<void> {
  await press(terminal, 'the agency', () => terminal.getByTestId('agency-fpa'), isOn(terminal, 'serviceRequest'));
  await press(terminal, 'the service', () => terminal.getByTestId('service-fpa.studentAid'), isOn(terminal, 'deviceCheck'));
  await press(terminal, 'join', () => terminal.getByTestId('join'), isOn(terminal, 'waiting'));
}

async function comeToWork(expert: Page): Promise<void> {
  const t = await textsOn(expert);
  const option = () => expert.getByRole('option', { name: t('expert', 'status.available'), exact: true });
  await press(
    expert,
    'the list of statuses',
    () => expert.getByTestId('statusChoice'),
    () => option().isVisible(),
  );
  await press(
    expert,
    'available',
    // The list closes with the choice; who has to choose again opens it again.
    async () => ((await option().isVisible()) ? option() : expert.getByTestId('statusChoice')),
    async () => (await expert.locator('[data-status]').getAttribute('data-status')) !== 'offline',
  );
}

async function accept(expert: Page): Promise<void> {
  const t = await textsOn(expert);
  const offer = expert.getByTestId('offer');
  await offer.waitFor();
  await press(
    expert,
    'accept',
    () => offer.getByRole('button', { name: t('expert', 'offer.accept') }),
    () => expert.getByTestId('call').isVisible(),
  );
}

async function mute(page: Page, source: 'microphone' | 'camera'): Promise<void> {
  const button = () => page.getByTestId(`mute-${source}`);
  await press(page, `closing the ${source}`, button, () => isClosed(button()));
  // Long enough for the watch of what is sent.
  await page.waitForFunction((from) => performance.now() - from > 4_000, await page.evaluate(() => performance.now()));
  await press(page, `opening the ${source}`, button, async () => !(await isClosed(button())));
}

async function endAndWrapUp(expert: Page): Promise<void> {
  const t = await textsOn(expert);
  const wrapUp = expert.getByTestId('wrapUp');
  if (await expert.getByTestId('call').isVisible())
    await press(
      expert,
      'end',
      () => expert.getByRole('button', { name: t('expert', 'call.end'), exact: true }),
      () => wrapUp.isVisible(),
    );
  await wrapUp.getByText(t('expert', 'wrapUp.outcomeCode.settled'), { exact: true }).click();
  const complete = () => wrapUp.getByRole('button', { name: t('expert', 'wrapUp.complete') });
  await press(expert, 'ready for the next', complete, isGone(complete));
}

/** Chromium pauses a picture that has been scrolled out of sight, so what is decoded is counted. */
async function expectFramesArrive(page: Page): Promise<void> {
  const before = (await mediaFigures(page)).framesDecoded;
  await expect.poll(async () => (await mediaFigures(page)).framesDecoded).toBeGreaterThan(before + 5);
}

const start = (page: Page) => page.getByTestId('start');
const desk = (page: Page) => page.getByTestId('statusChoice');
const cards = (page: Page) => page.getByTestId('terminal-mikkeli-1');

async function customerWith(fault: Fault): Promise<void> {
  const { page: expert } = await sit(officer, desk);
  await comeToWork(expert);
  const { page: terminal, hasStruck } = await sit(customer, start, fault);
  await intoTheQueue(terminal);
  await accept(expert);
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  await mute(terminal, 'microphone');
  await mute(terminal, 'camera');
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  const t = await textsOn(terminal);
  const help = () => terminal.getByTestId('help');
  await press(terminal, 'help', help, isPressed(help));
  const end = () => terminal.getByRole('button', { name: t('terminal', 'call.end'), exact: true });
  await press(
    terminal,
    'end',
    () => end().first(),
    () => terminal.getByRole('alertdialog').or(terminal.getByRole('dialog')).first().isVisible(),
  );
  await press(terminal, 'the end confirmed', () => end().last(), isOn(terminal, 'thanks'));
  const finish = () => terminal.getByRole('button', { name: t('terminal', 'thanks.finish') });
  await press(terminal, 'goodbye', finish, isOn(terminal, 'start'));
  await endAndWrapUp(expert);
  expect(await hasStruck(), 'the fault was met on the way').toBe(true);
}

async function officerWith(fault: Fault): Promise<void> {
  const { page: terminal } = await sit(customer, start);
  await intoTheQueue(terminal);
  const { page: expert, hasStruck } = await sit(officer, desk, fault);
  const t = await textsOn(expert);
  await comeToWork(expert);
  await accept(expert);
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  await mute(expert, 'microphone');
  await mute(expert, 'camera');
  const button = (key: string) => () => expert.getByRole('button', { name: t('expert', key), exact: true });
  await press(expert, 'hold', button('call.hold'), () => button('call.resume')().isVisible());
  await press(expert, 'resume', button('call.resume'), () => button('call.hold')().isVisible());
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  await endAndWrapUp(expert);
  expect(await hasStruck(), 'the fault was met on the way').toBe(true);
}

async function adviserWith(fault: Fault): Promise<void> {
  const { page: terminal } = await sit(customer, start);
  await intoTheQueue(terminal);
  const { page: expert } = await sit(officer, desk);
  await comeToWork(expert);
  await accept(expert);
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  const { page, hasStruck } = await sit(adviser, cards, fault);
  const t = await textsOn(page);
  const dialog = page.getByRole('dialog');
  await press(
    page,
    'join',
    () => cards(page).getByRole('button', { name: t('adviser', 'join.title') }),
    () => dialog.isVisible(),
  );
  await press(
    page,
    'join muted',
    // The question closes with the answer; who has to answer again opens it again.
    async () => {
      if (!(await dialog.isVisible())) return cards(page).getByRole('button', { name: t('adviser', 'join.title') });
      await page.getByTestId('join-muted').click();
      return page.getByTestId('joinNow');
    },
    () => page.getByTestId('joined').isVisible(),
  );
  await expectFramesArrive(page);
  await press(
    page,
    'the connection',
    () => page.getByTestId('openConnection').first(),
    () => page.getByTestId('connectionDialog').isVisible(),
  );
  await expectFramesArrive(page);
  await endAndWrapUp(expert);
  expect(await hasStruck(), 'the fault was met on the way').toBe(true);
}

const ways = ['refused', 'answerLost', 'late'] as const;
const requestFaults = (names: readonly Extract<Fault, { at: 'request' }>['name'][]): Fault[] =>
  names.flatMap((name) => ways.map((how): Fault => ({ at: 'request', name, how })));
const deviceFaults: readonly Fault[] = (['getUserMedia', 'enumerateDevices'] as const).flatMap((call) =>
  (['hangs', 'fails', 'late'] as const).map((how): Fault => ({ at: 'device', call, how })),
);

const mediaRequests = ['media:capabilities', 'media:open', 'media:connectTransport', 'media:produce', 'media:consumerReady', 'media:setMuted'] as const;
const journeys = [
  {
    name: 'the customer',
    play: customerWith,
    faults: [
      ...requestFaults(['terminal:sync', 'queue:join', 'help:request', 'call:leave', 'visit:close', 'call:confirmConnected', ...mediaRequests]),
      ...deviceFaults,
    ],
    short: ['queue:join answerLost', 'call:leave refused', 'media:setMuted refused', 'getUserMedia hangs'],
  },
  {
    name: 'the expert',
    play: officerWith,
    faults: [
      ...requestFaults(['expert:sync', 'status:choose', 'offer:accept', 'call:hold', 'call:resume', 'call:end', 'wrapUp:complete', ...mediaRequests]),
      ...deviceFaults,
    ],
    short: ['offer:accept answerLost', 'call:hold refused'],
  },
  { name: 'the adviser', play: adviserWith, faults: requestFaults(['adviser:sync', 'call:join']), short: ['call:join answerLost'] },
] as const;

for (const { name, play, faults, short } of journeys)
  for (const fault of faults)
    if (isFull || (short as readonly string[]).includes(faultName(fault))) test(`whatever fails once: ${faultName(fault)}, ${name}`, () => play(fault));

/** What the page loads of the product's files until it is there. */
async function filesOf(who: Seat, there: (page: Page) => Locator): Promise<string[]> {
  const page = await installation.openSignedIn(who.role, who.id, who.state);
  const paths = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/assets/')) paths.add(pathname);
  });
  await page.goto(`${installation.origin}/${who.role}`);
  await arrive(page, there);
  await page.context().close();
  return [...paths];
}

const seats = [
  { role: 'terminal', who: () => passerBy, there: start },
  { role: 'expert', who: () => officer, there: desk },
  { role: 'adviser', who: () => adviser, there: cards },
] as const;
for (const { role, who, there } of seats)
  for (const how of ['missing', 'never'] as const)
    if (isFull || (role === 'terminal' && how === 'missing'))
      test(`whatever file fails once: ${how}, the page of the ${role}`, async () => {
        const files = await filesOf(who(), there);
        // In the short form one of each kind: the first script, the role's own and a style.
        const some = isFull
          ? files
          : [files.find((file) => /index.*js/.test(file)), files.find((file) => /Page.*js/.test(file)), files.find((file) => /css/.test(file))];
        for (const path of some.filter((file) => file !== undefined)) {
          const { page } = await sit(who(), there, { at: 'asset', path, how });
          expect(await isShowing(page), `${path} ${how}: not white`).toBe(true);
          await page.context().close();
        }
      });
