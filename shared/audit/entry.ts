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

const detailSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const auditDetailsSchema = z.record(z.string(), detailSchema);

/** One act (F108). Ids and codes only, never what somebody wrote about a person. */
export type AuditEntry = {
  readonly actor: AuditActor;
  /** Named `thing.verb`, such as `terminal.revoked`. */
  readonly act: string;
  readonly object?: z.output<typeof auditObjectSchema>;
  readonly outcome?: (typeof auditOutcomes)[number];
  readonly details?: Readonly<z.output<typeof auditDetailsSchema>>;
  /**
   * Where the act belongs, so that whoever looks after that agency or point sees it. Where it is left out: where the object belongs, else the
   * actor.
   */
  readonly place?: { readonly agencyId?: string; readonly pointId?: string };
};
