import type { Instant } from '#shared/instant.ts';
import type { FormField, FormRole, FormState } from './contract.ts';
import { isWritten, ticked } from './fields.ts';

/** What is in each field that is not empty. */
export type Answers = ReadonlyMap<string, string>;

export const emptyState: FormState = { choices: {}, filled: {}, confirmed: {}, withdrawn: [], attention: null, page: 1, zoom: 1 };

export const mayFill = ({ filledBy }: FormField, role: FormRole): boolean => filledBy === 'both' || filledBy === (role === 'terminal' ? 'customer' : 'expert');

/** A signature is a name that was typed, or lines that were drawn: points of 0 to 1000 in each direction, lines apart by a semicolon. */
const typedName = /^name:[^\p{Cc}]{1,100}$/u;
const drawnLines = /^path:\d{1,4},\d{1,4}(?:[ ;]\d{1,4},\d{1,4})*$/;

/** Whether the value may stand in the field; null always may. */
export function isChoiceOf({ kind, options }: FormField, value: string | null): boolean {
  if (value === null) return !isWritten({ kind });
  if (kind === 'check') return value === ticked;
  if (kind === 'radio' || kind === 'list') return options.some((option) => option.value === value);
  return kind === 'signature' && (typedName.test(value) || drawnLines.test(value));
}

/** In characters as people count them: a letter with its mark is one. */
export const lengthOf = (text: string): number => Array.from(text.normalize('NFC')).length;

export const isTooLong = ({ maxLength }: FormField, value: string): boolean => maxLength !== null && lengthOf(value) > maxLength;

const dayMonthYear = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;

/** Whether it is a day of the calendar, written as 31.12.2026. */
export function isDay(text: string): boolean {
  const [, day = 0, month = 0, year = 0] = (dayMonthYear.exec(text.trim()) ?? []).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 0;
}

export const faults = ['missing', 'tooLong', 'noDay', 'unconfirmed'] as const;
export type Fault = (typeof faults)[number];

/** What is wrong with the answer itself; null for nothing. */
export function faultOf(field: FormField, value: string): Exclude<Fault, 'unconfirmed'> | null {
  if (value.trim() === '') return field.isRequired ? 'missing' : null;
  if (isTooLong(field, value)) return 'tooLong';
  return field.kind === 'date' && !isDay(value) ? 'noDay' : null;
}

/** What must be put right before the form is delivered, in the order of the fields. */
export const obstaclesOf = (fields: readonly FormField[], answers: Answers, { confirmed }: FormState): { readonly fieldId: string; readonly fault: Fault }[] =>
  fields.flatMap((field) => {
    const { fieldId } = field;
    const value = answers.get(fieldId) ?? '';
    const fault = faultOf(field, value) ?? (value !== '' && !Object.hasOwn(confirmed, fieldId) ? 'unconfirmed' : null);
    return fault === null ? [] : [{ fieldId, fault }];
  });

/** The state after somebody has changed these fields: it is noted who, and their confirmations are gone. */
export function afterChange(state: FormState, changed: readonly string[], role: FormRole, at: Instant): FormState {
  const gone = changed.filter((fieldId) => Object.hasOwn(state.confirmed, fieldId));
  const filled = changed.map((fieldId) => {
    const roles = Object.hasOwn(state.filled, fieldId) ? (state.filled[fieldId]?.roles ?? []) : [];
    return [fieldId, { roles: roles.includes(role) ? roles : [...roles, role], last: role, at }] as const;
  });
  return {
    ...state,
    filled: { ...state.filled, ...Object.fromEntries(filled) },
    confirmed: Object.fromEntries(Object.entries(state.confirmed).filter(([fieldId]) => !gone.includes(fieldId))),
    withdrawn: [...state.withdrawn.filter((fieldId) => !gone.includes(fieldId)), ...gone],
  };
}

/** The state after the customer has confirmed these. A question about them is answered. */
export function afterConfirm(state: FormState, answers: readonly { readonly fieldId: string; readonly hash: string }[], at: Instant): FormState {
  const ids = answers.map(({ fieldId }) => fieldId);
  const { attention } = state;
  const isAnswered = attention !== null && (attention.kind === 'all' || (attention.purpose === 'ask' && ids.includes(attention.fieldId)));
  return {
    ...state,
    confirmed: { ...state.confirmed, ...Object.fromEntries(answers.map(({ fieldId, hash }) => [fieldId, { hash, at }])) },
    withdrawn: state.withdrawn.filter((fieldId) => !ids.includes(fieldId)),
    attention: isAnswered ? null : attention,
  };
}
