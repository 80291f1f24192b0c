import type { QualityLevel } from '#shared/connection/videoLadder.ts';
import type { PathPolicy } from '#shared/connection/pathPolicy.ts';
import type { DeviceState } from '#shared/contract/deviceStates.ts';
import { type MediaSource, mediaSources } from '#shared/contract/mediaSource.ts';
import { pause } from './recovery/backOff.ts';
import type { Devices } from './devices/devices.ts';
import type { QualityLadder } from './quality/qualityLadder.ts';
import type { Session } from './session/session.ts';
import { type CallMediaStore, isMuted } from './state.ts';
import { within } from './recovery/within.ts';

/** A path that carries no media within this time is taken to carry none. */
const upWithinMs = 8_000;

type ByHandOptions = {
  readonly store: CallMediaStore;
  readonly devices: Devices;
  readonly videoLadder: QualityLadder;
  readonly session: () => Session | null;
  /** The path of the present session. */
  readonly path: () => PathPolicy;
  readonly isWanted: () => boolean;
  readonly opening: () => Promise<void> | null;
  readonly open: () => Promise<void>;
};

/** What people change at this page's media, here or by an adviser's remote action. Each resolves with whether it worked, as measured. */
export function createMediaControls({ store, devices, videoLadder, session, path, isWanted, opening, open }: ByHandOptions) {
  const isUp = (): boolean => {
    const current = session();
    return current !== null && current.isUp && [current.send, current.receive].some(({ connectionState }) => connectionState === 'connected');
  };

  async function comesUp(): Promise<boolean> {
    const until = performance.now() + upWithinMs;
    while (!isUp() && performance.now() < until) await pause(100);
    return isUp();
  }

  const stateOf = (source: MediaSource): DeviceState => (source === 'microphone' ? store.getState().microphoneState : store.getState().cameraState);

  return {
    hasSession: () => session() !== null,

    /** Another loudspeaker for everything on the page; false where the browser cannot play there. */
    async selectSpeaker(speakerId: string): Promise<boolean> {
      const played = new Audio().setSinkId(speakerId).then(
        () => true,
        () => false,
      );
      const isPlayable = await within(played, false);
      if (isPlayable) store.setState({ speakerId });
      return isPlayable;
    },

    /** A new path on the same transports. Errors: those of media:restartIce. */
    async restartIce(): Promise<boolean> {
      const current = session();
      if (current === null) return false;
      await current.restartIce();
      return comesUp();
    },

    /** Opens devices and session again. That does not bring back a device that is gone, and what nobody needs stays closed. */
    async restartMedia(): Promise<boolean> {
      const before = { microphone: stateOf('microphone'), camera: stateOf('camera') };
      await devices.restart();
      await within(open(), undefined, upWithinMs);
      const isGiving = mediaSources.every((source) => {
        const state = stateOf(source);
        return state === 'ok' || isMuted(store.getState(), source) || (state === before[source] && (state === 'missing' || !devices.isWanted));
      });
      return (await comesUp()) && isGiving;
    },

    /** Only over this path from now on. A path that is not there, or does not carry, leaves the choice as it was. */
    async setPath(pathPolicy: PathPolicy): Promise<boolean> {
      if (pathPolicy === 'relay' && session()?.hasRelay !== true) return false;
      const before = store.getState().pathPolicy;
      store.setState({ pathPolicy });
      if (!isWanted()) return true;
      // A running attempt takes the choice into account, unless it has just ended.
      await within(opening() ?? Promise.resolve(), undefined, upWithinMs);
      if (path() !== pathPolicy) await within(open(), undefined, upWithinMs);
      if (path() === pathPolicy && (await comesUp())) return true;
      // Somebody may have chosen anew meanwhile.
      if (isWanted() && store.getState().pathPolicy === pathPolicy) {
        store.setState({ pathPolicy: before });
        if (path() !== before) void open();
      }
      return false;
    },

    /** How much of the picture goes both ways, or `auto`. Errors: those of media:setReceiveQuality. */
    async setQuality(quality: QualityLevel | 'auto'): Promise<void> {
      videoLadder.choose(quality);
      const current = session();
      if (current === null) return;
      await Promise.all([current.sending.setQuality(store.getState().quality), current.setReceiveQuality(quality === 'auto' ? 'full' : quality)]);
    },
  };
}
