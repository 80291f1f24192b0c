import type { PathPolicy } from '#shared/connection/pathPolicy.ts';
import type { RecoveryEffect, RecoveryEvent, RecoverySituation } from '#shared/connection/recovery/facts.ts';
import { dueInMs, nextRecovery, recoveryStepOf } from '#shared/connection/recovery/nextRecovery.ts';
import { isReopenNeeded } from '#shared/connection/recovery/questions.ts';
import { type RecoveryState, stoppedRecovery } from '#shared/connection/recovery/state.ts';

export const transportKinds = ['udp', 'tcp', 'relay'] as const;
export type TransportKind = (typeof transportKinds)[number];
/** `silent`: the path answers and carries no media. */
export type Passage = 'open' | 'blocked' | 'silent';

const kindsOf: Record<PathPolicy, readonly TransportKind[]> = { any: transportKinds, tcp: ['tcp'], relay: ['relay'] };
const stepMs = 50;
const answerMs = 100;
const disconnectedAfterMs = 5_000;
const failedAfterMs = 15_000;
const mediaLostAfterMs = 2_500;

type WorldSession = { readonly id: string; readonly path: PathPolicy; used: TransportKind | null; openedAt: number; answeredAt: number; playedAt: number };
type Logged = { readonly at: number; readonly effect: RecoveryEffect };

/** A page in a call, its network and the media server, under a clock of its own: carries out what `nextRecovery` says. */
export class RecoveryWorld {
  now = 0;
  /** The page's clock may be set. */
  skewMs = 0;
  state: RecoveryState = stoppedRecovery;
  session: WorldSession | null = null;
  hasRelay = true;
  isSignalling = true;
  isOneWayAudio = false;
  isMediaLost = false;
  readonly passages: Record<TransportKind, Passage> = { udp: 'open', tcp: 'open', relay: 'open' };
  readonly log: Logged[] = [];
  /** The steps as the screen shows them. */
  readonly steps: (string | null)[] = [];
  /** When each task was answered. */
  readonly answeredAt = new Map<number, number>();
  #sessions = 0;
  #transports: 'well' | 'disconnected' | 'failed' = 'well';
  #later: { readonly at: number; readonly act: () => void }[] = [];
  #opening: { readonly path: PathPolicy; readonly effects: (RecoveryEffect & { readonly type: 'open' })[] } | null = null;

  constructor() {
    this.take({ type: 'started' });
    this.#open('any');
    this.run(1_000);
  }

  situation(): RecoverySituation {
    const { session, now, hasRelay, isMediaLost, isOneWayAudio } = this;
    const silentMs = session === null ? 0 : now - session.playedAt;
    return {
      session: session && {
        id: session.id,
        path: session.path,
        hasRelay,
        isWell: this.#transports === 'well',
        isUp: session.used !== null && this.#transports === 'well',
        silentMs,
        silentVideoMs: silentMs,
      },
      isMediaLost,
      isOneWayAudio,
      random: 0.5,
    };
  }

  take(event: RecoveryEvent): readonly RecoveryEffect[] {
    const { state, effects } = nextRecovery(this.state, { ...this.situation(), event }, this.now + this.skewMs);
    this.state = state;
    const step = recoveryStepOf(state);
    if (step !== (this.steps.at(-1) ?? null)) this.steps.push(step);
    for (const effect of effects) {
      this.log.push({ at: this.now, effect });
      this.#carryOut(effect);
    }
    return effects;
  }

  /** Lets time pass; `isAsleep`: the page notices nothing of it. */
  run(ms: number, isAsleep = false): void {
    for (const until = this.now + ms; this.now < until;) {
      this.now += stepMs;
      this.#carryMedia(isAsleep);
      if (!isAsleep) this.#wake();
    }
  }

  /** Runs until it holds; the milliseconds that it took, or Infinity. */
  runUntil(holds: () => boolean, limitMs: number): number {
    const from = this.now;
    while (!holds() && this.now - from < limitMs) this.run(stepMs);
    return holds() ? this.now - from : Infinity;
  }

  setSignalling(isSignalling: boolean): void {
    const isBack = isSignalling && !this.isSignalling;
    this.isSignalling = isSignalling;
    if (isBack) this.take({ type: 'signallingBack' });
  }

  /** The server has forgotten the session; the page opens another one as soon as it knows. */
  restartServer(): void {
    this.session = null;
    this.isMediaLost = false;
    this.#open('any');
  }

  get isHealthy(): boolean {
    const { session, state } = this;
    return session !== null && this.now - session.playedAt < 200 && this.#transports === 'well' && state.state === 'running' && state.attempt.state === 'idle';
  }

