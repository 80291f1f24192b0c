import { z } from 'zod';
import { qualityLevels } from '#shared/connection/videoLadder.ts';
import { pathPolicies } from '#shared/connection/pathPolicy.ts';
import { deviceIdLength } from './deviceStates.ts';

/** A remote action and what it is set to. None opens a microphone or camera that the customer has closed: `unmute` asks the customer. */
export const remoteActionSchema = z.discriminatedUnion('remoteAction', [
  z.strictObject({
    remoteAction: z.literal('chooseDevice'),
    kind: z.enum(['audioinput', 'videoinput', 'audiooutput']),
    deviceId: z.string().max(deviceIdLength),
  }),
  z.strictObject({ remoteAction: z.literal('setVolume'), volume: z.number().min(0).max(1) }),
  z.strictObject({ remoteAction: z.literal('unmute') }),
  z.strictObject({ remoteAction: z.literal('restartMedia') }),
  z.strictObject({ remoteAction: z.literal('restartIce') }),
  z.strictObject({ remoteAction: z.literal('setPath'), policy: z.enum(pathPolicies) }),
  /** `auto` gives the choice back to the page. */
  z.strictObject({ remoteAction: z.literal('setQuality'), quality: z.enum(['auto', ...qualityLevels]) }),
  z.strictObject({ remoteAction: z.literal('testDevices') }),
  z.strictObject({ remoteAction: z.literal('selfTest') }),
  z.strictObject({ remoteAction: z.literal('reload') }),
  z.strictObject({ remoteAction: z.literal('attention') }),
]);
export type RemoteAction = z.output<typeof remoteActionSchema>;

/** How it went at the terminal: `asked` waits for the customer, `refused` was the customer's word, `notNow` needs a call and there is none. */
export const remoteActionOutcomes = ['done', 'asked', 'refused', 'failed', 'notNow'] as const;
export type RemoteActionOutcome = (typeof remoteActionOutcomes)[number];
