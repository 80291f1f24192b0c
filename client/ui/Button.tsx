import { type ButtonHTMLAttributes, type ReactNode, useId, useRef } from 'react';
import styles from './Button.module.css';
import { usePressGuard } from './pressGuard.ts';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'style' | 'children' | 'disabled' | 'onClick'> & {
  /** By finger, mouse, key or an aid alike. */
  readonly onPress?: (() => void) | undefined;
  readonly isDisabled?: boolean;
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

/**
 * A button of the product: the browser's own, since a terminal's first screen must be light. One that has just appeared, or been switched, takes no
 * press yet.
 */
export function Button({
  kind = 'primary',
  size = 'normal',
  isWide = false,
  icon,
  sub,
  shortcut,
  notReady = null,
  onPress,
  isDisabled = false,
  type = 'button',
  children,
  ...rest
}: Props) {
  const ref = useRef<HTMLButtonElement>(null);
  const reasonId = useId();
  usePressGuard(ref, String(rest['aria-pressed']));
  const classes = ['button', kind, size === 'large' && 'large', isWide && 'wide', children === undefined && 'iconOnly'].flatMap((name) =>
    name === false ? [] : [styles[name] ?? ''],
  );
  const button = (
    <button
      {...rest}
      ref={ref}
      // oxlint-disable-next-line react/button-has-type -- `button` by default
      type={type}
      disabled={isDisabled || notReady !== null}
      onClick={() => onPress?.()}
      className={classes.join(' ')}
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
    </button>
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
