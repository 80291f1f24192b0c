import type { MediaSource } from '#shared/contract/mediaSource.ts';
import { type CaptureLevel, captures } from '#client/media/quality/capture.rules.ts';

const audioConstraints: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** The size and the rate that the camera is asked for at that level. */
export function videoConstraintsOf(level: CaptureLevel): MediaTrackConstraints {
  const { width, height, frameRate } = captures[level];
  return { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: frameRate } };
}

/** Asks the browser for these at once. `deviceOf` names the device that it must be; null takes the system's. Errors: those of getUserMedia. */
export async function getTracks(
  which: readonly MediaSource[],
  deviceOf: (source: MediaSource) => string | null,
  level: CaptureLevel,
): Promise<MediaStreamTrack[]> {
  if (!navigator.mediaDevices) throw new DOMException('no secure context', 'SecurityError');
  const withDevice = (source: MediaSource, constraints: MediaTrackConstraints): MediaTrackConstraints => {
    const deviceId = deviceOf(source);
    return deviceId === null ? constraints : { ...constraints, deviceId: { exact: deviceId } };
  };
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: which.includes('microphone') && withDevice('microphone', audioConstraints),
    video: which.includes('camera') && withDevice('camera', videoConstraintsOf(level)),
  });
  return stream.getTracks();
}
