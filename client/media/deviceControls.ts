import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { DeviceFault } from '#shared/practice/deviceFaults.ts';
import type { Devices } from './devices/devices.ts';
import type { Mutes } from './session/mutes.ts';
import type { CallMediaStore } from './state.ts';

type DeviceParts = { readonly store: CallMediaStore; readonly devices: Devices; readonly mutes: Mutes };

/** What the page does with its camera, its microphone and its loudspeaker. */
export function createDeviceControls({ store, devices, mutes }: DeviceParts) {
  return {
    /** How much the own picture has changed within the last second, 0 to 1; null without one. */
    cameraChange: (): number | null => devices.cameraChange,
    /** Camera and microphone are open from now on, until the returned function is called and nothing else needs them. */
    holdDevices: () => devices.hold(),
    /** Tries again what is needed and not open; ends within seconds, whatever the browser does. */
    prepareDevices: () => devices.prepare(),
    /** Another try by hand, also while nothing needs them: then they close again. */
    async tryDevices(): Promise<void> {
      const letGo = devices.hold();
      await devices.prepare();
      letGo();
    },
    selectDevice: (source: MediaSource, deviceId: string) => devices.select(source, deviceId),
    /** Camera and microphone off; mutes and volume back to their beginning. */
    releaseDevices(): void {
      devices.release();
      store.setState({
        isMicrophoneMuted: false,
        isCameraMuted: false,
        volume: store.getState().ownVolume,
        pathPolicy: 'any',
        isQualityChosen: false,
        deviceFault: 'none',
      });
    },
    /** The person closes or opens one; a device that was closed all along is opened. */
    async setMuted(source: MediaSource, muted: boolean): Promise<void> {
      const told = mutes.press(source, muted);
      if (!muted) await devices.openMissing();
      await told;
    },
    /** For practice: a silent microphone, a dark camera or a speaker turned down, as if by nature. */
    setDeviceFault(deviceFault: DeviceFault): void {
      const volume = deviceFault === 'speakerOff' ? 0 : store.getState().ownVolume;
      const isVolumeConcerned = [deviceFault, store.getState().deviceFault].includes('speakerOff');
      store.setState({ deviceFault, ...(isVolumeConcerned ? { volume } : {}) });
      devices.applyMutes();
    },
    /** How loud this machine plays, 0 to 1, from now on. */
    setVolume: (volume: number) => store.setState({ volume, ownVolume: volume }),
    /** The same until the visit ends: the next customer begins with what is right for the machine. */
    setVisitVolume: (volume: number) => store.setState({ volume }),
    /** Nothing of a call is heard here, or as loud as before. */
    silence: (isSilent: boolean) => store.setState({ volume: isSilent ? 0 : store.getState().ownVolume }),
    setSoundBlocked: (isSoundBlocked: boolean) => store.setState({ isSoundBlocked }),
  };
}
