import type { types } from 'mediasoup-client';
import { type QualityLevel, probeBitrates } from '#shared/connection/videoLadder.ts';

/**
 * No layers in time (https://www.w3.org/TR/webrtc-svc/): on a narrow path the media server would halve the frame rate of a large picture
 * before it took a smaller one, and sign language and lip reading need the frames.
 */
const scalabilityMode = 'L1T1';

/** The picture in three sizes (simulcast), the smallest first. Bits a second. */
export const simulcastLayers: readonly types.RtpEncodingParameters[] = [
  { scaleResolutionDownBy: 4, maxBitrate: 90_000, scalabilityMode },
  { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode },
  { scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode },
];

/** Layers of the picture that are sent at each level; below `small` there is only one, of still pictures. */
export const layersAt: Record<QualityLevel, number> = { full: Infinity, reduced: 2, small: 1, still: 1, audioOnly: 1 };

/** Lets the first `count` encodings be sent, from the smallest up. */
export async function activateLayers({ rtpSender }: types.Producer, count: number): Promise<void> {
  if (rtpSender === undefined) return;
  const parameters = rtpSender.getParameters();
  const wanted = parameters.encodings.map((_, index) => index < count);
  if (parameters.encodings.every(({ active }, index) => active === wanted[index])) return;
  parameters.encodings.forEach((encoding, index) => (encoding.active = wanted[index] ?? true));
  await rtpSender.setParameters(parameters);
}

/** Gives the smallest layer another maximum bitrate. The browser's congestion control then tries the path with a short burst. */
export async function probeWithSmallestLayer(sender: RTCRtpSender | undefined): Promise<void> {
  const parameters = sender?.getParameters();
  const [smallest] = parameters?.encodings ?? [];
  if (sender === undefined || parameters === undefined || smallest === undefined) return;
  smallest.maxBitrate = smallest.maxBitrate === probeBitrates[0] ? probeBitrates[1] : probeBitrates[0];
  await sender.setParameters(parameters);
}
