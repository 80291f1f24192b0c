import { withContext } from '#server/useCases.ts';
import type { ExchangeContext } from './context.ts';
import { exportDocument } from './exporting.ts';
import { importDocument } from './importing.ts';

export type Exchange = ReturnType<typeof createExchange>;

/** The catalogue as one document: out, and in again after a look at what it would change. */
export const createExchange = (context: ExchangeContext) => withContext(context, { exportDocument, importDocument });
