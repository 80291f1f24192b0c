import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser, Page } from '@playwright/test';
import { becomeAvailable, launchChromium, openAs, queueAt } from '#tests/browser/people.ts';
import { startServer } from '#tests/support/startApp.ts';
import { connectOnce, preparePeer, startRelay } from './answerPeers.ts';
import { type Course, type PageStamps, type Stamp, addStamps, busyAfter, clearStamps, courseOf, listen, stampsOf, tableOf } from './answerTrace.ts';
import { browserOn } from './cores.ts';
import { type FirstFrame, addFirstFrame } from './firstFrame.ts';
import { median, quantile, rounded, spreadOf } from './spread.ts';

/**
 * How long from "answer" to picture, on one machine in one run:
 * (a) two pages connecting directly, peer to peer, from nothing; (b) the whole product, from the expert's press on Accept.
 * Of both directions the later first frame counts; a frame counts when the browser has decoded it. The rounds come in the order a b, b a, a b …;
 * cameras are open from a second before until a moment after each, and closed while the other way has its round.
 *
 * `--trace`: where the time goes, step by step. `--cores`: the terminal's and the caller's browser have core 0 to themselves, the expert's and
 * the callee's core 1; server and media worker use both. `--rounds=20`.
 */
const { values: flags } = parseArgs({ options: { trace: { type: 'boolean' }, cores: { type: 'boolean' }, rounds: { type: 'string', default: '20' } } });
const rounds = Number(flags.rounds);
const isTraced = flags.trace === true;

type Role = 'terminal' | 'expert';
type Remote = { readonly role: Role; readonly video: { readonly track: MediaStreamTrack } | null };
type Globals = FirstFrame & {
  answered: Promise<number>;
  pressedAt: Promise<number>;
  stamps?: { name: string; at: number }[];
  followed?: MediaStreamTrack | undefined;
  distansMedia: { readonly store: { getState(): { readonly remotes: readonly Remote[] }; subscribe(listener: () => void): () => void } };
};

/** Watches for the first frame of the other side, from before the answer on. */
const watchRemote = (page: Page, role: Role): Promise<void> =>
  page.evaluate((wanted) => {
    const globals = window as unknown as Globals;
    const { store } = globals.distansMedia;
    globals.followed = undefined;
    globals.answered = new Promise((resolve) => {
      const look = (): boolean => {
        const track = store.getState().remotes.find((remote) => remote.role === wanted)?.video?.track;
        if (track === undefined) return false;
        globals.followed = track;
        track.addEventListener('unmute', () => globals.stamps?.push({ name: 'arrived', at: performance.timeOrigin + performance.now() }));
        globals.firstFrameOf(track).then(resolve, console.error);
        return true;
      };
      if (look()) return;
      const stop = store.subscribe(() => look() && stop());
    });
  }, role);

type Answer = { readonly expertSeen: number; readonly customerSeen: number; readonly pressedAt: number; readonly stamps: readonly PageStamps[] };

async function answerOnce(terminal: Page, expert: Page): Promise<Answer> {
  await queueAt(terminal, 'fpa', 'fpa.studentAid');
  const ready = expert.getByRole('button', { name: 'Ready for the next' });
  if (await ready.isVisible()) await ready.click();
  else await becomeAvailable(expert);
  const accept = expert.getByTestId('offer').getByRole('button', { name: 'Accept' });
  await accept.waitFor();
  // A person needs a second to read the offer; the prepared answer is ready well before.
  await expert.waitForTimeout(1_000);
  await Promise.all([watchRemote(terminal, 'expert'), watchRemote(expert, 'terminal')]);
  if (isTraced) await Promise.all([clearStamps(terminal), clearStamps(expert)]);
  await expert.evaluate(() => {
    (window as unknown as Globals).pressedAt = new Promise((resolve) => {
      window.addEventListener('pointerdown', (event) => resolve(performance.timeOrigin + event.timeStamp), { once: true, capture: true });
    });
  });
  // By the mouse alone: Playwright's own click looks through the page for what lies under it, at the page's cost.
  const box = await accept.boundingBox();
  if (box === null) throw new Error('the button cannot be seen');
  await expert.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const pressedAt = await expert.evaluate(() => (window as unknown as Globals).pressedAt);
  const [expertSeen = NaN, customerSeen = NaN] = await Promise.all(
    [expert, terminal].map((page) => page.evaluate(() => (window as unknown as Globals).answered)),
  );
  if (isTraced) await expert.waitForTimeout(700);
  const stamps = isTraced ? await Promise.all([stampsOf(terminal), stampsOf(expert)]) : [];
  await expert.getByRole('button', { name: 'End call' }).click();
  // Until the next round the desk stays with this one's notes, its camera closed.
  await expert.getByTestId('wrapUp').getByText('Settled').click();
  await terminal.getByRole('button', { name: 'I have another matter' }).waitFor();
  return { expertSeen, customerSeen, pressedAt, stamps };
}

