import { z } from 'zod';
import { catalogueDocumentSchema } from '#shared/exchange/document.ts';

/** docs/protocol/catalogue.schema.json: the form of a document that is imported. */
export function documentSchemaText(): string {
  const schema = z.toJSONSchema(catalogueDocumentSchema, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ ...schema, title: 'A Distans catalogue' }, null, 1)}\n`;
}
