import type { types } from 'mediasoup-client';
import type { PathPolicy } from '#shared/connection/pathPolicy.ts';
import type { ConsumerDescription } from '#shared/contract/media.ts';
import type { CallId } from '#shared/ids.ts';
import type { AnswerWindow } from '#client/media/answerWindow.ts';
import type { Api } from '#client/media/api.ts';
import type { Encryption } from '#client/media/encryption/encryption.ts';
import { isCode } from '#client/media/mediaErrors.ts';
import type { CaptureLevel } from '#client/media/quality/capture.rules.ts';
import type { Playout } from '#client/media/quality/playout.ts';
import { backOffMs, pause } from '#client/media/recovery/backOff.ts';
import { type CallMediaStore, isMuted } from '#client/media/state.ts';
import type { Mutes } from './mutes.ts';
import type { Remotes } from './remotes.ts';
import { Session } from './session.ts';
import { type Target, isElsewhere, pathTo } from './target.rules.ts';

/** What the page wants just now. Halted, it wants nothing until signalling lets it in again, and remembers its target. */
export type Intent = { target: Target | null; isHalted: boolean };

type KeeperParts = {
  readonly api: Api;
  readonly store: CallMediaStore;
  readonly intent: Readonly<Intent>;
  readonly remotes: Remotes;
  readonly mutes: Mutes;
  readonly playout: Playout;
  readonly answerWindow: AnswerWindow;
  readonly capture: () => CaptureLevel;
  /** Whether the page's own picture and sound make it a call: not so who is beside it. */
  readonly isSide: boolean;
  readonly encryption: Encryption;
  /** How a transport of the present session stands. */
  readonly onTransportState: (state: types.ConnectionState) => void;
};

