import type { Page } from '@playwright/test';
import type { RunningServer } from '#tests/support/startApp.ts';
import { median, quantile } from './spread.ts';

/** A moment in milliseconds of the machine's clock, which all pages, the server and the media worker share here. */
export type Stamp = { readonly at: number; readonly name: string; readonly transportId?: string };

type Traced = {
  stamps: Stamp[];
  transportIds: string[];
  /** The far side's picture, which is followed to the screen. */
  followed: MediaStreamTrack | undefined;
};

/**
 * Notes in the page, without a change of the product, when it asks, is told, switches its camera to the encoder, and shows the far side's picture.
 * To be given to the page before it loads.
 */
export async function addStamps(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const traced = window as unknown as Traced;
    traced.stamps = [];
    traced.transportIds = [];
    const stamp = (name: string): void => void traced.stamps.push({ name, at: performance.timeOrigin + performance.now() });
    const PlainSocket = WebSocket;
    window.WebSocket = class extends PlainSocket {
      constructor(...given: ConstructorParameters<typeof WebSocket>) {
        super(...given);
        this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
          if (typeof data !== 'string') return;
          if (data.includes('"media:producersOpened"') && data.includes('"isOpen":true')) stamp('told');
          else if (/"(?:expert|terminal):view"/.test(data)) stamp('view');
        });
      }
      override send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBuffer>): void {
        if (typeof data === 'string') {
          if (data.includes('"offer:accept"')) stamp('asked');
          const connected = /"media:connectTransport",.*"transportId":"([^"]+)"/.exec(data)?.[1];
          if (connected !== undefined) traced.transportIds.push(connected);
        }
        super.send(data as string);
      }
    };
    const { replaceTrack } = RTCRtpSender.prototype;
    RTCRtpSender.prototype.replaceTrack = async function (track) {
      if (track?.kind === 'video') stamp('switching');
      await replaceTrack.call(this, track);
      if (track?.kind === 'video') stamp('switched');
    };
    const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
    if (source?.set === undefined || source.get === undefined) throw new Error('srcObject is no accessor');
    const { get, set } = source;
    Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
      get,
      set(this: HTMLVideoElement, stream: MediaStream | null) {
        set.call(this, stream);
        if (traced.followed === undefined || !(stream?.getVideoTracks().includes(traced.followed) ?? false)) return;
        stamp('shown');
        this.requestVideoFrameCallback(() => stamp('drawn'));
      },
    });
    window.addEventListener('pointerdown', ({ timeStamp }) => traced.stamps.push({ name: 'press', at: performance.timeOrigin + timeStamp }), { capture: true });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        traced.stamps.push({ name: `busy ${duration.toFixed(0)} ms`, at: performance.timeOrigin + startTime });
    }).observe({ type: 'longtask' });
  });
}

/** The round begins: what was stamped before is of no interest. */
export const clearStamps = (page: Page): Promise<void> =>
  page.evaluate(() => {
    (window as unknown as Traced).stamps = [];
  });

export type PageStamps = { readonly stamps: readonly Stamp[]; readonly transportIds: readonly string[] };

export const stampsOf = (page: Page): Promise<PageStamps> =>
  page.evaluate(() => {
    const { stamps, transportIds } = window as unknown as Traced;
    return { stamps, transportIds };
  });

/** What the server's probe says from now on; see answerProbe.ts. */
export function listen(server: RunningServer): Stamp[] {
  const stamps: Stamp[] = [];
  let rest = '';
  server.process.stderr.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('answerTrace ')) stamps.push(JSON.parse(line.slice('answerTrace '.length)) as Stamp);
  });
  return stamps;
}

/** When the server wrote that the call is accepted: just after the commit. */
async function committedAt(server: RunningServer, from: number): Promise<number> {
  const lines = (await server.log()).split('\n').filter((line) => line.includes('"EntryAccepted"'));
  return lines.map((line) => (JSON.parse(line) as { time: number }).time).find((time) => time >= from - 1) ?? NaN;
}

