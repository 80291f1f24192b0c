import { useEffect } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { TouchKeys } from '#client/ui/TouchKeys.tsx';
import type { WrittenField } from './useWrittenField.ts';

/** Writes at the caret as a keyboard does, so that whoever holds the field's text hears of it. */
function write(field: WrittenField, text: string, from: number, to: number): void {
  field.setRangeText(text, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: text === '' ? 'deleteContentBackward' : 'insertText', data: text }));
}

/** What the caret or the marking spans; where the browser does not say, the end. */
const rangeOf = ({ selectionStart, selectionEnd, value }: WrittenField): readonly [from: number, to: number] => [
  selectionStart ?? value.length,
  selectionEnd ?? value.length,
];

/** The keys for one field, in the page's language. */
export default function FieldKeys({ field, onDone }: { readonly field: WrittenField; readonly onDone: () => void }) {
  const { language } = useTexts('terminal');
  // What is written in is in sight above the keys. In braces: newer browsers return a promise, which React would call.
  useEffect(() => {
    field.scrollIntoView({ block: 'nearest' });
  }, [field]);
  const type = (text: string): void => {
    const [from, to] = rangeOf(field);
    if (field.maxLength >= 0 && field.value.length - (to - from) + text.length > field.maxLength) return;
    write(field, text, from, to);
  };
  const erase = (): void => {
    const [from, to] = rangeOf(field);
    if (to === 0) return;
    // A letter may be made of several units.
    const letters = [...new Intl.Segmenter(language).segment(field.value.slice(0, from))];
    write(field, '', from === to ? (letters.at(-1)?.index ?? 0) : from, to);
  };
  const done = (): void => {
    if (field.form === null) field.blur();
    else field.form.requestSubmit();
    onDone();
  };
  return <TouchKeys language={language} kind={field.inputMode === 'numeric' ? 'digits' : 'text'} onType={type} onErase={erase} onDone={done} />;
}