/** Keeps the page's one media session: opens it while it is wanted, opens it again when it is lost, and passes the server's events on to it. */
export class SessionKeeper {
  readonly #parts: KeeperParts;
  #current: Session | null = null;
  #path: PathPolicy = 'any';
  #opening: Promise<void> | null = null;
  #isSending = false;
  #wake: () => void = () => {};
  /** What the server has told of a session whose opening has not been answered yet. */
  #early: ConsumerDescription[] = [];
  #earlySending: { readonly sessionId: string; readonly isOpen: boolean; readonly isEncrypted: boolean } | null = null;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  get current(): Session | null {
    return this.#current;
  }

  /** The path of the present session. */
  get path(): PathPolicy {
    return this.#path;
  }

  /** The opening that is under way. */
  get opening(): Promise<void> | null {
    return this.#opening;
  }

  /** Does something with the session; if it goes away meanwhile, the next one catches up. */
  async whileOpen(work: (session: Session) => Promise<void>): Promise<void> {
    const current = this.#current;
    if (current === null) return;
    await work(current).catch((error: unknown) => {
      if (this.#current === current && !current.send.closed) console.warn('media step failed', error);
    });
  }

  /** Opens a session, again and again with growing pauses, as long as one is wanted and `isNeeded`. */
  open(wanted: PathPolicy = 'any', isNeeded: () => boolean = () => true): Promise<void> {
    this.#opening ??= this.#openUntilThere(wanted, isNeeded).finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  /** Ends the pause before the next try: signalling is back. */
  wake(): void {
    this.#wake();
  }

  close(): void {
    const old = this.#current;
    this.#current = null;
    this.#isSending = false;
    this.#parts.answerWindow.close();
    this.#parts.remotes.clear();
    this.#parts.store.setState({ isSending: false });
    old?.close();
  }

  /** What has happened to the session while signalling was away. Errors: those of media:sync. */
  async sync(current: Session): Promise<void> {
    const { api, remotes } = this.#parts;
    const { consumers, isSending, isEncrypted } = await api.request('media:sync', { sessionId: current.id });
    if (this.#isOtherwise(isEncrypted)) return this.#openOtherwise(isEncrypted);
    const known = new Set(consumers.map(({ consumerId }) => consumerId));
    current.consumerIds.filter((id) => !known.has(id)).forEach((id) => current.drop(id));
    await Promise.all(consumers.map((description) => current.consume(description)));
    consumers.forEach(({ consumerId, isOpen, isMutedBySender }) => remotes.change(consumerId, isOpen, isMutedBySender));
    this.#setSending(isSending);
  }

  /** Somebody's picture or sound is there to be received. */
  consumerAdded(description: ConsumerDescription): void {
    if (this.#current?.id === description.sessionId) void this.whileOpen((session) => session.consume(description));
    else this.#early.push(description);
  }

  /** The server lets the page send, or no longer. */
  producersOpened(told: { readonly sessionId: string; readonly isOpen: boolean; readonly isEncrypted: boolean }): void {
    if (this.#current?.id !== told.sessionId) this.#earlySending = told;
    else if (this.#isOtherwise(told.isEncrypted)) void this.#openOtherwise(told.isEncrypted);
    else this.#setSending(told.isOpen);
  }

  /** The server has no such session any more. */
  lost(sessionId: string): void {
    const { store, intent } = this.#parts;
    if (this.#current?.id !== sessionId) return;
    this.close();
    if (intent.target === null) store.setState({ connection: 'idle' });
    else void this.open();
  }

  async #openUntilThere(wanted: PathPolicy, isNeeded: () => boolean): Promise<void> {
    const { store, intent } = this.#parts;
    const pathNow = (): PathPolicy => pathTo(wanted, store.getState().pathPolicy);
    for (let attempt = 0; intent.target !== null && !intent.isHalted && isNeeded(); attempt += 1) {
      const { callId, roomId } = intent.target;
      const path = pathNow();
      try {
        store.setState({ connection: store.getState().connection === 'idle' ? 'connecting' : 'healing' });
        await this.#openOnce(callId, path);
        // A path that was chosen meanwhile is taken at once.
        if (!isElsewhere(intent.target, roomId) && pathNow() === path) return;
      } catch (error) {
        // The page may have moved on to another call meanwhile, as after a transfer: that one is opened at once.
        if (isElsewhere(intent.target, roomId)) continue;
        if (isCode(error, 'callEnded') || isCode(error, 'notFound')) return;
        // Signalling that comes back ends the pause.
        await Promise.race([pause(backOffMs(attempt)), new Promise<void>((resolve) => (this.#wake = resolve))]);
      }
    }
  }

  async #openOnce(callId: CallId | null, path: PathPolicy): Promise<void> {
    const { store, intent } = this.#parts;
    const opened = await this.#ask(callId, path);
    if (intent.target === null || intent.isHalted) {
      opened.close();
      return;
    }
    this.close();
    this.#current = opened;
    this.#path = path;
    this.#catchUp(opened);
    const { localAudio, localVideo, isQualityChosen, quality } = store.getState();
    if (isQualityChosen) await opened.setReceiveQuality(quality);
    await Promise.all([opened.sending.produce('microphone', localAudio), opened.sending.produce('camera', localVideo)]);
  }

  #ask(callId: CallId | null, path: PathPolicy): Promise<Session> {
    const { api, store, remotes, capture, encryption, onTransportState } = this.#parts;
    return Session.open(
      api,
      callId,
      {
        onTrack: (description, track) => remotes.add(description, track, () => this.#confirm()),
        onTrackGone: (consumerId) => remotes.remove(consumerId),
        onSending: (sessionId, isSending, isEncrypted) => {
          if (this.#current?.id === sessionId) this.producersOpened({ sessionId, isOpen: isSending, isEncrypted });
        },
        onTransportState: (transport, state) => {
          if (this.#current !== null && (transport === this.#current.send || transport === this.#current.receive)) onTransportState(state);
        },
      },
      { quality: store.getState().quality, capture: capture(), path, isMuted: (source) => isMuted(store.getState(), source), encryption },
    );
  }

  /** What was decided or told before the session was there. */
  #catchUp(opened: Session): void {
    const { mutes, playout } = this.#parts;
    opened.setPlayoutDelay(playout.delayMs);
    const early = this.#earlySending?.sessionId === opened.id ? this.#earlySending : null;
    // Before there is a sender or a receiver.
    this.#parts.encryption.set(early?.isEncrypted ?? opened.isEncryptedAtOpening);
    this.#setSending(early?.isOpen ?? opened.isSendingAtOpening);
    for (const description of this.#early.filter((one) => one.sessionId === opened.id)) void this.whileOpen((session) => session.consume(description));
    this.#early = [];
    mutes.agree(opened.mutedAtOpening);
  }

  #isOtherwise = (isEncrypted: boolean): boolean => this.#parts.encryption.isOn !== isEncrypted;

  /** Chromium takes a transform only while a sender or receiver is new: encryption begins and ends with another session. */
  #openOtherwise(isEncrypted: boolean): Promise<void> {
    this.close();
    this.#parts.encryption.set(isEncrypted);
    return this.open();
  }

  #setSending(isSending: boolean): void {
    const { answerWindow, store } = this.#parts;
    this.#isSending = isSending;
    const switched = this.whileOpen((session) => session.sending.setSending(isSending));
    if (isSending) answerWindow.open(switched);
    else answerWindow.close();
    answerWindow.afterwards('isSending', () => store.setState({ isSending: this.#isSending }));
  }

  #confirm(): void {
    const callId = this.#parts.intent.target?.callId ?? null;
    // Only a hint for the server, which starts the call by itself after a while.
    if (callId !== null && this.#parts.isSide) this.#parts.api.request('call:confirmConnected', { callId }).catch(() => undefined);
  }
}
