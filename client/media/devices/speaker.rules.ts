import type { CallMediaState } from '#client/media/state.ts';

type Devices = readonly Pick<CallMediaState['devices'][number], 'kind'>[];

const hasSpeaker = (devices: Devices): boolean => devices.some(({ kind }) => kind === 'audiooutput');

/** Not every browser lists loudspeakers: only what was there can be missing. */
export const isSpeakerMissing = (now: Devices, before: { readonly devices: Devices; readonly isSpeakerMissing: boolean }): boolean =>
  !hasSpeaker(now) && (before.isSpeakerMissing || hasSpeaker(before.devices));
