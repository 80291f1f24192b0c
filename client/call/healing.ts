import type { types } from 'mediasoup-client';
import type { CauseCode } from '#shared/connection/findings.ts';
import type { HealingStep, PathPolicy } from '#shared/connection/pathPolicy.ts';
import { type BackoffPolicy, type BackoffState, startBackoff, backoff } from '#shared/connection/backoff.ts';
import { pause } from './backOff.ts';
import type { Answers } from './measure/stats.ts';
import type { Session } from './session.ts';
import type { CallMediaStore } from './state.ts';

/** A path that is only "disconnected" often comes back by itself within this time. */
const disconnectedPatienceMs = 400;
/** How long one step may take before the next. */
const stepPatienceMs = 3_500;
const watchEveryMs = 100;
/** Packets that stay away this many times longer than they lately were apart have stopped. */
const stallFactor = 4;
const rememberedGaps = 30;
const shortestStallMs = 500;
/** Longer than two still pictures, and than the packets of a silent microphone, are apart. */
const longestStallMs = 1_200;
/** Signalling that lives answers within this time and some round trips on any line that carries a call. */
const aliveWithinMs = 300;
const aliveWithinTrips = 2;

/** Pictures follow sound within this time, unless they wait for what was lost; after a short gap it is still to be had. */
const pictureWithinMs = 250;
const longGapMs = 1_500;

/** A new path that was asked for answers within so long and some round trips, or there is none of its kind. */
const answerWithinMs = 1_200;
const answerWithinTrips = 4;

/** Sessions follow each other so, round and round. ICE tries all kinds of paths side by side and takes what answers. */
const wayAfter: Record<PathPolicy, PathPolicy> = { any: 'tcp', tcp: 'relay', relay: 'any' };

/** How often a session is made anew while somebody speaks who is not heard here. The finding needs some seconds to go, so that a cure is not tried over it. */
const oneWayAudioPolicy: BackoffPolicy = { firstPauseMs: 4_000, longestPauseMs: 120_000, growth: 2 };

type HealingOptions = {
  readonly store: CallMediaStore;
  readonly session: () => Session | null;
  /** The path of the present session. */
  readonly path: () => PathPolicy;
  /** Connects signalling anew if nothing is heard within that time. */
  readonly checkAlive: (withinMs: number) => Promise<void>;
  /** Makes the session anew over the given path, as soon as signalling allows; gives up when `isNeeded` says no more. */
  readonly reopen: (path: PathPolicy, isNeeded: () => boolean) => Promise<void>;
  /** Asks for pictures that can be shown at once. */
  readonly requestKeyFrames: (session: Session) => Promise<unknown>;
};

/**
 * Brings media back by itself: a new path on the same transports, then a new session, then one over TCP, then one over the relay, and
 * again. Where all is well but that somebody is not heard, a new session over the same path. Ends nothing; it goes on as long as a session is wanted.
 */
export class Healing {
  readonly #options: HealingOptions;
  #isHealing = false;
  /** What the server and this page have counted together: sent here, not received there, or the other way round. */
  #isMediaLost = false;
  /** Somebody speaks, and here nothing of it is played. */
  #isUnheard = false;
  #unheardTries: BackoffState = startBackoff(oneWayAudioPolicy);
  /** The session whose paths do not answer although signalling lives. */
  #deadSession: string | null = null;
  #stalledSession: string | null = null;
  #stalledAt = 0;
  /** Since packets stopped: finds out whether any of their kind get through. */
  #listening: Promise<void> = Promise.resolve();
  /** The session for which the server has last agreed to a new path, and when. */
  #restarted: { readonly sessionId: string; readonly at: number } | null = null;
  /** How far apart what was played has lately been, in milliseconds; the gap that goes on is not among them. */
  #gaps: number[] = [];
  #gapNow = 0;

