import { z } from 'zod';
import { qualityLevels } from '#shared/connection/videoLadder.ts';
import { healingSteps, pathPolicies } from '#shared/connection/pathPolicy.ts';
import { cutList } from './cut.ts';
import { callRoles } from './define.ts';
import { deviceStates } from './deviceStates.ts';
import { sourceSchema } from './mediaSource.ts';

/**
 * What a page measures every two seconds. Names and units are those of webrtc-stats (https://www.w3.org/TR/webrtc-stats/): seconds,
 * bits a second for bitrates, 0 to 1 for levels; counters are the growth since the report before. Null: the browser does not tell, or says
 * a word that is not known here.
 */
const amount = z.number().min(0).max(1e12);
const ratio = z.number().min(0).max(1);
const perhaps = <T extends z.ZodType>(schema: T) => schema.nullable();

const candidateTypes = ['host', 'srflx', 'prflx', 'relay'] as const;
const transportStates = ['new', 'connecting', 'connected', 'disconnected', 'failed', 'closed'] as const;

const pathSchema = z.strictObject({
  state: z.enum(transportStates),
  candidateType: perhaps(z.enum(candidateTypes)).catch(null),
  protocol: perhaps(z.enum(['udp', 'tcp'])).catch(null),
  /** How a relay is reached. */
  relayProtocol: perhaps(z.enum(['udp', 'tcp', 'tls'])).catch(null),
  currentRoundTripTime: perhaps(amount),
  availableOutgoingBitrate: perhaps(amount),
});

const outboundSchema = z.strictObject({
  source: sourceSchema,
  bitrate: amount,
  packetsSent: amount,
  /** From the receiver's RTCP reports (remote-inbound-rtp). */
  fractionLost: perhaps(ratio),
  roundTripTime: perhaps(amount),
  framesPerSecond: perhaps(amount),
  frameWidth: perhaps(amount),
  frameHeight: perhaps(amount),
  qualityLimitationReason: perhaps(z.enum(['none', 'cpu', 'bandwidth', 'other'])).catch(null),
});

const inboundSchema = z.strictObject({
  from: z.strictObject({ role: z.enum(callRoles), id: z.string().max(64) }),
  source: sourceSchema,
  bitrate: amount,
  packetsReceived: amount,
  packetsLost: amount,
  nackCount: perhaps(amount),
  jitter: perhaps(amount),
  totalAudioEnergy: perhaps(amount),
  concealedSamples: perhaps(amount),
  silentConcealedSamples: perhaps(amount).default(null),
  totalSamplesReceived: perhaps(amount),
  framesPerSecond: perhaps(amount),
  frameWidth: perhaps(amount),
  frameHeight: perhaps(amount),
  framesDecoded: perhaps(amount),
  freezeCount: perhaps(amount),
  totalFreezesDuration: perhaps(amount),
});

const devicesSchema = z.strictObject({
  microphone: z.enum(deviceStates),
  camera: z.enum(deviceStates),
  /** Muted and closed by the person; nothing but the person opens them again. */
  isMicrophoneMuted: z.boolean(),
  isCameraMuted: z.boolean(),
  /** Loudest sample of the last second, and root mean square since the last report; exactly zero is what only a switched off microphone gives. */
  microphonePeak: perhaps(ratio),
  microphoneLevel: perhaps(ratio),
  /** Share of the time in which one steady tone filled the microphone, as in acoustic feedback. */
  acousticFeedbackRatio: perhaps(ratio),
  /** How alike the microphone is to what the loudspeaker played `echoDelay` seconds earlier; if alike, the others hear themselves. Null: too little was played to tell. */
  echoRatio: perhaps(ratio).default(null),
  echoDelay: perhaps(amount).default(null),
  /** Mean brightness, spread of brightness, and how much the picture changed since the look before. */
  cameraBrightness: perhaps(ratio),
  cameraContrast: perhaps(ratio),
  cameraChange: perhaps(ratio),
  /** Whether the browser holds the sound back, and how loud the loudspeaker is set. */
  isSoundBlocked: z.boolean(),
  volume: ratio,
  /** There was a loudspeaker, and there is none any more; a browser that lists none never says so. */
  isSpeakerMissing: z.boolean().default(false),
});

export const connectionReportSchema = z.strictObject({
  sessionId: z.uuid().nullable(),
  intervalMs: amount,
  visibilityState: z.enum(['visible', 'hidden', 'frozen']),
  /** How late the page's own timer ran, at the median: a busy processor or a browser that lets the page sleep. */
  timerLatenessMs: amount,
  /** Whether the processor does not keep up and the page takes a smaller picture from its camera just now. */
  isMendingProcessor: z.boolean().default(false),
  devices: devicesSchema,
  quality: z.enum(qualityLevels),
  pathPolicy: z.enum(pathPolicies),
  /** What the page tries just now to bring media back by itself; null while nothing needs it. */
  healingStep: perhaps(z.enum(healingSteps)).default(null),
  send: perhaps(pathSchema),
  receive: perhaps(pathSchema),
  outbound: cutList(outboundSchema, 8),
  inbound: cutList(inboundSchema, 64),
});
export type ConnectionReport = z.output<typeof connectionReportSchema>;
export type InboundReport = ConnectionReport['inbound'][number];
export type OutboundReport = ConnectionReport['outbound'][number];
export type PathReport = NonNullable<ConnectionReport['send']>;

/** How often a page reports while nothing happens, and how often at most when something does. */
export const reportEveryMs = 2_000;
export const reportAtMostEveryMs = 1_000;
