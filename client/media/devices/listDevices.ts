import { within } from '#client/media/recovery/within.ts';
import type { CallMediaStore } from '#client/media/state.ts';
import { isSpeakerMissing } from './speaker.rules.ts';

/** Looks which devices there are. A list that does not come, or is refused, leaves what is known. */
export async function listDevices(store: CallMediaStore): Promise<void> {
  const listed = navigator.mediaDevices?.enumerateDevices().catch(() => null) ?? Promise.resolve(null);
  const found = await within(listed, null);
  if (found === null) return;
  const before = store.getState();
  const devices = found.map(({ kind, deviceId, label }) => ({ kind, deviceId, label }));
  store.setState({
    ...(JSON.stringify(devices) === JSON.stringify(before.devices) ? {} : { devices }),
    isSpeakerMissing: isSpeakerMissing(devices, before),
  });
}
