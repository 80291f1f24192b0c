import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

type Props = { readonly kind?: 'info' | 'warning' | 'good'; readonly children: ReactNode };

const icons = { info: Info, warning: CircleAlert, good: CircleCheck };

/** A message in its place, which stays until its cause has gone; read out when it appears. */
export function Notice({ kind = 'info', children }: Props) {
  const Icon = icons[kind];
  return (
    <div className={`${styles['notice']} ${styles[kind]}`} role="status">
      <Icon aria-hidden />
      <div>{children}</div>
    </div>
  );
}