  effects<T extends RecoveryEffect['type']>(type: T): { readonly at: number; readonly effect: Extract<RecoveryEffect, { readonly type: T }> }[] {
    return this.log.flatMap(({ at, effect }) => (effect.type === type ? [{ at, effect: effect as Extract<RecoveryEffect, { readonly type: T }> }] : []));
  }

  #wake(): void {
    const due = this.#later.filter(({ at }) => at <= this.now);
    this.#later = this.#later.filter(({ at }) => at > this.now);
    for (const { act } of due) act();
    this.#tellTransports();
    if (dueInMs(this.state) === 0 || (dueInMs(this.state) ?? Infinity) < stepMs) this.take({ type: 'due' });
    if (this.now % 100 === 0) this.take({ type: 'tick' });
    if (this.now % 2_000 === 0) this.#report();
  }

  #carryMedia(isAsleep: boolean): void {
    const { session, now } = this;
    if (session === null) return;
    session.used ??= now - session.openedAt < answerMs ? null : this.#choose(session);
    const passage = session.used === null ? 'blocked' : this.passages[session.used];
    if (passage !== 'blocked') session.answeredAt = now;
    if (passage === 'open' && !isAsleep) session.playedAt = now;
  }

  #choose({ path }: WorldSession): TransportKind | null {
    return kindsOf[path].find((kind) => this.passages[kind] !== 'blocked' && (kind !== 'relay' || this.hasRelay)) ?? null;
  }

  #tellTransports(): void {
    const { session, now } = this;
    if (session === null) return;
    const silentMs = now - session.answeredAt;
    const state = silentMs > failedAfterMs ? 'failed' : session.used !== null && silentMs > disconnectedAfterMs ? 'disconnected' : 'well';
    if (state === this.#transports) return;
    this.#transports = state;
    this.take(state === 'well' ? { type: 'transportConnected' } : { type: 'transportLost', isForGood: state === 'failed' });
  }

  /** What the page tells the server, and what the server finds. */
  #report(): void {
    const { session, now } = this;
    if (session === null) return;
    this.take({ type: 'reported', isOnFallbackPath: session.used !== null && session.used !== 'udp' && this.#transports === 'well' });
    if (!this.isSignalling) return;
    this.isMediaLost = now - session.playedAt > mediaLostAfterMs;
    this.take({ type: 'findingsChanged' });
  }

  #carryOut(effect: RecoveryEffect): void {
    if (effect.type === 'open') {
      this.#open(effect.path, effect);
    } else if ('task' in effect) {
      this.#after(answerMs, () => {
        this.answeredAt.set(effect.task, this.now);
        if (effect.type === 'restartIce') this.#restartIce(effect.task, effect.sessionId);
        if (effect.type === 'readAnswers')
          this.take({ type: 'answersRead', task: effect.task, answers: { counts: new Map([['pair', this.session?.answeredAt ?? 0]]), roundTripMs: 40 } });
        if (effect.type === 'probeUdp') this.take({ type: 'udpProbed', task: effect.task, isConnected: this.isSignalling && this.passages.udp !== 'blocked' });
      });
    }
  }

  #restartIce(task: number, sessionId: string): void {
    const isGranted = this.isSignalling && this.session?.id === sessionId;
    // Another path over the same kind of packets, as a router that has forgotten the old one needs it.
    this.take({ type: 'iceRestarted', task, sessionId, isGranted });
  }

  #open(path: PathPolicy, effect?: RecoveryEffect & { readonly type: 'open' }): void {
    if (this.#opening === null) {
      this.#opening = { path, effects: [] };
      this.#after(answerMs, () => this.#tryToOpen());
    }
    if (effect !== undefined) this.#opening.effects.push(effect);
  }

  #tryToOpen(): void {
    const opening = this.#opening;
    if (opening === null) return;
    const [first] = opening.effects;
    const isNeeded = first === undefined || this.session === null || isReopenNeeded(this.state, this.situation(), first.cause);
    if (isNeeded && !this.isSignalling) {
      this.#after(250, () => this.#tryToOpen());
      return;
    }
    this.#opening = null;
    if (isNeeded) {
      this.#sessions += 1;
      const { now } = this;
      this.session = { id: `s${this.#sessions}`, path: opening.path, used: null, openedAt: now, answeredAt: now, playedAt: now };
      this.#transports = 'well';
    }
    for (const { task } of opening.effects) {
      this.answeredAt.set(task, this.now);
      this.take({ type: 'opened', task });
    }
  }

  #after(ms: number, act: () => void): void {
    this.#later.push({ at: this.now + ms, act });
  }
}
