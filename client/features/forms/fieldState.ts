import { faultOf, mayFill } from '#shared/forms/answers.rules.ts';
import type { Attention, FormField, FormRole } from '#shared/forms/contract.ts';
import type { FormView } from './formClient.ts';

export type FieldState = 'empty' | 'filled' | 'confirmed' | 'withdrawn' | 'asked' | 'pointed' | 'tooLong' | 'noDay';

/** How an answer stands, the weightiest first. */
export function fieldStateOf(field: FormField, { answers, state }: Pick<FormView, 'answers' | 'state'>): FieldState {
  const { fieldId } = field;
  const value = answers.get(fieldId) ?? '';
  const fault = faultOf(field, value);
  const { attention } = state;
  if (fault === 'tooLong' || fault === 'noDay') return fault;
  if (attention?.kind === 'field' && attention.fieldId === fieldId) return attention.purpose === 'ask' ? 'asked' : 'pointed';
  if (value === '') return 'empty';
  if (Object.hasOwn(state.confirmed, fieldId)) return 'confirmed';
  return state.withdrawn.includes(fieldId) ? 'withdrawn' : 'filled';
}

export const isFilledHere = (field: FormField, role: FormRole): boolean => mayFill(field, role);

/** The fields that have an answer, and those of them that the customer has confirmed. */
export function progressOf({ fields, answers, state }: Pick<FormView, 'fields' | 'answers' | 'state'>) {
  const filled = fields.filter(({ fieldId }) => answers.has(fieldId));
  const open = filled.filter(({ fieldId }) => !Object.hasOwn(state.confirmed, fieldId));
  return { all: filled.length, done: filled.length - open.length, open };
}

/** An answer as a person reads it. */
export function answerText({ kind, options }: FormField, value: string, words: { readonly ticked: string; readonly signed: string }): string {
  if (kind === 'check') return value === '' ? '' : words.ticked;
  if (kind === 'signature') return value.startsWith('name:') ? value.slice('name:'.length) : value === '' ? '' : words.signed;
  return options.find((option) => option.value === value)?.label ?? value;
}

/** Whether the expert shows the same: each event of the server brings a new object. */
export function isSameAttention(one: Attention | null, other: Attention | null): boolean {
  if (one?.kind === 'field' && other?.kind === 'field') return one.fieldId === other.fieldId && one.purpose === other.purpose;
  return one?.kind === other?.kind;
}

export type SavedText = 'isSaving' | 'isSaved';

/** What is announced of saving: that it takes long, and after that when it is done. Null for nothing so far. */
export function nextSavedText(said: SavedText | null, { isSaved, isLong }: { readonly isSaved: boolean; readonly isLong: boolean }): SavedText | null {
  if (isLong) return 'isSaving';
  return isSaved && said === 'isSaving' ? 'isSaved' : said;
}
