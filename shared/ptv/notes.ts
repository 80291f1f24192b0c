/** What a reader of the result should know: what was left out, filled in, or could not be read. The texts are in the page's `exchange` namespace. */
export const noteCodes = [
  'unreadable',
  'unknownItem',
  'unknownField',
  'notKept',
  'notPublished',
  'noName',
  'generalDescription',
  'filledIn',
  'shortened',
  'otherLanguage',
  'longKeyword',
  'matchedByName',
  'spokenLanguages',
  'channelMissing',
  'hoursUnclear',
  'hoursLimited',
  'hoursByBooking',
  'severalHours',
  'phone',
  'severalLinks',
  'badAddress',
  'pointNotFound',
] as const;
export type NoteCode = (typeof noteCodes)[number];

export type Note = {
  readonly code: NoteCode;
  /** What it is about: the name of a service or channel, a file, or a field. */
  readonly about: string;
  /** What was found there; empty where there is nothing to show. */
  readonly value: string;
  /** How often the same. */
  readonly count: number;
};

const longestValue = 200;

export type Notes = { readonly add: (code: NoteCode, about: string, value?: string) => void; readonly all: () => readonly Note[] };

/** Collects notes; the same note is counted. */
export function createNotes(): Notes {
  const notes = new Map<string, Note>();
  return {
    add(code, about, value = '') {
      const key = JSON.stringify([code, about, value]);
      const before = notes.get(key);
      notes.set(key, { code, about, value: value.slice(0, longestValue), count: (before?.count ?? 0) + 1 });
    },
    all: () => [...notes.values()],
  };
}
