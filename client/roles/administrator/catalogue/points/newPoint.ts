import type { LooseContent } from '#shared/administration/records.ts';
import { staffLanguages } from '#shared/language.ts';

/** A point, still without its texts; of the administrator's own municipality where there is one, and in the language that the administrator reads. */
export const newPoint = (municipality: string | null, language: string): LooseContent => ({
  id: `point-${crypto.randomUUID().slice(0, 8)}`,
  kind: 'fixed',
  names: {},
  municipality: municipality === null ? {} : { fi: municipality },
  defaultLanguage: staffLanguages.find((one) => one === language) ?? 'fi',
});

/** A terminal of the point, named by its number until it has a name of its own. */
export const newTerminal = (pointId: string, number: number): LooseContent => ({
  id: `${pointId.slice(0, 40)}-${crypto.randomUUID().slice(0, 4)}`,
  pointId,
  names: { sv: `Rum ${number}`, fi: `Huone ${number}`, en: `Room ${number}` },
});
