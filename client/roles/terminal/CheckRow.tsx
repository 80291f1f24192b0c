import { Check, CircleAlert, LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './CheckRow.module.css';

/** `asked`: only the customer can tell. */
export type CheckState = 'running' | 'good' | 'asked' | 'poor' | 'bad';

type Props = {
  readonly Icon: LucideIcon;
  readonly name: string;
  readonly state: CheckState;
  /** How it stands, in words. */
  readonly say: string;
  /** Below the words, such as a level, or a way to try again. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** What is checked, and how exactly it stands. */
  readonly check: string;
  readonly exactly: string;
};

const kinds = { running: 'wait', good: 'good', asked: 'live', poor: 'poor', bad: 'bad' } as const;
const marks = { running: LoaderCircle, good: Check, asked: null, poor: CircleAlert, bad: CircleAlert } as const;

/** One of the things that are checked: sign, name, and how it stands. */
export function CheckRow({ Icon, name, state, say, children, action, check, exactly }: Props) {
  const Sign = marks[state];
  return (
    <li data-check={check} data-state={exactly}>
      <div className={styles['row']} data-state={kinds[state]}>
        <span className={styles['sign']} aria-hidden>
          <Icon />
        </span>
        <span className={styles['name']}>{name}</span>
        {/* A fault takes a sentence, and a line of its own. */}
        <span className={styles['say']} data-long={state === 'bad' || undefined}>
          {Sign !== null && <Sign aria-hidden />}
          <span data-say>{say}</span>
        </span>
        {action !== undefined && <span className={styles['action']}>{action}</span>}
        {children !== undefined && <div className={styles['below']}>{children}</div>}
      </div>
    </li>
  );
}
