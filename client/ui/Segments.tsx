import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import styles from './Segments.module.css';

type Option<T extends string> = { readonly id: T; readonly text: ReactNode; readonly icon?: ReactNode };
type Props<T extends string> = {
  readonly label: string;
  /** The name is seen beside the choices, not only said. */
  readonly isLabelSeen?: boolean;
  /** `chips` stand apart, and go on below where a row is full. */
  readonly look?: 'joined' | 'chips';
  readonly value: T | null;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
};

/** One of a few, all of them in sight. */
export function Segments<T extends string>({ label, isLabelSeen = false, look = 'joined', value, options, onChange }: Props<T>) {
  return (
    <RadioGroup
      value={value}
      orientation="horizontal"
      className={styles['group'] ?? ''}
      onChange={(next) => {
        const chosen = options.find(({ id }) => id === next);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Label className={isLabelSeen ? styles['label'] : 'visually-hidden'}>{label}</Label>
      <div className={styles[look]}>
        {options.map(({ id, text, icon }) => (
          <Radio key={id} value={id} className={styles[look === 'chips' ? 'chip' : 'segment'] ?? ''}>
            {icon}
            <span>{text}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
