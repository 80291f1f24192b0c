import { z } from 'zod';
import { qualityLevels } from '#shared/connection/ladder.ts';
import { pathPolicies } from '#shared/connection/pathPolicy.ts';
import { deviceIdLength } from './deviceStates.ts';

/** A lever and what it is set to. None opens a microphone or camera that the customer has closed: `unmute` asks the customer. */
export const leverSchema = z.discriminatedUnion('lever', [
  z.strictObject({ lever: z.literal('chooseDevice'), kind: z.enum(['audioinput', 'videoinput', 'audiooutput']), deviceId: z.string().max(deviceIdLength) }),
  z.strictObject({ lever: z.literal('setVolume'), volume: z.number().min(0).max(1) }),
  z.strictObject({ lever: z.literal('unmute') }),
  z.strictObject({ lever: z.literal('restartMedia') }),
  z.strictObject({ lever: z.literal('restartIce') }),
  z.strictObject({ lever: z.literal('setPath'), policy: z.enum(pathPolicies) }),
  /** `auto` gives the choice back to the page. */
  z.strictObject({ lever: z.literal('setQuality'), quality: z.enum(['auto', ...qualityLevels]) }),
  z.strictObject({ lever: z.literal('testDevices') }),
  z.strictObject({ lever: z.literal('selfTest') }),
  z.strictObject({ lever: z.literal('reload') }),
  z.strictObject({ lever: z.literal('attention') }),
]);
export type Lever = z.output<typeof leverSchema>;

/** How it went at the terminal: `asked` waits for the customer, `refused` was the customer's word, `notNow` needs a call and there is none. */
export const leverOutcomes = ['done', 'asked', 'refused', 'failed', 'notNow'] as const;
export type LeverOutcome = (typeof leverOutcomes)[number];
