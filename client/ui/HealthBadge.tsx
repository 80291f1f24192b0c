import type { ReactNode } from 'react';
import styles from './HealthBadge.module.css';

export type Health = 'good' | 'poor' | 'bad' | 'off';

/** How well a connection is: bars of rising height, a word, a colour. */
export const HealthBadge = ({ health, isPlate = false, children }: { readonly health: Health; readonly isPlate?: boolean; readonly children: ReactNode }) => (
  <span className={styles['health']} data-state={health} data-plate={isPlate || undefined}>
    <span className={styles['bars']} aria-hidden>
      <i />
      <i />
      <i />
    </span>
    <span>{children}</span>
  </span>
);
