import { z } from 'zod';
import { agencyIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { publicKeySchema, terminalKeySchema } from '#shared/identity/terminalKey.ts';
import { languageSchema, localisedSchema, textLanguageSchema } from '#shared/language.ts';
import { namespaces } from '#shared/texts/namespaces.ts';
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
  /** Without a place for one who looks after everything. */
  administrators: z.array(z.strictObject({ id: z.string(), displayName: z.string(), placeNames: localisedSchema.nullable() })),
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
/** POST /api/terminal/enrol: makes the browser the terminal that the code is for, with the key that it proves from then on. */
export const enrolmentSchema = z.strictObject({ code: accessCodeSchema.shape.code, publicKey: publicKeySchema });
/** POST /api/sign-out: which role's session to end. */
export const signOutSchema = z.strictObject({ role: z.enum(roles) });
/**
 * GET /api/session: the roles this browser holds a session for, whether demo sign-in is open, and where the operator is told what is hard to use
 * (empty where nowhere is named).
 */
export const sessionInfoSchema = z.strictObject({ isDemo: z.boolean(), subjects: z.array(subjectSchema), accessibilityContact: z.string() });
export type SessionInfo = z.output<typeof sessionInfoSchema>;

/** GET /api/languages: what is offered at the terminals, in this order, and which texts the installation has of its own. */
export const installedLanguagesSchema = z.strictObject({
  terminal: z.array(textLanguageSchema).min(1),
  own: z.array(z.strictObject({ language: textLanguageSchema, name: z.string().nullable(), namespaces: z.array(z.enum(namespaces)) })),
});
export type InstalledLanguages = z.output<typeof installedLanguagesSchema>;

/** GET /api/texts/LANGUAGE/NAMESPACE: texts by their keys, which stand over those of the page. */
export type Texts = { [key: string]: string | Texts };
export const textsSchema: z.ZodType<Texts> = z.record(z.string().regex(/^\w{1,64}$/), z.union([z.string().max(2_000), z.lazy(() => textsSchema)]));

/** What the client gives in the Socket.IO handshake's `auth`. The session itself comes in the role's cookie or as `token`; an enrolled terminal proves its key. */
export const handshakeSchema = z.strictObject({
  role: z.enum(roles),
  version: z.number().int(),
  token: z.string().max(128).optional(),
  key: terminalKeySchema.optional(),
});

/** GET and POST /api/self-test/bytes, with any session: how many bytes go each way. */
export const selfTestBytes = { down: 500_000, up: 250_000 } as const;
