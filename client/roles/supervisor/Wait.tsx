import type { ReactNode } from 'react';
import { Bar } from '#client/ui/DataTable.tsx';
import { clockText } from '#client/ui/duration.ts';
import type { StateKind } from '#client/ui/stateKinds.ts';
import styles from './Wait.module.css';

type Props = {
  readonly ms: number;
  /** The longest wait of all in sight, which fills the bar. */
  readonly longestMs: number;
  readonly kind?: StateKind;
  readonly children?: ReactNode;
};

/** How long somebody has waited: the clock, and its share of the longest wait. There is no target to hold it against, so the bar is in the colour of waiting. */
export const Wait = ({ ms, longestMs, kind = 'wait', children }: Props) => (
  <span className={styles['wait']} data-state={kind}>
    <span className={styles['clock']}>
      <b>{clockText(ms)}</b>
      <Bar share={longestMs <= 0 ? 0 : ms / longestMs} />
    </span>
    {children}
  </span>
);