/** The steps of an answer, in their order, each with where it happens. */
export const steps = [
  ['press', 'page'],
  ['asked', 'page'],
  ['request at the server', 'server'],
  ['row committed', 'server'],
  ['sender told', 'page'],
  ['switch begins', 'page'],
  ['switch done', 'page'],
  ['link open', 'server'],
  ['key frame asked for', 'server'],
  ['first packet at the server', 'server'],
  ['first packet on', 'server'],
  ['first packet at the page', 'page'],
  ['first frame decoded', 'page'],
  ['drawn', 'page'],
] as const;
export type Step = (typeof steps)[number][0];
export type Course = Readonly<Record<Step, number>>;

type Sides = { readonly presser: PageStamps; readonly sender: PageStamps; readonly receiver: PageStamps; readonly decodedAt: number };

const first = (stamps: readonly Stamp[], name: string, from: number): number => stamps.find((one) => one.name === name && one.at >= from)?.at ?? NaN;

/** One direction of an answer, in milliseconds from the press; NaN for what was not seen. */
export async function courseOf(server: RunningServer, probe: readonly Stamp[], { presser, sender, receiver, decodedAt }: Sides): Promise<Course> {
  const press = presser.stamps.findLast(({ name }) => name === 'press')?.at ?? NaN;
  const ofSender = probe.filter(({ transportId }) => transportId !== undefined && sender.transportIds.includes(transportId));
  const ofReceiver = probe.filter(({ transportId }) => transportId !== undefined && receiver.transportIds.includes(transportId));
  const at: Record<Step, number> = {
    press,
    asked: first(presser.stamps, 'asked', press),
    'request at the server': first(probe, 'request', press),
    'row committed': await committedAt(server, press),
    'sender told': first(sender.stamps, 'told', press),
    'switch begins': first(sender.stamps, 'switching', press),
    'switch done': first(sender.stamps, 'switched', press),
    'link open': first(ofReceiver, 'consumer.resumed', press),
    'key frame asked for': first(ofSender, 'producer.pli', press),
    'first packet at the server': first(ofSender, 'producer.keyframe', press),
    'first packet on': first(ofReceiver, 'consumer.keyframe', press),
    'first packet at the page': first(receiver.stamps, 'arrived', press),
    'first frame decoded': decodedAt,
    drawn: first(receiver.stamps, 'drawn', press),
  };
  return Object.fromEntries(steps.map(([step]) => [step, at[step] - press])) as Course;
}

/** How long the page's main thread was taken for more than 50 ms at once, in the half second after the press. */
export function busyAfter({ stamps }: PageStamps, press: number): number {
  return stamps
    .filter(({ name, at }) => name.startsWith('busy') && at >= press - 20 && at <= press + 500)
    .reduce((sum, { name }) => sum + Number(name.split(' ')[1]), 0);
}

/** The table: each step's moment and its time since the step before, in milliseconds from the press. */
export function tableOf(title: string, courses: readonly Course[]): string {
  const known = (step: Step): number[] => courses.map((course) => course[step]).filter((ms) => !Number.isNaN(ms));
  const show = (values: readonly number[], share: number): string => (values.length === 0 ? '–' : quantile(values, share).toFixed(0)).padStart(7);
  const rows = steps.map(([step, where], index) => {
    const before = steps.slice(0, index).findLast(([earlier]) => known(earlier).length > 0)?.[0];
    const since = courses.map((course) => course[step] - (before === undefined ? 0 : course[before])).filter((ms) => !Number.isNaN(ms));
    return `  ${step.padEnd(28)}${where.padEnd(8)}${show(known(step), 0.5)}${show(known(step), 0.95)}   ${show(since, 0.5)}${show(since, 0.95)}`;
  });
  return [
    `${title}; ${courses.length} rounds, milliseconds (median of all: ${median(known('first frame decoded')).toFixed(0)})`,
    `  ${'step'.padEnd(28)}${'where'.padEnd(8)}${'median'.padStart(7)}${'95 %'.padStart(7)}   ${'since'.padStart(7)}${'95 %'.padStart(7)}`,
    ...rows,
  ].join('\n');
}
