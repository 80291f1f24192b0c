import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from './Button.tsx';
import styles from './MenuButton.module.css';

export type MenuAct = { readonly id: string; readonly text: ReactNode; readonly icon?: ReactNode; readonly testId?: string; readonly onPress: () => void };
type Props = {
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  readonly kind?: 'secondary' | 'quiet';
  readonly acts: readonly MenuAct[];
  readonly testId?: string;
};

/** What is done more seldom, behind one button. */
export const MenuButton = ({ label, icon, kind = 'quiet', acts, testId }: Props) => (
  <MenuTrigger>
    <Button kind={kind} icon={icon} {...(testId === undefined ? {} : { 'data-testid': testId })}>
      {label}
    </Button>
    <Popover className={styles['popover'] ?? ''}>
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
