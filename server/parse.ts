import type { z } from 'zod';
import { cleanText } from '#server/cleanText.ts';
import { AppError } from '#server/errors.ts';

/** The body as the schema wants it, its texts cleaned. Errors: invalidPayload. */
export function parse<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(cleanText(body));
  if (!parsed.success) throw new AppError('invalidPayload', { places: parsed.error.issues.map((issue) => issue.path.join('.')).join(', ') });
  return parsed.data;
}
