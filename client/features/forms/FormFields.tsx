import { Check, Hand, Pencil, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { isWritten, ticked } from '#shared/forms/fields.ts';
import type { FormField } from '#shared/forms/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './FormPaper.module.css';
import { type FieldState, fieldStateOf, isFilledHere } from './fieldState.ts';
import type { Box, Widget } from './pdf.ts';
import { SignatureDialog, SignatureLines } from './SignatureDialog.tsx';
import type { OpenedForm } from './useOpenForm.ts';
import { WrittenInput } from './WrittenInput.tsx';

type Props = OpenedForm & { readonly page: number; readonly otherName: string };

const placeOf = ({ left, top, width, height }: Box) => ({
  insetInlineStart: `${left}%`,
  insetBlockStart: `${top}%`,
  inlineSize: `${width}%`,
  blockSize: `${height}%`,
});

/** The browser's own fields over those of the page, in the order of the form. */
export function FormFields({ client, view, paper, page, otherName }: Props) {
  return view.fields.map((field) => {
    const widgets = paper.widgets.filter(({ fieldId }) => fieldId === field.fieldId);
    if (!widgets.some((widget) => widget.page === page)) return null;
    return <OneField key={`${view.generation} ${field.fieldId}`} {...{ client, view, field, page, otherName }} widgets={widgets} />;
  });
}

type FieldProps = Pick<OpenedForm, 'client' | 'view'> & {
  readonly field: FormField;
  readonly widgets: readonly Widget[];
  readonly page: number;
  readonly otherName: string;
};

function OneField({ client, view, field, widgets, page, otherName }: FieldProps) {
  const { t } = useTexts('forms');
  const { fieldId, label } = field;
  const state = fieldStateOf(field, view);
  const isReadOnly = !isFilledHere(field, client.role);
  const name = t('field.named', { label, state: t(`state.${isReadOnly && state === 'empty' ? 'theirs' : state}`) });
  const parts = { client, field, name, isReadOnly, value: view.answers.get(fieldId) ?? '' };
  const onFocus = (): void => client.focus(fieldId);
  const onBlur = (): void => client.focus(null);
  const isOtherHere = view.otherField === fieldId;
  const first = widgets.find((widget) => widget.page === page);
  const shown = { 'data-field': fieldId, 'data-field-state': state, 'data-theirs': isReadOnly || undefined, 'data-other': isOtherHere || undefined };
  return (
    <>
      {field.kind === 'radio' ? (
        <fieldset className={styles['group']} role="radiogroup" aria-required={field.isRequired && !isReadOnly}>
          <legend className="visually-hidden">{name}</legend>
          {widgets.map((widget, index) =>
            widget.page === page ? (
              <div key={widget.value ?? index} className={styles['field']} style={placeOf(widget.box)} {...shown}>
                <RadioInput {...parts} {...{ widget, index, onFocus, onBlur }} />
              </div>
            ) : null,
          )}
        </fieldset>
      ) : (
        first !== undefined && (
          <div className={styles['field']} style={placeOf(first.box)} {...shown}>
            {isWritten(field) ? (
              <WrittenInput
                {...{ client, field, name, isReadOnly, onFocus, onBlur }}
                isInvalid={state === 'tooLong' || state === 'noDay'}
                className={styles[field.kind] ?? styles['text'] ?? ''}
                style={combStyle(field)}
              />
            ) : (
              <ChosenInput {...parts} {...{ onFocus, onBlur }} />
            )}
            <FieldSign state={state} />
          </div>
        )
      )}
      {first !== undefined && (state === 'asked' || state === 'pointed' || isOtherHere) && (
        <span
          className={styles['plate']}
          style={{ insetInlineStart: `${first.box.left + first.box.width}%`, insetBlockStart: `${first.box.top}%` }}
          aria-hidden
        >
          {isOtherHere ? t('isHere', { name: otherName }) : client.role === 'terminal' ? t('points', { name: otherName }) : t('youPoint')}
        </span>
      )}
    </>
  );
}

/** Each letter stands in its cell. */
const combStyle = ({ kind, maxLength }: FormField): React.CSSProperties =>
  kind === 'comb' && maxLength !== null ? ({ '--cells': maxLength } as React.CSSProperties) : {};

type PartProps = {
  readonly client: OpenedForm['client'];
  readonly field: FormField;
  readonly name: string;
  readonly isReadOnly: boolean;
  readonly value: string;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
};

function RadioInput({ client, field, isReadOnly, value, widget, index, onFocus, onBlur }: PartProps & { readonly widget: Widget; readonly index: number }) {
  // Some forms number the choices, in their order.
  const option = field.options.find((one) => one.value === widget.value) ?? field.options[index];
  if (option === undefined) return null;
  return (
    <input
      type="radio"
      name={`${field.fieldId} of the form`}
      aria-label={option.label}
      checked={value === option.value}
      aria-disabled={isReadOnly}
      className={styles['tick']}
      onChange={() => !isReadOnly && client.choose(field.fieldId, option.value)}
      onFocus={onFocus}
      onBlur={onBlur}
    />
  );
}

function ChosenInput({ client, field, name, isReadOnly, value, onFocus, onBlur }: PartProps) {
  const { t } = useTexts('forms');
  const [isSigning, setSigning] = useState(false);
  const { fieldId, kind, options, isRequired } = field;
  const choose = (chosen: string): void => client.choose(fieldId, chosen === '' ? null : chosen);
  const shared = { 'aria-label': name, disabled: isReadOnly, onFocus, onBlur };
  switch (kind) {
    case 'check':
      return (
        <input
          type="checkbox"
          aria-label={name}
          aria-required={isRequired && !isReadOnly}
          // A tick of the other side's is as dark as one's own.
          aria-disabled={isReadOnly}
          className={styles['tick']}
          checked={value === ticked}
          onChange={({ target }) => !isReadOnly && choose(target.checked ? ticked : '')}
          onFocus={onFocus}
          onBlur={onBlur}
        />
      );
    case 'list':
      return (
        <select {...shared} aria-required={isRequired && !isReadOnly} className={styles['text']} value={value} onChange={({ target }) => choose(target.value)}>
          <option value="">{t('field.choose')}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case 'signature':
      return (
        <>
          <button {...shared} type="button" className={styles['sign']} onClick={() => setSigning(true)}>
            {value === '' ? !isReadOnly && t('field.sign') : <SignatureLines value={value} />}
          </button>
          {isSigning && <SignatureDialog label={field.label} onClose={() => setSigning(false)} onSigned={choose} />}
        </>
      );
    case 'radio':
    case 'text':
    case 'multiline':
    case 'comb':
    case 'date':
      return null;
  }
}

/** The state's shape beside the answer; its word is in the field's name. */
function FieldSign({ state }: { readonly state: FieldState }) {
  if (state === 'empty' || state === 'pointed') return null;
  const signs = { confirmed: <Check />, asked: <Hand />, filled: <Pencil />, withdrawn: <Pencil />, tooLong: <TriangleAlert />, noDay: <TriangleAlert /> };
  return (
    <span className={styles['mark']} aria-hidden>
      {signs[state]}
    </span>
  );
}
