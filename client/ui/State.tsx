import type { ReactNode } from 'react';
import styles from './State.module.css';
import { StateIcon } from './StateIcon.tsx';
import type { StateKind } from './stateKinds.ts';

type Props = {
  readonly kind: StateKind;
  readonly look?: 'pill' | 'plain' | 'solid';
  /** In place of the state's own shape, where the state has a nearer one. */
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly [data: `data-${string}`]: string;
};

/** A state as word, shape and colour. */
export const State = ({ kind, look = 'pill', icon, children, ...data }: Props) => (
  <span className={`${styles['state']} ${styles[look]}`} data-state={kind} {...data}>
    {icon ?? <StateIcon kind={kind} />}
    <span>{children}</span>
  </span>
);
