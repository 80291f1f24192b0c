import type { Database } from '#server/platform/database/index.ts';
import type { Closures } from './closures.ts';
import type { RegularHours } from './regularHours.ts';

/** What the use cases of opening hours stand on. */
export type HoursContext = { readonly database: Database; readonly regular: RegularHours; readonly closures: Closures };
