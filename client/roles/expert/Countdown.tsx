import { type CSSProperties, useState } from 'react';
import { clockText } from '#client/ui/duration.ts';
import styles from './Countdown.module.css';

/** How much is left as a figure in a ring that empties, from where it stood when it was first seen. For the eyes: who listens is told at milestones. */
export function Countdown({ leftMs, isSoon = false }: { readonly leftMs: number; readonly isSoon?: boolean }) {
  const [fullMs, setFullMs] = useState(leftMs);
  // More time was given.
  if (leftMs > fullMs) setFullMs(leftMs);
  const share = fullMs <= 0 ? 0 : Math.max(0, leftMs) / Math.max(leftMs, fullMs);
  return (
    <span className={styles['ring']} data-soon={isSoon || undefined} aria-hidden="true" style={{ '--left': `${Math.round(share * 360)}deg` } as CSSProperties}>
      <span>{clockText(leftMs)}</span>
    </span>
  );
}
