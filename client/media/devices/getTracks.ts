import type { MediaSource } from '#shared/contract/mediaSource.ts';

const audioConstraints: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const videoConstraints: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };

/** Asks the browser for these at once. `deviceOf` names the device that it must be; null takes the system's. Errors: those of getUserMedia. */
export async function getTracks(which: readonly MediaSource[], deviceOf: (source: MediaSource) => string | null): Promise<MediaStreamTrack[]> {
  if (!navigator.mediaDevices) throw new DOMException('no secure context', 'SecurityError');
  const withDevice = (source: MediaSource, constraints: MediaTrackConstraints): MediaTrackConstraints => {
    const deviceId = deviceOf(source);
    return deviceId === null ? constraints : { ...constraints, deviceId: { exact: deviceId } };
  };
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: which.includes('microphone') && withDevice('microphone', audioConstraints),
    video: which.includes('camera') && withDevice('camera', videoConstraints),
  });
  return stream.getTracks();
}
