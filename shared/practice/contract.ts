import { z } from 'zod';
import { terminalIdSchema } from '#shared/ids.ts';
import { deviceFaults } from '#shared/practice/deviceFaults.ts';
import { networkFaultsSchema } from '#shared/practice/networkFaults.ts';
import { defineEvent, defineRequest } from '#shared/contract/define.ts';

export const practiceContract = {
  requests: {
    'practice:setFaults': defineRequest({
      summary: 'Makes the network and the devices of a terminal of the own point bad, or good again, in a practice call (F103).',
      roles: ['adviser'],
      input: z.strictObject({ terminalId: terminalIdSchema, network: networkFaultsSchema, device: z.enum(deviceFaults) }),
      reply: z.strictObject({}),
      refusals: ['notFound', 'notPractice'],
    }),
  },
  events: {
    'practice:deviceFault': defineEvent({
      summary: 'What this page’s devices pretend from now on; it ends with the call.',
      roles: ['terminal'],
      payload: z.strictObject({ device: z.enum(deviceFaults) }),
    }),
  },
} as const;
