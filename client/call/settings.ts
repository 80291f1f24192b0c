import type { MediaSettings } from '#shared/contract/views/index.ts';
import type { CallMediaState } from './state.ts';

type Settable = Pick<CallMediaState, 'quality' | 'isQualityChosen' | 'pathPolicy' | 'volume' | 'speakerId' | 'localAudio' | 'localVideo'>;

/** What this page's media is set to, for those who may change it. */
export const settingsOf = ({ quality, isQualityChosen, pathPolicy, volume, speakerId, localAudio, localVideo }: Settable): MediaSettings => ({
  quality: isQualityChosen ? quality : 'auto',
  pathPolicy,
  volume,
  audioinput: localAudio?.getSettings().deviceId ?? null,
  videoinput: localVideo?.getSettings().deviceId ?? null,
  audiooutput: speakerId,
});
