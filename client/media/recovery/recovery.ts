import type { types } from 'mediasoup-client';
import { isFallbackPath } from '#shared/connection/fallbackPath.ts';
import type { CauseCode } from '#shared/connection/findings.ts';
import type { PathPolicy } from '#shared/connection/pathPolicy.ts';
import type { RecoveryEffect, RecoveryEvent, RecoverySituation, StunAnswers } from '#shared/connection/recovery/facts.ts';
import { dueInMs, nextRecovery, recoveryStepOf } from '#shared/connection/recovery/nextRecovery.ts';
import { isReopenNeeded } from '#shared/connection/recovery/questions.ts';
import { type RecoveryState, stoppedRecovery } from '#shared/connection/recovery/state.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import type { AnswerWindow } from '#client/media/answerWindow.ts';
import type { Session } from '#client/media/session/session.ts';
import type { CallMediaStore } from '#client/media/state.ts';

const tickEveryMs = 100;

type RecoveryOptions = {
  readonly store: CallMediaStore;
  readonly session: () => Session | null;
  readonly answerWindow: Pick<AnswerWindow, 'isOpen'>;
  /** The path of the present session. */
  readonly path: () => PathPolicy;
  /** Opens another session over the given path as soon as signalling allows; gives up once `isNeeded` says no. */
  readonly open: (path: PathPolicy, isNeeded: () => boolean) => Promise<void>;
  /** Connects signalling again if nothing is heard within that time. */
  readonly checkAlive: (withinMs: number) => Promise<void>;
  /** Asks for video that can be shown at once. */
  readonly requestKeyFrames: (session: Session) => Promise<unknown>;
  /** Whether UDP gets through to the media server. */
  readonly probeUdp: () => Promise<boolean>;
};

