import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox, Label, Radio, RadioGroup } from 'react-aria-components';
import styles from './OptionCard.module.css';

/** `sign` is known by sight, such as an agency's, and stands where the dot would; `icon` stands at the end. */
type Option<T extends string> = { readonly id: T; readonly title: ReactNode; readonly text?: ReactNode; readonly icon?: ReactNode; readonly sign?: ReactNode };
type Props<T extends string> = {
  readonly label: ReactNode;
  /** Without it the name is only said: something else above says it to the eye. */
  readonly isLabelSeen?: boolean;
  readonly value: T | null;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
  readonly testIdOf?: (id: T) => string;
};

/** One of a few that each need a sentence. */
export function OptionCards<T extends string>({ label, isLabelSeen = true, value, options, onChange, testIdOf }: Props<T>) {
  return (
    <RadioGroup
      value={value}
      className={styles['group'] ?? ''}
      onChange={(next) => {
        const chosen = options.find(({ id }) => id === next);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Label className={(isLabelSeen ? styles['label'] : 'visually-hidden') ?? ''}>{label}</Label>
      {options.map(({ id, title, text, icon, sign }) => (
        <Radio key={id} value={id} className={styles['card'] ?? ''} {...(testIdOf === undefined ? {} : { 'data-testid': testIdOf(id) })}>
          {({ isSelected }) => (
            <>
              {sign ?? <span className={styles['radio']} aria-hidden />}
              <Words title={title} text={text} />
              {sign === undefined ? icon : isSelected && <Check aria-hidden />}
            </>
          )}
        </Radio>
      ))}
    </RadioGroup>
  );
}

const Words = ({ title, text }: { readonly title: ReactNode; readonly text: ReactNode }) => (
  <span>
    <span className={styles['title']}>{title}</span>
    {text !== undefined && <span className={styles['text']}>{text}</span>}
  </span>
);

type TickProps = {
  readonly isOn: boolean;
  readonly title: ReactNode;
  readonly text?: ReactNode;
  readonly testId?: string;
  readonly onChange: (isOn: boolean) => void;
};

/** Something to be ticked, with room for a sentence. */
export const TickCard = ({ isOn, title, text, testId, onChange }: TickProps) => (
  <Checkbox isSelected={isOn} onChange={onChange} className={styles['card'] ?? ''} {...(testId === undefined ? {} : { 'data-testid': testId })}>
    <span className={styles['tick']} aria-hidden>
      {isOn && <Check />}
    </span>
    <Words title={title} text={text} />
  </Checkbox>
);
