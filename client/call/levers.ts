import type { Lever, LeverOutcome } from '#shared/contract/levers.ts';
import type { CallMedia } from './callMedia.ts';

/** What the page itself does for a lever; each resolves when the person has seen or answered it. */
export type LeverScreen = {
  /** Asks the customer to open the microphone; resolves to their word. */
  readonly askToUnmute: () => Promise<boolean>;
  readonly showAttention: () => void;
  readonly showDeviceTest: () => void;
  readonly showSelfTest: () => void;
  readonly reload: () => void;
};

/**
 * Does what an adviser's lever asks, or a person at their own desk. `onAsked` is called when the outcome waits for the customer.
 * Nothing here opens a microphone or camera that the person has closed: that is asked.
 */
export async function pullLever(media: CallMedia, lever: Lever, screen: LeverScreen, onAsked: () => void): Promise<LeverOutcome> {
  try {
    return await pull(media, lever, screen, onAsked);
  } catch (error) {
    console.warn('a lever failed', lever.lever, error);
    return 'failed';
  }
}

async function pull(media: CallMedia, lever: Lever, screen: LeverScreen, onAsked: () => void): Promise<LeverOutcome> {
  switch (lever.lever) {
    case 'chooseDevice':
      if (lever.kind === 'audiooutput') media.selectSpeaker(lever.deviceId);
      else await media.selectDevice(lever.kind === 'audioinput' ? 'microphone' : 'camera', lever.deviceId);
      return 'done';
    case 'setVolume':
      media.setVolume(lever.volume);
      return 'done';
    case 'unmute':
      return unmute(media, screen, onAsked);
    case 'restartMedia':
      await media.restartMedia();
      return 'done';
    case 'restartIce':
      await media.restartIce();
      return 'done';
    case 'setPath':
      await media.setPath(lever.policy);
      return 'done';
    case 'setQuality':
      await media.setQuality(lever.quality);
      return 'done';
    case 'testDevices':
      screen.showDeviceTest();
      return 'done';
    case 'selfTest':
      screen.showSelfTest();
      return 'done';
    case 'reload':
      screen.reload();
      return 'done';
    case 'attention':
      screen.showAttention();
      return 'done';
  }
}

async function unmute(media: CallMedia, screen: LeverScreen, onAsked: () => void): Promise<LeverOutcome> {
  const { isMicrophoneMuted, microphoneState } = media.store.getState();
  // What a switch on the device has muted no page can open.
  if (!isMicrophoneMuted) return microphoneState === 'ok' ? 'done' : 'failed';
  onAsked();
  if (!(await screen.askToUnmute())) return 'refused';
  await media.setMuted('microphone', false);
  return 'done';
}
