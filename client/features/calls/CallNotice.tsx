import type { ReactNode } from 'react';
import { StateIcon } from '#client/ui/StateIcon.tsx';
import type { StateKind } from '#client/ui/stateKinds.ts';
import styles from './CallNotice.module.css';

type Props = {
  readonly kind?: StateKind;
  readonly icon?: ReactNode;
  /** At most one button. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
};

/** What is wrong or new in a call, in one plain sentence over the stage; read out when it appears, and gone with its cause. */
export const CallNotice = ({ kind = 'poor', icon, action, children }: Props) => (
  <div className={styles['notice']} role="status" data-state={kind}>
    {icon ?? <StateIcon kind={kind} />}
    <p>{children}</p>
    {action}
  </div>
);
