import type { MediaSettings } from '#shared/contract/views/index.ts';
import type { CallMediaState } from '#client/media/state.ts';

type Settable = Pick<
  CallMediaState,
  'quality' | 'isQualityChosen' | 'pathPolicy' | 'volume' | 'microphoneId' | 'cameraId' | 'speakerId' | 'localAudio' | 'localVideo'
>;

/** What this page's media is set to, for those who may change it: the devices that are open, and those that were chosen where none is. */
export const settingsOf = ({
  quality,
  isQualityChosen,
  pathPolicy,
  volume,
  microphoneId,
  cameraId,
  speakerId,
  localAudio,
  localVideo,
}: Settable): MediaSettings => ({
  quality: isQualityChosen ? quality : 'auto',
  pathPolicy,
  volume,
  audioinput: localAudio?.getSettings().deviceId ?? microphoneId,
  videoinput: localVideo?.getSettings().deviceId ?? cameraId,
  audiooutput: speakerId,
});
