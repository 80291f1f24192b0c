import { z } from 'zod';

const slug = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9.-]{0,63}$/);

/** Catalogue ids are readable slugs; ids of what happens are UUIDs made by whoever starts it, so that a retry is the same act. */
export const unitIdSchema = slug.brand<'UnitId'>();
export const supervisorIdSchema = slug.brand<'SupervisorId'>();
export const administratorIdSchema = slug.brand<'AdministratorId'>();
export const agencyIdSchema = slug.brand<'AgencyId'>();
export const serviceIdSchema = slug.brand<'ServiceId'>();
export const pointIdSchema = slug.brand<'PointId'>();
export const terminalIdSchema = slug.brand<'TerminalId'>();
export const expertIdSchema = slug.brand<'ExpertId'>();
export const adviserIdSchema = slug.brand<'AdviserId'>();
/** Whoever comes into a call between customer and expert; the role beside the id says which of the two it is. */
export const thirdPartyIdSchema = z.union([adviserIdSchema, supervisorIdSchema]);
export const callIdSchema = z.uuid().brand<'CallId'>();
export const visitIdSchema = z.uuid().brand<'VisitId'>();

export type UnitId = z.output<typeof unitIdSchema>;
export type SupervisorId = z.output<typeof supervisorIdSchema>;
export type AdministratorId = z.output<typeof administratorIdSchema>;
export type AgencyId = z.output<typeof agencyIdSchema>;
export type ServiceId = z.output<typeof serviceIdSchema>;
export type PointId = z.output<typeof pointIdSchema>;
export type TerminalId = z.output<typeof terminalIdSchema>;
export type ExpertId = z.output<typeof expertIdSchema>;
export type AdviserId = z.output<typeof adviserIdSchema>;
export type ThirdPartyId = z.output<typeof thirdPartyIdSchema>;
export type CallId = z.output<typeof callIdSchema>;
export type VisitId = z.output<typeof visitIdSchema>;
