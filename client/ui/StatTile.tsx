import type { ReactNode } from 'react';
import styles from './StatTile.module.css';
import type { StateKind } from './stateKinds.ts';

type Props = {
  readonly name: ReactNode;
  readonly figure: ReactNode;
  readonly unit?: ReactNode;
  /** How it stands against its target, in words. */
  readonly more?: ReactNode;
  readonly state?: StateKind;
};

/** One figure with its name, and how it stands against its target. */
export const StatTile = ({ name, figure, unit, more, state }: Props) => (
  <div className={styles['tile']} {...(state === undefined ? {} : { 'data-state': state })}>
    <p className={styles['name']}>{name}</p>
    <p className={styles['figure']}>
      {figure}
      {unit !== undefined && <small> {unit}</small>}
    </p>
    {more !== undefined && <p className={styles['more']}>{more}</p>}
  </div>
);
