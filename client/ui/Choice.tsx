import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import styles from './Choice.module.css';

type Option<T extends string> = { readonly id: T; readonly text: string };
type Props<T extends string> = {
  readonly label: string;
  readonly value: T | null;
  readonly options: readonly Option<T>[];
  readonly placeholder?: string;
  readonly testId?: string;
  readonly onChange: (value: T) => void;
};

/** One of a closed list. */
export function Choice<T extends string>({ label, value, options, placeholder = '', testId, onChange }: Props<T>) {
  return (
    <Select
      value={value}
      onChange={(key) => {
        const chosen = options.find(({ id }) => id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
      className={styles['choice'] ?? ''}
      placeholder={placeholder}
    >
      <Label>{label}</Label>
      <Button className={styles['button'] ?? ''} {...(testId === undefined ? {} : { 'data-testid': testId })}>
        <SelectValue />
        <span aria-hidden>▾</span>
      </Button>
      <Popover className={styles['popover'] ?? ''}>
        <ListBox className={styles['list'] ?? ''}>
          {options.map(({ id, text }) => (
            <ListBoxItem key={id} id={id} textValue={text} className={styles['item'] ?? ''}>
              {text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
