import type { types } from 'mediasoup';

/**
 * What routers offer. Opus with in-band FEC (RFC 6716, section 2.1.7) and DTX; VP8 for simulcast; H.264 baseline for devices that
 * encode nothing else in hardware.
 */
export const mediaCodecs: types.RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1, usedtx: 1 } },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
];

/** Whether who gives these capabilities can receive anything that routers offer (mediasoup's RtpCapabilities; what is no codec counts for none). */
export const canReceiveAny = (codecs: readonly Record<string, unknown>[]): boolean =>
  codecs.some(({ mimeType, clockRate }) =>
    mediaCodecs.some((offered) => offered.mimeType.toLowerCase() === String(mimeType).toLowerCase() && offered.clockRate === clockRate),
  );
