import { z } from 'zod';

/**
 * Schemas of what a browser may send to the media worker, in mediasoup's form (ORTC, https://draft.ortc.org), with bounds that
 * keep garbage from reaching the worker (Q27). Unknown keys of RTP parameters are dropped, not passed on.
 */
const text = z.string().max(256);
const uint8 = z.number().int().min(0).max(255);
const ssrc = z.number().int().min(1).max(0xffff_ffff);

export const dtlsParametersSchema = z.strictObject({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(
      z.strictObject({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().regex(/^([0-9A-Fa-f]{2}:){19,63}[0-9A-Fa-f]{2}$/),
      }),
    )
    .min(1)
    .max(8),
});

const codecParameterValue = z.union([text, z.number().finite(), z.null()]);
const safeKey = z
  .string()
  .min(1)
  .max(64)
  .refine((key) => !['__proto__', 'constructor', 'prototype'].includes(key));

const rtcpFeedbackSchema = z.object({ type: text, parameter: text.optional() });

const codecSchema = z.object({
  mimeType: z.string().regex(/^(audio|video)\/[A-Za-z0-9.-]{1,32}$/),
  payloadType: z.number().int().min(0).max(127),
  clockRate: z.number().int().min(1).max(192_000),
  channels: z.number().int().min(1).max(8).optional(),
  parameters: z.record(safeKey, codecParameterValue).optional(),
  rtcpFeedback: z.array(rtcpFeedbackSchema).max(16).optional(),
});

const headerExtensionSchema = z.object({
  uri: text,
  id: uint8,
  encrypt: z.boolean().optional(),
  parameters: z.record(safeKey, codecParameterValue).optional(),
});

const encodingSchema = z.object({
  ssrc: ssrc.optional(),
  rid: z
    .string()
    .regex(/^[A-Za-z0-9]{1,16}$/)
    .optional(),
  codecPayloadType: z.number().int().min(0).max(127).optional(),
  rtx: z.object({ ssrc }).optional(),
  dtx: z.boolean().optional(),
  scalabilityMode: z
    .string()
    .regex(/^[LS][1-3]T[1-3](h|_KEY|_KEY_SHIFT)?$/)
    .optional(),
  scaleResolutionDownBy: z.number().min(1).max(64).optional(),
  maxBitrate: z.number().int().min(1).max(50_000_000).optional(),
});

export const rtpParametersSchema = z.object({
  mid: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,8}$/)
    .optional(),
  msid: text.optional(),
  codecs: z.array(codecSchema).min(1).max(32),
  headerExtensions: z.array(headerExtensionSchema).max(32).optional(),
  encodings: z
    .array(encodingSchema)
    .min(1)
    .max(4)
    .refine((encodings) => hasNoRepeats(encodings.flatMap((e) => [e.ssrc, e.rtx?.ssrc])), 'an ssrc stands twice')
    .refine((encodings) => hasNoRepeats(encodings.map((e) => e.rid)), 'a rid stands twice'),
  rtcp: z.object({ cname: text.optional(), reducedSize: z.boolean().optional(), mux: z.boolean().optional() }).optional(),
});

const hasNoRepeats = (values: readonly (string | number | undefined)[]): boolean => {
  const given = values.filter((value) => value !== undefined);
  return new Set(given).size === given.length;
};

export const iceParametersSchema = z.strictObject({ usernameFragment: z.string(), password: z.string(), iceLite: z.boolean().optional() });

export const transportSchema = z.strictObject({
  id: z.string(),
  iceParameters: iceParametersSchema,
  iceCandidates: z.array(z.looseObject({})),
  dtlsParameters: z.looseObject({}),
  /** SCTP, for the data channel that connects a transport before any media exists. */
  sctpParameters: z.looseObject({}).nullable(),
  /** The harmless data channel to open at once on a receive transport, so that it is connected early. */
  warmUpChannel: z.looseObject({}).nullable(),
});

export const iceServerSchema = z.strictObject({ urls: z.array(z.string()), username: z.string(), credential: z.string() });
