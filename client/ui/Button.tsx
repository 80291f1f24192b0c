import { type ReactNode, useId, useRef } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import styles from './Button.module.css';
import { usePressGuard } from './pressGuard.ts';

type Props = Omit<ButtonProps, 'className' | 'style' | 'children'> & {
  /** `primary`: the one thing that most do next. `human`: a person comes. `danger`: it ends something for somebody. */
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'human' | 'danger';
  /** `large` is the terminal's size, to be hit from a chair. */
  readonly size?: 'normal' | 'large';
  readonly isWide?: boolean;
  readonly icon?: ReactNode;
  /** A second, smaller line. */
  readonly sub?: ReactNode;
  /** The keys that do the same, as the reader's keyboard names them. */
  readonly shortcut?: string;
  /** Why it cannot be pressed now; said beside it, and instead of a pale button. */
  readonly notReady?: string | null;
  readonly children?: ReactNode;
};

/** A button of the product. One that has just appeared, or been switched, takes no press yet. */
export function Button({ kind = 'primary', size = 'normal', isWide = false, icon, sub, shortcut, notReady = null, children, ...rest }: Props) {
  const ref = useRef<HTMLButtonElement>(null);
  const reasonId = useId();
  usePressGuard(ref, String(rest['aria-pressed']));
  const isUnready = notReady !== null || rest.isDisabled === true;
  const button = (
    <AriaButton
      {...rest}
      ref={ref}
      isDisabled={isUnready}
      className={`${styles['button']} ${styles[kind]} ${styles[size]} ${isWide ? styles['wide'] : ''} ${children === undefined ? styles['iconOnly'] : ''}`}
      {...(shortcut === undefined ? {} : { 'aria-keyshortcuts': shortcut })}
      {...(notReady === null ? {} : { 'aria-describedby': reasonId })}
    >
      {icon}
      {children !== undefined && (
        <span>
          {children}
          {sub !== undefined && <span className={styles['sub']}>{sub}</span>}
        </span>
      )}
      {shortcut !== undefined && (
        <kbd className={styles['key']} aria-hidden>
          {shortcut}
        </kbd>
      )}
    </AriaButton>
  );
  if (notReady === null) return button;
  return (
    <span className={styles['unready']}>
      {button}
      <span id={reasonId} className={styles['reason']}>
        {notReady}
      </span>
    </span>
  );
}
