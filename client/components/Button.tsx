import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import styles from './Button.module.css';

type Props = Omit<ButtonProps, 'className' | 'style' | 'children'> & {
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'large';
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
};

/** A button of the product; `large` is the terminal's size, to be hit from a chair. */
export function Button({ kind = 'primary', size = 'normal', icon, children, ...rest }: Props) {
  return (
    <AriaButton {...rest} className={`${styles['button']} ${styles[kind]} ${styles[size]}`}>
      {icon}
      {children !== undefined && <span>{children}</span>}
    </AriaButton>
  );
}
