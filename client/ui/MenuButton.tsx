import type { ReactNode } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, type MenuTriggerProps, Popover } from 'react-aria-components';
import buttonStyles from './Button.module.css';
import styles from './MenuButton.module.css';

export type MenuAct = { readonly id: string; readonly text: ReactNode; readonly icon?: ReactNode; readonly testId?: string; readonly onPress: () => void };
type Props = Pick<MenuTriggerProps, 'isOpen' | 'onOpenChange'> & {
  readonly label?: ReactNode;
  /** Said where the button is an icon alone. */
  readonly name?: string;
  readonly icon?: ReactNode;
  readonly kind?: 'secondary' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'large';
  /** What the acts have in common, above them. */
  readonly title?: ReactNode;
  readonly acts: readonly MenuAct[];
  readonly testId?: string;
};

/** What is done more seldom, behind one button. */
export const MenuButton = ({ label, name, icon, kind = 'quiet', size = 'normal', title, acts, testId, ...opening }: Props) => (
  <MenuTrigger {...opening}>
    <AriaButton
      className={`${buttonStyles['button']} ${buttonStyles[kind]} ${size === 'large' ? buttonStyles['large'] : ''}`}
      {...(name === undefined ? {} : { 'aria-label': name })}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
    >
      {icon}
      {label !== undefined && <span>{label}</span>}
    </AriaButton>
    <Popover className={styles['popover'] ?? ''}>
      {title !== undefined && <p className={styles['title']}>{title}</p>}
      <Menu className={styles['menu'] ?? ''} onAction={(key) => acts.find(({ id }) => id === key)?.onPress()}>
        {acts.map(({ id, text, icon: sign, testId: itemTestId }) => (
          <MenuItem key={id} id={id} className={styles['item'] ?? ''} {...(itemTestId === undefined ? {} : { 'data-testid': itemTestId })}>
            {sign}
            <span>{text}</span>
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  </MenuTrigger>
);
