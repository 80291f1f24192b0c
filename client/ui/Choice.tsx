import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import styles from './Choice.module.css';
import type { StateKind } from './stateKinds.ts';

type Option<T extends string> = { readonly id: T; readonly text: string; readonly icon?: ReactNode; readonly state?: StateKind };
type Props<T extends string> = {
  readonly label: string;
  readonly value: T | null;
  readonly options: readonly Option<T>[];
  readonly placeholder?: string;
  /** `pill` is a state that one chooses, in its colours, with its name unseen. */
  readonly look?: 'field' | 'pill';
  /** What its button says, where that is more than the option. */
  readonly shown?: ReactNode;
  readonly testId?: string;
  readonly onChange: (value: T) => void;
};

/** One of a closed list. */
export function Choice<T extends string>({ label, value, options, placeholder = '', look = 'field', shown, testId, onChange }: Props<T>) {
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
      <Label className={look === 'pill' ? 'visually-hidden' : ''}>{label}</Label>
      <Button className={`${styles['button']} ${styles[look]}`} {...(testId === undefined ? {} : { 'data-testid': testId })}>
        <SelectValue className={styles['value'] ?? ''}>{shown === undefined ? undefined : () => shown}</SelectValue>
        <ChevronDown aria-hidden />
      </Button>
      <Popover className={styles['popover'] ?? ''}>
        <ListBox className={styles['list'] ?? ''}>
          {options.map(({ id, text, icon, state }) => (
            <ListBoxItem key={id} id={id} textValue={text} className={styles['item'] ?? ''} {...(state === undefined ? {} : { 'data-state': state })}>
              {icon}
              <span>{text}</span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
