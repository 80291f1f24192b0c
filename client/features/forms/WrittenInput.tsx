import { useEffect, useRef } from 'react';
import type { FormField } from '#shared/forms/contract.ts';
import type { FormClient } from './formClient.ts';
import { type Delta, caretAfter, writable } from './textChange.ts';
import type { Since } from './writing.ts';

type Props = {
  readonly client: FormClient;
  readonly field: FormField;
  readonly name: string;
  readonly isReadOnly: boolean;
  /** Too long, or no date. */
  readonly isInvalid: boolean;
  readonly className: string;
  readonly style?: React.CSSProperties;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
};

/** A text that two people write at once. The browser's own field: the caret stays where it is while the other side writes elsewhere in it. */
export function WrittenInput({ client, field, name, isReadOnly, isInvalid, className, style, onFocus, onBlur }: Props) {
  const ref = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const { fieldId, kind, maxLength, isRequired } = field;
  const isMultiline = kind === 'multiline';
  useEffect(() => {
    const input = ref.current;
    if (input === null) return undefined;
    /** While an input method composes: the text that it began on, and what the other side has written in it since. */
    let composing: { readonly before: string; readonly meanwhile: Delta[] } | null = null;
    const place = (text: string, start: number, end: number): void => {
      // An input method that is at work begins again if it is written over.
      if (input.value !== text) input.value = text;
      if (document.activeElement === input) input.setSelectionRange(start, end);
    };
    const take = (since?: Since): void => {
      if (composing !== null) return;
      const { value, selectionStart, selectionEnd } = input;
      const text = writable(value, isMultiline);
      if (text !== value) place(text, selectionStart, selectionEnd);
      const caret = client.write(fieldId, text, selectionEnd, since);
      if (since !== undefined && since.meanwhile.length > 0) place(client.textOf(fieldId), caret, caret);
    };
    const onInput = (): void => take();
    const beginComposing = (): void => {
      composing = { before: client.textOf(fieldId), meanwhile: [] };
    };
    const endComposing = (): void => {
      const since = composing;
      composing = null;
      take(since ?? undefined);
    };
    input.value = client.textOf(fieldId);
    input.addEventListener('input', onInput);
    input.addEventListener('compositionstart', beginComposing);
    input.addEventListener('compositionend', endComposing);
    const stop = client.onOthersText(fieldId, (delta) => {
      if (composing === null) place(client.textOf(fieldId), caretAfter(input.selectionStart, delta), caretAfter(input.selectionEnd, delta));
      else composing.meanwhile.push(delta);
    });
    return () => {
      stop();
      input.removeEventListener('input', onInput);
      input.removeEventListener('compositionstart', beginComposing);
      input.removeEventListener('compositionend', endComposing);
    };
  }, [client, fieldId, isMultiline]);
  const shared = {
    ref,
    className,
    readOnly: isReadOnly,
    'aria-label': name,
    'aria-required': isRequired && !isReadOnly,
    'aria-invalid': isInvalid,
    spellCheck: false,
    // What is written in Arabic begins at the right, on the same form.
    dir: 'auto',
    autoComplete: 'off',
    ...(style === undefined ? {} : { style }),
    ...(maxLength === null ? {} : { maxLength }),
    onFocus,
    onBlur,
  };
  return isMultiline ? <textarea {...shared} /> : <input type="text" {...shared} />;
}
