import { CircleAlert } from 'lucide-react';
import type { HTMLAttributes, ReactNode, Ref } from 'react';
import { FieldError, Input, Label, TextArea, TextField, type TextFieldProps, Text } from 'react-aria-components';
import styles from './Field.module.css';

type Props = Omit<TextFieldProps, 'className' | 'style' | 'children'> & {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong with it, in words; null when nothing is. */
  readonly error?: string | null;
  /** Several lines: how many are seen at first. */
  readonly rows?: number;
  /** An example, or what a reader sees instead; never the field's name. */
  readonly placeholder?: string;
  readonly testId?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
};

/** A text to be written, with its name above it, a hint, and what is wrong in words. */
export function Field({ label, hint, error = null, rows, placeholder, testId, inputRef, inputMode, ...rest }: Props) {
  const shared = {
    className: styles['input'] ?? '',
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(testId === undefined ? {} : { 'data-testid': testId }),
  };
  return (
    <TextField {...rest} isInvalid={error !== null} className={styles['field'] ?? ''}>
      <Label className={styles['label'] ?? ''}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className={styles['hint'] ?? ''}>
          {hint}
        </Text>
      )}
      {rows === undefined ? (
        <Input {...shared} {...(inputRef === undefined ? {} : { ref: inputRef })} {...(inputMode === undefined ? {} : { inputMode })} />
      ) : (
        <TextArea {...shared} rows={rows} />
      )}
      <FieldError className={styles['error'] ?? ''}>
        <CircleAlert aria-hidden />
        {error}
      </FieldError>
    </TextField>
  );
}
