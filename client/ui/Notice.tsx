import { Info } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';
import { StateIcon } from './StateIcon.tsx';
import type { StateKind } from './stateKinds.ts';

type Props = {
  readonly kind?: 'info' | 'warning' | StateKind;
  readonly title?: ReactNode;
  readonly icon?: ReactNode;
  /** At most one button. */
  readonly action?: ReactNode;
  readonly children?: ReactNode;
};

/** A message in its place, which stays until its cause has gone; read out when it appears. */
export function Notice({ kind = 'info', title, icon, action, children }: Props) {
  const state = kind === 'warning' ? 'poor' : kind;
  return (
    <div className={styles['notice']} role="status" {...(state === 'info' ? {} : { 'data-state': state })}>
      {icon ?? (state === 'info' ? <Info aria-hidden /> : <StateIcon kind={state} />)}
      <div className={styles['text']}>
        {title !== undefined && <p className={styles['title']}>{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}
