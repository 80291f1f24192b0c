import { z } from 'zod';
import { agencyIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { languageSchema, localisedSchema } from '#shared/language.ts';
import { roles } from './define.ts';

/** A subject is whom a session is for: a terminal, an expert or an adviser. */
export const subjectSchema = z.strictObject({ role: z.enum(roles), id: z.string().min(1).max(64) });
export type Subject = z.output<typeof subjectSchema>;

/** GET /api/demo/people: whom one may choose to be; 404 outside demo mode. */
export const demoPeopleSchema = z.strictObject({
  terminals: z.array(z.strictObject({ id: z.string(), names: localisedSchema, pointId: z.string(), pointNames: localisedSchema })),
  experts: z.array(
    z.strictObject({ id: z.string(), displayName: z.string(), agencyId: z.string(), agencyNames: localisedSchema, languages: z.array(languageSchema) }),
  ),
  advisers: z.array(z.strictObject({ id: z.string(), displayName: z.string(), pointId: z.string(), pointNames: localisedSchema })),
  supervisors: z.array(z.strictObject({ id: z.string(), displayName: z.string(), agencyId: z.string(), agencyNames: localisedSchema })),
});
export type DemoPeople = z.output<typeof demoPeopleSchema>;

/** Who plays a visit together on the demo's stage. */
export const stageRoles = ['terminal', 'expert', 'adviser'] as const satisfies readonly (typeof roles)[number][];
export type StageRole = (typeof stageRoles)[number];
/** POST /api/demo/stage: the language of the visit to be played. */
export const stageRequestSchema = z.strictObject({ language: languageSchema });
const playerSchema = z.strictObject({ id: z.string(), token: z.string() });
/** Its answer: who plays, each with a session's token, and which service fits them; 404 outside demo mode. */
export const demoStageSchema = z.strictObject({
  players: z.strictObject({ terminal: playerSchema, expert: playerSchema, adviser: playerSchema }),
  agencyId: agencyIdSchema,
  serviceId: serviceIdSchema,
});
export type DemoStage = z.output<typeof demoStageSchema>;

/** POST /api/demo/sign-in takes a subject; POST /api/sign-in takes a one-time access code. Both set the role's session cookie. */
export const accessCodeSchema = z.strictObject({ code: z.string().trim().min(8).max(64) });
/** POST /api/sign-out: which role's session to end. */
export const signOutSchema = z.strictObject({ role: z.enum(roles) });
/** GET /api/session: the roles this browser holds a session for, and whether demo sign-in is open. */
export const sessionInfoSchema = z.strictObject({ isDemo: z.boolean(), subjects: z.array(subjectSchema) });
export type SessionInfo = z.output<typeof sessionInfoSchema>;

/** What the client gives in the Socket.IO handshake's `auth`. The session itself comes in the role's cookie or as `token`. */
export const handshakeSchema = z.strictObject({ role: z.enum(roles), version: z.number().int(), token: z.string().max(128).optional() });

/** GET and POST /api/self-test/bytes, with any session: how many bytes go each way. */
export const selfTestBytes = { down: 500_000, up: 250_000 } as const;
