import { Bar } from '#client/ui/DataTable.tsx';
import { clockText } from '#client/ui/duration.ts';
import { State } from '#client/ui/State.tsx';
import { useTarget } from './useTarget.ts';
import styles from './Wait.module.css';

/** How long somebody has waited: the clock, its share of the target, and a word when the target is near or passed. */
export function Wait({ ms }: { readonly ms: number }) {
  const { kind, share, word } = useTarget()(ms);
  return (
    <span className={styles['wait']} data-state={kind}>
      <span className={styles['clock']}>
        <b>{clockText(ms)}</b>
        <Bar share={share} />
      </span>
      {word !== null && (
        <State kind={kind} look="plain">
          {word}
        </State>
      )}
    </span>
  );
}
