import { z } from 'zod';
import { routingSettingsSchema } from '#shared/contract/catalogue.ts';
import { callIdSchema, expertIdSchema, pointIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema } from '#shared/language.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import type { KeptRound } from './whatIf.rules.ts';

const skills = { languages: z.array(z.object({ language: languageSchema, level: z.number() })) };
const roundRow = z.object({
  at: instantSchema,
  settings: routingSettingsSchema,
  calls: z.array(
    z.object({
      callId: callIdSchema,
      pointId: pointIdSchema,
      serviceId: serviceIdSchema,
      language: languageSchema,
      otherLanguages: z.array(languageSchema),
      queuedAt: instantSchema,
      priority: z.number(),
      bookedFor: instantSchema.nullable(),
      isBookedTime: z.boolean(),
      lostExpertId: expertIdSchema.nullable(),
      refusals: z.array(z.object({ expertId: expertIdSchema, until: instantSchema })),
    }),
  ),
  experts: z.array(
    z.object({
      expertId: expertIdSchema,
      unitId: z.string(),
      idleSince: instantSchema,
      callsToday: z.number(),
      services: z.array(z.object({ serviceId: serviceIdSchema, level: z.number() })),
      ...skills,
    }),
  ),
  assignments: z.array(z.object({ callId: callIdSchema, expertId: expertIdSchema })),
});

/** Keeps a round that offered something; its time is the transaction's. */
export const insertRound = (tx: Transaction, agencyId: string, { settings, calls, experts, assignments }: Omit<KeptRound, 'at'>): Promise<number> =>
  tx.run('insert into routing_rounds (agency_id, at, settings, calls, experts, assignments) values ($1, $2, $3, $4, $5, $6)', [
    agencyId,
    tx.now,
    JSON.stringify(settings),
    JSON.stringify(calls),
    JSON.stringify(experts),
    JSON.stringify(assignments),
  ]);

/** The agency's last rounds, newest first. */
export const readRounds = (tx: Transaction, agencyId: string, limit: number): Promise<KeptRound[]> =>
  tx.rows(roundRow, 'select at, settings, calls, experts, assignments from routing_rounds where agency_id = $1 order by at desc, id desc limit $2', [
    agencyId,
    limit,
  ]);

export const deleteRoundsBefore = (tx: Transaction, at: number): Promise<number> => tx.run('delete from routing_rounds where at < $1', [at]);
