import { type ButtonHTMLAttributes, type ReactNode, useRef } from 'react';
import styles from './ControlBar.module.css';
import { usePressGuard } from './pressGuard.ts';

type BarProps = { readonly label: string; readonly isDesk?: boolean; readonly children: ReactNode };

/** The buttons of a call, side by side with their words under their icons; a desk's are smaller. */
export const ControlBar = ({ label, isDesk = false, children }: BarProps) => (
  <div className={styles['bar']} data-desk={isDesk || undefined} role="group" aria-label={label}>
    {children}
  </div>
);

type ControlProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'style' | 'children' | 'disabled' | 'onClick' | 'type'> & {
  readonly onPress?: (() => void) | undefined;
  readonly isDisabled?: boolean;
  readonly icon: ReactNode;
  /** The state in words: "The microphone is on". */
  readonly children: ReactNode;
  /** What can be switched: filled dark while it is off. */
  readonly isOn?: boolean;
  readonly kind?: 'plain' | 'end';
};

/** One of them. With `isOn` it is a switch, whose words say the state. */
export function Control({ icon, children, isOn, kind = 'plain', onPress, isDisabled = false, ...rest }: ControlProps) {
  const ref = useRef<HTMLButtonElement>(null);
  usePressGuard(ref, String(isOn));
  return (
    <button
      {...rest}
      ref={ref}
      type="button"
      disabled={isDisabled}
      onClick={() => onPress?.()}
      className={styles['control']}
      data-kind={kind}
      data-off={isOn === false || undefined}
      {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
    >
      {icon}
      <span>{children}</span>
    </button>
  );
}
