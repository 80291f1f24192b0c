import { z } from 'zod';
import { agencySchema, pointSchema, serviceSchema, terminalSchema } from '#shared/contract/catalogue.ts';
import { staffMemberSchema } from '#shared/contract/staff.ts';

/** By what a document says that it is one. */
export const documentFormat = 'distans.catalogue';
/** Raised when an older document would be read wrongly. */
export const documentVersion = 1;

/** The whole catalogue, or a part of it, as one document (docs/protocol/catalogue.schema.json). */
export const catalogueDocumentSchema = z.strictObject({
  format: z.literal(documentFormat),
  version: z.literal(documentVersion),
  /** A document may name an agency or a point for its own fields alone. */
  agencies: z.array(agencySchema.extend({ services: z.array(serviceSchema).default([]) })).default([]),
  points: z.array(pointSchema.extend({ terminals: z.array(terminalSchema).default([]) })).default([]),
  staff: z.array(staffMemberSchema).default([]),
});
export type CatalogueDocument = z.output<typeof catalogueDocumentSchema>;

/** Whether what the document does not name goes. */
export const importModes = ['whole', 'adds'] as const;
export type ImportMode = (typeof importModes)[number];
