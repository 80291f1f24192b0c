import { z } from 'zod';
import { roles } from '#shared/contract/define.ts';

/** Who did it: somebody signed in, the server itself, or somebody whom nobody knows, as at a sign-in that fails. */
export const auditActorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('subject'), role: z.enum(roles), id: z.string() }),
  z.strictObject({ kind: z.literal('system') }),
  z.strictObject({ kind: z.literal('unknown') }),
]);
export type AuditActor = z.output<typeof auditActorSchema>;

export const auditOutcomes = ['done', 'refused', 'failed'] as const;

export const auditObjectSchema = z.strictObject({ kind: z.string().min(1), id: z.string() });

/** One act (F108). Ids and codes only, never what somebody wrote about a person. */
export type AuditEntry = {
  readonly actor: AuditActor;
  /** A verb of the product, such as `signedIn` or `service.changed`. */
  readonly act: string;
  readonly object?: z.output<typeof auditObjectSchema>;
  readonly outcome?: (typeof auditOutcomes)[number];
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
};
