import { type ReactNode, useRef } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import styles from './Button.module.css';
import { usePressGuard } from './pressGuard.ts';

type Props = Omit<ButtonProps, 'className' | 'style' | 'children'> & {
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'large';
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
};

/** A button of the product; `large` is the terminal's size, to be hit from a chair. One that has just appeared, or been switched, takes no press yet. */
export function Button({ kind = 'primary', size = 'normal', icon, children, ...rest }: Props) {
  const ref = useRef<HTMLButtonElement>(null);
  usePressGuard(ref, String(rest['aria-pressed']));
  return (
    <AriaButton {...rest} ref={ref} className={`${styles['button']} ${styles[kind]} ${styles[size]}`}>
      {icon}
      {children !== undefined && <span>{children}</span>}
    </AriaButton>
  );
}
