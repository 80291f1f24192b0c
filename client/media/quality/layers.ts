import type { types } from 'mediasoup-client';
import { type CaptureLevel, captures } from './capture.rules.ts';
import { type QualityLevel, probeBitrates } from '#shared/connection/videoLadder.ts';

/**
 * No layers in time (https://www.w3.org/TR/webrtc-svc/): on a narrow path the media server would halve the frame rate of a large picture
 * before it took a smaller one, and sign language and lip reading need the frames.
 */
const scalabilityMode = 'L1T1';

/** The picture in three sizes (simulcast), the smallest first. Bits a second. */
const simulcastLayers: readonly types.RtpEncodingParameters[] = [
  { maxBitrate: 90_000, scalabilityMode },
  { maxBitrate: 500_000, scalabilityMode },
  { maxBitrate: 1_500_000, scalabilityMode },
];

/** Layers of the picture that are sent at each level; below `small` there is only one, of still pictures. */
export const layersAt: Record<QualityLevel, number> = { full: Infinity, reduced: 2, small: 1, still: 1, audioOnly: 1 };

/** The sizes in which a picture of that capture is sent. All encodings are there from the beginning, since none can be added later. */
export const layersOf = (level: CaptureLevel): types.RtpEncodingParameters[] =>
  simulcastLayers.map((layer, index) => ({ ...layer, scaleResolutionDownBy: captures[level].scales[index] ?? 1 }));

/** Lets the first `count` encodings be sent that a picture of that capture has, from the smallest up. */
export async function activateLayers({ rtpSender }: types.Producer, count: number, level: CaptureLevel): Promise<void> {
  if (rtpSender === undefined) return;
  const parameters = rtpSender.getParameters();
  const sizes = layersOf(level);
  const sent = Math.min(count, captures[level].scales.length);
  const wanted = parameters.encodings.map((_, index) => ({ active: index < sent, scaleResolutionDownBy: sizes[index]?.scaleResolutionDownBy ?? 1 }));
  const isSo = parameters.encodings.every(
    ({ active, scaleResolutionDownBy }, index) => active === wanted[index]?.active && scaleResolutionDownBy === wanted[index]?.scaleResolutionDownBy,
  );
  if (isSo) return;
  parameters.encodings.forEach((encoding, index) => Object.assign(encoding, wanted[index]));
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
