import { useEffect, useRef } from 'react';
import type { FormField } from '#shared/forms/contract.ts';
import type { FormClient } from './formClient.ts';
import { caretAfter } from './textChange.ts';

type Props = {
  readonly client: FormClient;
  readonly field: FormField;
  readonly name: string;
  readonly isReadOnly: boolean;
  readonly className: string;
  readonly style?: React.CSSProperties;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
};

/** A text that two people write at once. The browser's own field: the caret stays where it is while the other side writes elsewhere in it. */
export function WrittenInput({ client, field, name, isReadOnly, className, style, onFocus, onBlur }: Props) {
  const ref = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const { fieldId, kind, maxLength } = field;
  useEffect(() => {
    const input = ref.current;
    if (input === null) return undefined;
    let isComposing = false;
    const take = (): void => {
      if (!isComposing) client.write(fieldId, input.value, input.selectionEnd);
    };
    const compose = ({ type }: Event): void => {
      isComposing = type === 'compositionstart';
      take();
    };
    input.value = client.textOf(fieldId);
    input.addEventListener('input', take);
    input.addEventListener('compositionstart', compose);
    input.addEventListener('compositionend', compose);
    const stop = client.onOthersText(fieldId, (delta) => {
      if (isComposing) return;
      const [start, end] = [input.selectionStart ?? 0, input.selectionEnd ?? 0];
      input.value = client.textOf(fieldId);
      if (document.activeElement === input) input.setSelectionRange(caretAfter(start, delta), caretAfter(end, delta));
    });
    return () => {
      stop();
      input.removeEventListener('input', take);
      input.removeEventListener('compositionstart', compose);
      input.removeEventListener('compositionend', compose);
    };
  }, [client, fieldId]);
  const shared = {
    ref,
    className,
    readOnly: isReadOnly,
    'aria-label': name,
    spellCheck: false,
    // What is written in Arabic begins at the right, on the same form.
    dir: 'auto',
    autoComplete: 'off',
    ...(style === undefined ? {} : { style }),
    ...(maxLength === null ? {} : { maxLength }),
    onFocus,
    onBlur,
  };
  return kind === 'multiline' ? <textarea {...shared} /> : <input type="text" {...shared} />;
}
