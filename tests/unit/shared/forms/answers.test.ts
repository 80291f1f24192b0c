import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterChange, afterConfirm, emptyState, faultOf, isChoiceOf, isDay, isTooLong, mayFill, obstaclesOf } from '#shared/forms/answers.rules.ts';
import type { FormField } from '#shared/forms/contract.ts';
import type { Instant } from '#shared/instant.ts';

const field = (change: Partial<FormField> = {}): FormField => ({
  fieldId: 'a',
  kind: 'text',
  label: 'A',
  help: '',
  filledBy: 'both',
  maxLength: 5,
  isRequired: false,
  options: [],
  ...change,
});
const at = 1_000 as Instant;

describe('[F72] who fills a field, and with what', () => {
  it('is the customer, the expert, or both', () => {
    const who = (filledBy: FormField['filledBy']) => (['terminal', 'expert'] as const).filter((role) => mayFill(field({ filledBy }), role));
    expect([who('both'), who('customer'), who('expert')]).toEqual([['terminal', 'expert'], ['terminal'], ['expert']]);
  });

  it('takes the choices of the form, and a signature as a name or as lines', () => {
    const radio = field({ kind: 'radio', options: [{ value: 'yes', label: 'Yes' }] });
    expect([isChoiceOf(radio, 'yes'), isChoiceOf(radio, 'no'), isChoiceOf(radio, null)]).toEqual([true, false, true]);
    expect([isChoiceOf(field({ kind: 'check' }), 'on'), isChoiceOf(field({ kind: 'check' }), 'yes')]).toEqual([true, false]);
    const signature = field({ kind: 'signature' });
    expect(['name:Áŋŋel', 'path:1,2 3,4;500,1000', 'path:1', 'path:', 'name:', 'x', 'path:1,2 a,b'].map((value) => isChoiceOf(signature, value))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect([isChoiceOf(field(), 'text'), isChoiceOf(field(), null)]).toEqual([false, false]);
  });

  it('counts a letter with its mark as one', () => {
    expect([isTooLong(field(), 'Ångst'), isTooLong(field(), 'A\u030angst'), isTooLong(field(), 'Ångste')]).toEqual([false, false, true]);
  });

  it('knows the days of the calendar', () => {
    expect(['1.12.2026', '31.12.2026', '29.2.2028', '29.2.2027', '31.4.2026', '2026-12-01', '1.13.2026', '', 'tomorrow'].map(isDay)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) =>
        isDay(`${date.getUTCDate()}.${date.getUTCMonth() + 1}.${date.getUTCFullYear()}`),
      ),
    );
  });
});

describe('[F73] confirmations', () => {
  const one = { fieldId: 'a', hash: 'h' };

  it('stand until the answer changes, and answer the question', () => {
    const asked = { ...emptyState, attention: { kind: 'field', fieldId: 'a', purpose: 'ask' } as const };
    const confirmed = afterConfirm(asked, [one], at);
    expect(confirmed).toMatchObject({ confirmed: { a: { hash: 'h', at } }, attention: null });
    const changed = afterChange(confirmed, ['a', 'b'], 'expert', at);
    expect(changed).toMatchObject({ confirmed: {}, withdrawn: ['a'], filled: { a: { roles: ['expert'], last: 'expert' }, b: { last: 'expert' } } });
    expect(afterConfirm(changed, [one], at)).toMatchObject({ withdrawn: [], confirmed: { a: { hash: 'h' } } });
    expect(afterChange(changed, ['a'], 'terminal', at).filled['a']).toMatchObject({ roles: ['expert', 'terminal'], last: 'terminal' });
  });

  it('a question about something else goes on', () => {
    const asked = { ...emptyState, attention: { kind: 'field', fieldId: 'b', purpose: 'ask' } as const };
    expect(afterConfirm(asked, [one], at).attention).toEqual(asked.attention);
    const pointed = { ...emptyState, attention: { kind: 'field', fieldId: 'a', purpose: 'point' } as const };
    expect(afterConfirm(pointed, [one], at).attention).toEqual(pointed.attention);
  });

  it('must be there for every answer before the form is handed on, and no answer may be missing, too long or no day', () => {
    const fields = [field({ isRequired: true }), field({ fieldId: 'b' }), field({ fieldId: 'c', kind: 'date', maxLength: 10 }), field({ fieldId: 'd' })];
    const answers = new Map([
      ['b', 'toolong'],
      ['c', 'soon'],
      ['d', 'well'],
    ]);
    expect(obstaclesOf(fields, answers, emptyState)).toEqual([
      { fieldId: 'a', fault: 'missing' },
      { fieldId: 'b', fault: 'tooLong' },
      { fieldId: 'c', fault: 'noDay' },
      { fieldId: 'd', fault: 'unconfirmed' },
    ]);
    expect(obstaclesOf([field({ fieldId: 'd' })], answers, afterConfirm(emptyState, [{ fieldId: 'd', hash: 'h' }], at))).toEqual([]);
    expect(faultOf(field(), '  ')).toBeNull();
  });
});
