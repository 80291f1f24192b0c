import type { Lever, LeverOutcome } from '#shared/contract/levers.ts';
import type { CallMedia } from './callMedia.ts';

/** What the customer answers; `gone` when the question ended without one. */
export type Answer = 'yes' | 'no' | 'gone';

/** What the page itself does for a lever; each resolves when the person has seen or answered it. */
export type LeverScreen = {
  /** Asks the customer to open the microphone. */
  readonly askToUnmute: () => Promise<Answer>;
  readonly showAttention: () => void;
  readonly showDeviceTest: () => void;
  readonly showSelfTest: () => void;
  readonly reload: () => void;
};

const outcomeOf = (isDone: boolean): LeverOutcome => (isDone ? 'done' : 'failed');

/** What the levers need of the page's media. */
export type LeverMedia = Pick<
  CallMedia,
  'store' | 'hasSession' | 'selectSpeaker' | 'selectDevice' | 'setVolume' | 'setMuted' | 'restartMedia' | 'restartIce' | 'setPath' | 'setQuality'
>;

/**
 * Does what an adviser's lever asks, or a person at their own desk. `onAsked` is called when the outcome waits for the customer.
 * Nothing here opens a microphone or camera that the person has closed, or that nobody uses: that is asked, or not done.
 */
export async function pullLever(media: LeverMedia, lever: Lever, screen: LeverScreen, onAsked: () => void): Promise<LeverOutcome> {
  try {
    return await pull(media, lever, screen, onAsked);
  } catch (error) {
    console.warn('a lever failed', lever.lever, error);
    return 'failed';
  }
}

async function pull(media: LeverMedia, lever: Lever, screen: LeverScreen, onAsked: () => void): Promise<LeverOutcome> {
  switch (lever.lever) {
    case 'chooseDevice':
      if (lever.kind === 'audiooutput') return outcomeOf(await media.selectSpeaker(lever.deviceId));
      return outcomeOf(await media.selectDevice(lever.kind === 'audioinput' ? 'microphone' : 'camera', lever.deviceId));
    case 'setVolume':
      media.setVolume(lever.volume);
      return 'done';
    case 'unmute':
      return unmute(media, screen, onAsked);
    case 'restartMedia':
      return media.hasSession() ? outcomeOf(await media.restartMedia()) : 'notNow';
    case 'restartIce':
      return media.hasSession() ? outcomeOf(await media.restartIce()) : 'notNow';
    case 'setPath':
      // Whether there is a relay is known in a call only.
      return lever.policy !== 'relay' || media.hasSession() ? outcomeOf(await media.setPath(lever.policy)) : 'notNow';
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

async function unmute(media: LeverMedia, screen: LeverScreen, onAsked: () => void): Promise<LeverOutcome> {
  const { isMicrophoneMuted, microphoneState } = media.store.getState();
  // What a switch on the device has muted no page can open.
  if (!isMicrophoneMuted) return outcomeOf(microphoneState === 'ok');
  onAsked();
  const answer = await screen.askToUnmute();
  if (answer !== 'yes') return answer === 'no' ? 'refused' : 'failed';
  await media.setMuted('microphone', false);
  return outcomeOf(media.store.getState().microphoneState === 'ok');
}
