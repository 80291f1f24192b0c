import type { RemoteAction, RemoteActionOutcome } from '#shared/contract/remoteActions.ts';
import type { CallMedia } from './callMedia.ts';

/** What the customer answers. `gone`: the question ended without an answer. */
export type Answer = 'yes' | 'no' | 'gone';

/** What the page itself does for a remote action; each resolves when the person has seen or answered it. */
export type RemoteActionScreen = {
  /** Asks the customer to open the microphone. */
  readonly askToUnmute: () => Promise<Answer>;
  readonly showAttention: () => void;
  readonly showDeviceTest: () => void;
  readonly showSelfTest: () => void;
  readonly reload: () => void;
};

const outcomeOf = (isDone: boolean): RemoteActionOutcome => (isDone ? 'done' : 'failed');

/** What the remote actions need of the page's media. */
export type RemoteActionMedia = Pick<
  CallMedia,
  'store' | 'hasSession' | 'selectSpeaker' | 'selectDevice' | 'setVolume' | 'setMuted' | 'restartMedia' | 'restartIce' | 'setPath' | 'setQuality'
>;

/**
 * Does what an adviser's remote action asks, or a person at their own desk. `onAsked` is called when the outcome waits for the customer.
 * Nothing here opens a microphone or camera that the person has closed, or that nobody uses: that is asked, or not done.
 */
export async function runRemoteAction(
  media: RemoteActionMedia,
  remoteAction: RemoteAction,
  screen: RemoteActionScreen,
  onAsked: () => void,
): Promise<RemoteActionOutcome> {
  try {
    return await pull(media, remoteAction, screen, onAsked);
  } catch (error) {
    console.warn('a lever failed', remoteAction.remoteAction, error);
    return 'failed';
  }
}

async function pull(media: RemoteActionMedia, remoteAction: RemoteAction, screen: RemoteActionScreen, onAsked: () => void): Promise<RemoteActionOutcome> {
  switch (remoteAction.remoteAction) {
    case 'chooseDevice':
      if (remoteAction.kind === 'audiooutput') return outcomeOf(await media.selectSpeaker(remoteAction.deviceId));
      return outcomeOf(await media.selectDevice(remoteAction.kind === 'audioinput' ? 'microphone' : 'camera', remoteAction.deviceId));
    case 'setVolume':
      media.setVolume(remoteAction.volume);
      return 'done';
    case 'unmute':
      return unmute(media, screen, onAsked);
    case 'restartMedia':
      return media.hasSession() ? outcomeOf(await media.restartMedia()) : 'notNow';
    case 'restartIce':
      return media.hasSession() ? outcomeOf(await media.restartIce()) : 'notNow';
    case 'setPath':
      // Whether there is a relay is known in a call only.
      return remoteAction.policy !== 'relay' || media.hasSession() ? outcomeOf(await media.setPath(remoteAction.policy)) : 'notNow';
    case 'setQuality':
      await media.setQuality(remoteAction.quality);
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

async function unmute(media: RemoteActionMedia, screen: RemoteActionScreen, onAsked: () => void): Promise<RemoteActionOutcome> {
  const { isMicrophoneMuted, microphoneState } = media.store.getState();
  // No page can unmute what a switch on the device has muted.
  if (!isMicrophoneMuted) return outcomeOf(microphoneState === 'ok');
  onAsked();
  const answer = await screen.askToUnmute();
  if (answer !== 'yes') return answer === 'no' ? 'refused' : 'failed';
  await media.setMuted('microphone', false);
  return outcomeOf(media.store.getState().microphoneState === 'ok');
}
