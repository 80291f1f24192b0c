import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components';
import styles from './Switch.module.css';

type Props = { readonly isOn: boolean; readonly onChange: (isOn: boolean) => void; readonly isDisabled?: boolean; readonly children: ReactNode };

/** Something that is on or off at once. */
export const Switch = ({ isOn, onChange, isDisabled = false, children }: Props) => (
  <AriaSwitch isSelected={isOn} isDisabled={isDisabled} onChange={onChange} className={styles['switch'] ?? ''}>
    <span className={styles['track']} aria-hidden />
    <span>{children}</span>
  </AriaSwitch>
);