  constructor(options: HealingOptions) {
    this.#options = options;
    setInterval(() => this.#watch(), watchEveryMs);
  }

  /** A transport's state has changed. */
  transportChanged(state: types.ConnectionState): void {
    const { store } = this.#options;
    if (state === 'connected' && !this.#isNeeded()) store.setState({ connection: 'connected' });
    if (state === 'disconnected' || state === 'failed') void this.#climb(state === 'disconnected' ? disconnectedPatienceMs : 0);
  }

  /** What the server finds at this page's leg: media that does not get through although the path seems well, or somebody who is not heard. */
  setFindings(codes: readonly CauseCode[]): void {
    this.#isMediaLost = codes.includes('mediaLost');
    this.#isUnheard = codes.includes('oneWayAudio');
    if (this.#isMediaLost) void this.#climb(0);
  }

  /** Signalling is back: a path that was lost meanwhile is asked for anew at once. */
  async signallingBack(): Promise<void> {
    const current = this.#options.session();
    if (current !== null && (!isWell(current) || this.#isStalled(current))) await this.#restart(current);
  }

  readonly #isNeeded = (): boolean => {
    const current = this.#options.session();
    return current !== null && (this.#isSilent() || !isWell(current));
  };

  /** The same while healing goes on: a new session is the cure only when it has connected. */
  readonly #isNotYetWell = (): boolean => {
    const current = this.#options.session();
    return current !== null && (this.#isNeeded() || !current.isUp);
  };

  async #climb(patienceMs: number): Promise<void> {
    if (this.#isHealing) return;
    this.#isHealing = true;
    const { store, session, reopen } = this.#options;
    store.setState({ connection: 'healing' });
    await pause(patienceMs * (0.8 + 0.4 * Math.random()));
    // A new path that was asked for when packets stopped gets its time, and no more.
    if (this.#isSilent()) await this.#listening;
    const isTried = this.#isSilent() && !Number.isNaN(this.#sinceRestartMs(session()));
    for (let step = isTried ? this.#stepAfter('restartIce') : 'restartIce'; this.#isNotYetWell(); step = this.#stepAfter(step)) {
      const current = session();
      store.setState({ healingStep: step });
      if (step !== 'restartIce') await reopen(step, this.#isNeeded);
      else if (current !== null && !(this.#sinceRestartMs(current) < answerWithinMs)) await this.#restart(current);
      await this.#settled();
    }
    this.#end();
  }

  /** The next step; a path that answers and carries nothing is a path to leave, which "any" might not. */
  #stepAfter(step: HealingStep): HealingStep {
    if (step === 'restartIce') return this.#isMediaLost && !this.#isDead() ? 'tcp' : 'any';
    const way = wayAfter[step];
    return way === 'relay' && this.#options.session()?.hasRelay === false ? wayAfter[way] : way;
  }

  #end(): void {
    const { store, session } = this.#options;
    this.#isHealing = false;
    store.setState({ healingStep: null });
    if (session() !== null) store.setState({ connection: 'connected' });
  }

  /** Another session over the same path, where nothing else is wrong. */
  async #hearAnew(): Promise<void> {
    if (this.#isHealing) return;
    this.#isHealing = true;
    const { store, path, reopen } = this.#options;
    store.setState({ connection: 'healing', healingStep: path() });
    await reopen(path(), () => this.#isUnheard);
    await this.#settled();
    this.#end();
    if (this.#isNotYetWell()) void this.#climb(0);
  }

  #watchHearing(): void {
    const { state, isDue } = backoff(this.#unheardTries, this.#isUnheard, performance.now(), oneWayAudioPolicy);
    this.#unheardTries = state;
    if (isDue) void this.#hearAnew();
  }

  readonly #isDead = (): boolean => this.#deadSession !== null && this.#deadSession === this.#options.session()?.id;
  readonly #isSilent = (): boolean => this.#isMediaLost || this.#isDead();

  /** Waits till all is well, at most as long as a step may take, or till the server says that nothing gets through. */
  async #settled(): Promise<void> {
    const until = performance.now() + stepPatienceMs;
    for (let wasLost = this.#isMediaLost; this.#isNotYetWell() && performance.now() < until; await pause(100)) {
      if (this.#isMediaLost && !wasLost) return;
      wasLost = this.#isMediaLost;
    }
  }

  /** Whether the server has agreed to a new path. */
  async #restart(current: Session): Promise<boolean> {
    try {
      await current.restartIce();
      this.#restarted = { sessionId: current.id, at: performance.now() };
      return true;
    } catch (error) {
      // Signalling is away too, or the server has lost the session: its return, or the next step, goes on from here.
      console.info('no new path yet', error);
      return false;
    }
  }

  /** How long ago the session was granted a new path, in milliseconds; NaN, which is neither more nor less than anything, if never. */
  #sinceRestartMs(current: Session | null): number {
    return this.#restarted !== null && this.#restarted.sessionId === current?.id ? performance.now() - this.#restarted.at : NaN;
  }

  /** A path that is well answers a restart at once; where signalling passes and no answer comes, packets of this kind do not get through. */
  async #restartAndListen(current: Session): Promise<void> {
    const before = await current.answers();
    void this.#options.checkAlive(aliveWithinMs + aliveWithinTrips * before.roundTripMs);
    if (!(await this.#restart(current))) return;
    await pause(answerWithinMs + answerWithinTrips * before.roundTripMs);
    if (this.#stalledSession !== current.id || this.#options.session() !== current) return;
    if (hasAnswered(before, await current.answers())) return;
    this.#deadSession = current.id;
    void this.#climb(0);
  }

  /** How long nothing has been played of what should come, in milliseconds; null when nothing should. */
  #silentMs(current: Session, kinds: readonly ('audio' | 'video')[] = ['audio', 'video']): number | null {
    const tracks = this.#options.store.getState().remotes.flatMap((remote) => kinds.map((kind) => remote[kind]));
    const expected = new Set(tracks.filter((track) => track?.isOpen && !track.isMuted).map((track) => track?.consumerId));
    const last = current.lastPlayedAt((consumerId) => expected.has(consumerId));
    return last === null ? null : Math.max(0, performance.timeOrigin + performance.now() - last);
  }

  #noteGap(current: Session): void {
    // Where nothing should come, its return is awaited patiently.
    const silentMs = this.#silentMs(current) ?? longestStallMs;
    if (silentMs <= this.#gapNow) this.#gaps = [...this.#gaps.slice(1 - rememberedGaps), this.#gapNow];
    this.#gapNow = silentMs;
  }

  #isStalled(current: Session): boolean {
    const silentMs = this.#silentMs(current);
    const usual = Math.max(0, ...this.#gaps);
    return silentMs !== null && silentMs > Math.min(longestStallMs, Math.max(shortestStallMs, stallFactor * usual));
  }

  /** After a gap pictures wait for packets that nobody has any more, and would for seconds. */
  #awaitPicture(current: Session): void {
    setTimeout(() => {
      const silentMs = this.#silentMs(current, ['video']);
      if (this.#options.session() !== current || silentMs === null || silentMs < pictureWithinMs) return;
      // Without it the browser asks by itself, only later.
      this.#options.requestKeyFrames(current).catch((error: unknown) => console.info('no key frame was asked for', error));
    }, pictureWithinMs);
  }

  /** Asks for a new path once when packets stop, long before ICE notices; it may be the other side's trouble, but asking costs nothing. */
  #watch(): void {
    const current = this.#options.session();
    if (current === null) return;
    this.#watchHearing();
    this.#noteGap(current);
    if (!this.#isStalled(current)) {
      if (this.#stalledSession === current.id && performance.now() - this.#stalledAt > longGapMs) this.#awaitPicture(current);
      this.#stalledSession = null;
    } else if (this.#stalledSession !== current.id) {
      this.#stalledSession = current.id;
      this.#stalledAt = performance.now();
      this.#listening = this.#restartAndListen(current).catch((error: unknown) => console.warn('packets have stopped, and nobody listened', error));
    }
  }
}

/** Whether any pair has been answered since; those of an older path go, and take their counts along. */
const hasAnswered = (before: Answers, now: Answers): boolean => [...now.counts].some(([pair, count]) => count > (before.counts.get(pair) ?? 0));

const isWell = ({ send, receive }: Session): boolean =>
  [send, receive].every(({ connectionState }) => connectionState !== 'disconnected' && connectionState !== 'failed');