/** Brings media back by itself: gathers the facts, has `nextRecovery` decide, and carries out what it says. Does nothing until it is started. */
export class Recovery {
  readonly #options: RecoveryOptions;
  #state: RecoveryState = stoppedRecovery;
  #codes: readonly CauseCode[] = [];
  #ticking: ReturnType<typeof setInterval> | undefined;
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RecoveryOptions) {
    this.#options = options;
  }

  /** From now on a session is wanted. */
  start(): void {
    if (this.#state.state === 'running') return;
    void this.#take({ type: 'started' });
    this.#ticking = setInterval(() => {
      // To read what was played waits for the thread that just makes the first picture.
      if (!this.#options.answerWindow.isOpen) void this.#take({ type: 'tick' });
    }, tickEveryMs);
  }

  /** No session is wanted any more. What is under way is dropped. */
  stop(): void {
    clearInterval(this.#ticking);
    void this.#take({ type: 'stopped' });
  }

  transportChanged(state: types.ConnectionState): void {
    if (state === 'connected') void this.#take({ type: 'transportConnected' });
    if (state === 'disconnected' || state === 'failed') void this.#take({ type: 'transportLost', isForGood: state === 'failed' });
  }

  /** What the server finds at this page's leg. */
  setFindings(codes: readonly CauseCode[]): void {
    this.#codes = codes;
    void this.#take({ type: 'findingsChanged' });
  }

  /** Resolves when another path has been asked for in place of a lost one. Never rejects. */
  signallingBack(): Promise<void> {
    return this.#take({ type: 'signallingBack' });
  }

  report(report: ConnectionReport): void {
    void this.#take({ type: 'reported', isOnFallbackPath: isFallbackPath(report) });
  }

  async #take(event: RecoveryEvent): Promise<void> {
    const { state, effects } = nextRecovery(this.#state, { ...this.#situation(), event }, performance.now());
    this.#state = state;
    clearTimeout(this.#due);
    const dueMs = dueInMs(state);
    if (dueMs !== null) this.#due = setTimeout(() => void this.#take({ type: 'due' }), dueMs);
    this.#show(effects);
    await Promise.all(effects.map((effect) => this.#carryOut(effect)));
  }

  #situation(): RecoverySituation {
    const { session, path } = this.#options;
    const current = session();
    return {
      session: current && {
        id: current.id,
        path: path(),
        hasRelay: current.hasRelay,
        isWell: isWell(current),
        isUp: current.isUp,
        silentMs: this.#silentMs(current, ['audio', 'video']),
        silentVideoMs: this.#silentMs(current, ['video']),
      },
      isMediaLost: this.#codes.includes('mediaLost'),
      isOneWayAudio: this.#codes.includes('oneWayAudio'),
      random: Math.random(),
    };
  }

  /** For how long nothing has been played although media should arrive, in milliseconds; null when none should. */
  #silentMs(current: Session, kinds: readonly ('audio' | 'video')[]): number | null {
    const tracks = this.#options.store.getState().remotes.flatMap((remote) => kinds.map((kind) => remote[kind]));
    const expected = new Set(tracks.filter((track) => track?.isOpen && !track.isMuted).map((track) => track?.consumerId));
    const last = current.lastPlayedAt((consumerId) => expected.has(consumerId));
    return last === null ? null : Math.max(0, performance.timeOrigin + performance.now() - last);
  }

  #show(effects: readonly RecoveryEffect[]): void {
    const { store } = this.#options;
    const before = store.getState();
    const connection = effects.findLast((effect) => effect.type === 'show')?.connection ?? before.connection;
    const healingStep = recoveryStepOf(this.#state);
    if (connection !== before.connection || healingStep !== before.healingStep) store.setState({ connection, healingStep });
  }

  async #carryOut(effect: RecoveryEffect): Promise<void> {
    const { open, checkAlive, probeUdp } = this.#options;
    switch (effect.type) {
      case 'show':
        return;
      case 'checkSignalling':
        return checkAlive(effect.withinMs);
      case 'requestKeyFrames':
        return this.#requestKeyFrames();
      case 'restartIce':
        return this.#take({ type: 'iceRestarted', task: effect.task, sessionId: effect.sessionId, isGranted: await this.#restartIce(effect.sessionId) });
      case 'readAnswers':
        return this.#take({ type: 'answersRead', task: effect.task, answers: await this.#readAnswers() });
      case 'open':
        await open(effect.path, () => isReopenNeeded(this.#state, this.#situation(), effect.cause)).catch((error: unknown) =>
          console.warn('no session could be opened', error),
        );
        return this.#take({ type: 'opened', task: effect.task });
      case 'probeUdp':
        return this.#take({ type: 'udpProbed', task: effect.task, isConnected: await probeUdp().catch(isNotConnected) });
    }
  }

  /** Whether the server has agreed to another path. */
  async #restartIce(sessionId: string): Promise<boolean> {
    const current = this.#options.session();
    if (current?.id !== sessionId) return false;
    try {
      await current.restartIce();
      return true;
    } catch (error) {
      // Signalling is away too, or the server has lost the session: its return, or the next step, goes on from here.
      console.info('ICE was not restarted', error);
      return false;
    }
  }

  async #readAnswers(): Promise<StunAnswers | null> {
    try {
      return (await this.#options.session()?.answers()) ?? null;
    } catch (error) {
      console.warn('STUN answers could not be counted', error);
      return null;
    }
  }

  async #requestKeyFrames(): Promise<void> {
    const current = this.#options.session();
    if (current === null) return;
    // Where this fails the browser asks by itself, only later.
    await this.#options.requestKeyFrames(current).catch((error: unknown) => console.info('key frames could not be requested', error));
  }
}

/** Signalling or the server was away; the next probe will tell. */
function isNotConnected(error: unknown): false {
  console.info('UDP could not be probed', error);
  return false;
}

const isWell = ({ send, receive }: Session): boolean =>
  [send, receive].every(({ connectionState }) => connectionState !== 'disconnected' && connectionState !== 'failed');