const probe = fileURLToPath(new URL('answerProbe.ts', import.meta.url));
const viewport = { width: 900, height: 700 };
const server = await startServer({ env: { MEDIA_WORKERS: '1', ...(isTraced ? { NODE_OPTIONS: `--import=${probe}` } : {}) } });
const heard: Stamp[] = isTraced ? listen(server) : [];
const relay = await startRelay();
const cores = flags.cores === true ? [0, 1, 0, 1] : [null, null, null, null];
// A browser of its own for each page, as in life: what is not in front is slowed down by Chromium.
const browsers = await Promise.all(cores.map(async (core) => launchChromium([], await browserOn(core))));
const courses: { toExpert: Course; toCustomer: Course; busy: readonly number[] }[] = [];
const [direct, answers]: [number[], number[]] = [[], []];
try {
  const [first, second, third, fourth] = browsers as [Browser, Browser, Browser, Browser];
  const prepare = isTraced ? addStamps : async () => {};
  const terminal = await openAs(first, server.url, { role: 'terminal', id: 'mikkeli-1' }, { viewport }, prepare);
  const expert = await openAs(second, server.url, { role: 'expert', id: 'expert-fpa-1' }, { viewport }, prepare);
  await Promise.all([addFirstFrame(terminal), addFirstFrame(expert)]);
  const [caller, callee] = [await preparePeer(third, relay, viewport), await preparePeer(fourth, relay, viewport)];
  const connect = async (): Promise<void> => void direct.push(await connectOnce(caller, callee));
  const answer = async (): Promise<void> => {
    const { expertSeen, customerSeen, pressedAt, stamps } = await answerOnce(terminal, expert);
    answers.push(Math.max(expertSeen, customerSeen) - pressedAt);
    const [ofTerminal, ofExpert] = stamps;
    if (ofTerminal === undefined || ofExpert === undefined) return;
    const course = (sender: PageStamps, receiver: PageStamps, decodedAt: number) => courseOf(server, heard, { presser: ofExpert, sender, receiver, decodedAt });
    courses.push({
      toExpert: await course(ofTerminal, ofExpert, expertSeen),
      toCustomer: await course(ofExpert, ofTerminal, customerSeen),
      busy: [ofTerminal, ofExpert].map((one) => busyAfter(one, pressedAt)),
    });
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const play of round % 2 === 0 ? [connect, answer] : [answer, connect]) await play();
    console.log(`round ${round + 1}: peer to peer ${direct.at(-1)?.toFixed(0)} ms; answer ${answers.at(-1)?.toFixed(0)} ms`);
  }
} finally {
  await Promise.all(browsers.map((browser) => browser.close()));
  await relay.close();
  await server.stop();
}
if (isTraced) {
  console.log(
    tableOf(
      "the customer's picture at the expert",
      courses.map(({ toExpert }) => toExpert),
    ),
  );
  console.log(
    tableOf(
      "the expert's picture at the customer",
      courses.map(({ toCustomer }) => toCustomer),
    ),
  );
  const busyOf = (index: number): string => spreadOf(courses.map(({ busy }) => busy[index] ?? NaN));
  console.log(`main thread in long tasks in the half second after the press: terminal ${busyOf(0)}, expert ${busyOf(1)}`);
}
console.log(`peer to peer ${spreadOf(direct)}; answer ${spreadOf(answers)}`);
console.log(
  JSON.stringify({
    p2pMedianMs: rounded(median(direct)),
    p2pP95Ms: rounded(quantile(direct, 0.95)),
    answerMedianMs: rounded(median(answers)),
    answerP5Ms: rounded(quantile(answers, 0.05)),
    answerP95Ms: rounded(quantile(answers, 0.95)),
    ratio: rounded(median(answers) / median(direct), 2),
    slowerRounds: rounded(answers.filter((ms, index) => ms > (direct[index] ?? Infinity)).length / answers.length, 2),
  }),
);
