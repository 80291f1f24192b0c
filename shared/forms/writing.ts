import * as Y from 'yjs';
import { type FormField, type FormRole } from './contract.ts';
import { isWritten } from './fields.ts';
import { mayFill } from './answers.rules.ts';

/** A text that somebody wants to have in a field ends here, whatever the form says; a document of more bytes is refused. */
const hardLength = 20_000;
const documentBytes = 128_000;

/** An empty document of a form. */
export const emptyDocument = (): Uint8Array => Y.encodeStateAsUpdate(new Y.Doc());

/** The text of each field in which something is written. */
export function textsOf(document: Y.Doc, fields: readonly FormField[]): Map<string, string> {
  const texts = fields.filter(isWritten).map(({ fieldId }) => [fieldId, document.getText(fieldId).toJSON()] as const);
  return new Map(texts.filter(([, text]) => text !== ''));
}

export function documentFrom(stored: Uint8Array): Y.Doc {
  const document = new Y.Doc();
  Y.applyUpdate(document, stored);
  return document;
}

// Control characters, but for the line feed.
const unwritable = /[^\P{Cc}\n]/u;

const holdsTextOnly = (text: Y.Text): boolean =>
  (text.toDelta() as readonly { readonly insert: unknown; readonly attributes?: object }[]).every(
    ({ insert, attributes }) => typeof insert === 'string' && attributes === undefined && !unwritable.test(insert),
  );

export type Written =
  | { readonly isWritten: true; readonly document: Uint8Array; readonly changed: readonly string[] }
  | { readonly isWritten: false; readonly refusal: 'fieldNotYours' | 'formUpdateRefused' };

const refuse = (refusal: Extract<Written, { isWritten: false }>['refusal']): Written => ({ isWritten: false, refusal });

/**
 * Applies an update to a copy and compares the fields. All of it is taken or nothing: it may hold text alone, in fields of that role, and nothing that
 * stands on what is not there yet.
 */
export function write(stored: Uint8Array, update: Uint8Array, fields: readonly FormField[], role: FormRole): Written {
  const before = textsOf(documentFrom(stored), fields);
  const copy = documentFrom(stored);
  try {
    Y.applyUpdate(copy, update);
  } catch {
    // Bytes that are no update.
    return refuse('formUpdateRefused');
  }
  const written = new Map(fields.filter(isWritten).map((field) => [field.fieldId, field]));
  if (copy.store.pendingStructs !== null || copy.store.pendingDs !== null) return refuse('formUpdateRefused');
  if ([...copy.share.keys()].some((name) => !written.has(name))) return refuse('formUpdateRefused');
  for (const [name, { kind }] of written) {
    const text = copy.getText(name);
    // What is no text is counted in the length, though not all of it is in the delta.
    const isWhole = holdsTextOnly(text) && text.length === text.toJSON().length && text.length <= hardLength && [...text._map.keys()].length === 0;
    if (!isWhole || (kind !== 'multiline' && text.toJSON().includes('\n'))) return refuse('formUpdateRefused');
  }
  const after = textsOf(copy, fields);
  const changed = [...written.keys()].filter((fieldId) => before.get(fieldId) !== after.get(fieldId));
  if (fields.some((field) => changed.includes(field.fieldId) && !mayFill(field, role))) return refuse('fieldNotYours');
  const document = Y.encodeStateAsUpdate(copy);
  return document.length > documentBytes ? refuse('formUpdateRefused') : { isWritten: true, document, changed };
}
