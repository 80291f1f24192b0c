import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { CallId } from '#shared/ids.ts';
import type { Devices } from './devices/devices.ts';
import type { Encryption } from './encryption/encryption.ts';
import { isCode } from './mediaErrors.ts';
import type { QualityLadder } from './quality/qualityLadder.ts';
import type { Recovery } from './recovery/recovery.ts';
import type { SessionKeeper, Intent } from './session/keeper.ts';
import type { Mutes } from './session/mutes.ts';
import type { Session } from './session/session.ts';
import { type Target, changeTo, opensDevices } from './session/target.rules.ts';
import type { CallMediaStore } from './state.ts';

type LifeParts = {
  readonly store: CallMediaStore;
  readonly intent: Intent;
  readonly devices: Devices;
  readonly mutes: Mutes;
  readonly keeper: SessionKeeper;
  readonly recovery: Recovery;
  readonly videoLadder: QualityLadder;
  readonly encryption: Encryption;
  /** What was practised in one call is not for the next. */
  readonly endPractice: () => void;
  readonly reportSoon: () => void;
};

type StartOptions = {
  readonly roomId?: CallId | null;
  /** What the person has closed in the room, as the server knows it. */
  readonly muted?: readonly MediaSource[];
  readonly isDesk?: boolean;
  readonly isListener?: boolean;
  readonly isWeakLine?: boolean;
};

/** When this page has media: from the first place in a queue to the end of the call, and through what interrupts it. */
export function createCallLife(parts: LifeParts) {
  const { store, intent, devices, mutes, keeper, recovery, videoLadder, encryption, endPractice } = parts;
  let letDevicesGo: () => void = () => {};

  function holdDevices(): void {
    letDevicesGo();
    letDevicesGo = opensDevices(intent.target) ? devices.hold() : () => {};
  }

  /** Whoever was thrown out learns what was closed in the other window before anything is opened here. */
  async function comeBack(): Promise<void> {
    recovery.start();
    await keeper.open();
    holdDevices();
  }

  return {
    /**
     * Has a session for this call (an expert: at the desk, call or not) from now on. `isDesk` keeps one session over many calls,
     * a `roomId` over the calls of one room. Who only listens opens no camera and no microphone, and nobody opens what is `muted` as they come
     * into the room. A weak line begins with a small picture.
     */
    async start(
      callId: CallId | null,
      { roomId = callId, muted = [], isDesk = false, isListener = false, isWeakLine = false }: StartOptions = {},
    ): Promise<void> {
      const next: Target = { callId, roomId, isDesk, isListener };
      const { isSameSession, isNewRoom, isNewCall } = changeTo(next, intent.target);
      intent.target = next;
      if (isNewRoom) {
        mutes.enter(muted);
        encryption.reconnected();
      }
      if (isSameSession) {
        // A new call is another chance for a device that did not open.
        if (isNewCall) await devices.openMissing();
        return;
      }
      endPractice();
      videoLadder.begin(isWeakLine);
      if (!intent.isHalted) {
        recovery.start();
        holdDevices();
      }
      // Next to each other: what the devices give is sent as soon as both are there.
      await Promise.all([devices.prepare(), keeper.open()]);
    },

    stop(): void {
      intent.target = null;
      recovery.stop();
      letDevicesGo();
      endPractice();
      keeper.close();
      encryption.set(false);
      store.setState({ connection: 'idle' });
    },

    /** The page is thrown out, by another window or by the end of its session: nothing is captured or sent until signalling lets it in again. */
    halt(): void {
      intent.isHalted = true;
      recovery.stop();
      keeper.close();
      devices.release();
      store.setState({ connection: 'idle' });
    },

    /** After signalling was away: the server may have forgotten the session, or things may have happened meanwhile. */
    async reconnected(): Promise<void> {
      keeper.wake();
      encryption.reconnected();
      const wasHalted = intent.isHalted;
      intent.isHalted = false;
      const { current } = keeper;
      if (intent.target === null) return;
      if (wasHalted) return comeBack();
      if (current === null) return keeper.open();
      await catchUp(parts, current);
    },
  };
}

/** What happened while signalling was away; where the server has forgotten the session, another one. */
async function catchUp({ keeper, recovery, mutes, reportSoon }: LifeParts, current: Session): Promise<void> {
  const pathBack = recovery.signallingBack();
  try {
    await keeper.sync(current);
    await mutes.tell();
    await pathBack;
    reportSoon();
  } catch (error) {
    if (keeper.current === current && isCode(error, 'mediaSessionGone')) await keeper.open();
  }
}
