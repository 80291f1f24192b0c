import { ChevronRight, Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { State } from '#client/ui/State.tsx';
import type { StateKind } from '#client/ui/stateKinds.ts';
import styles from './AgencyTile.module.css';

export type TileState = { readonly kind: StateKind; readonly text: string };

type Props = {
  readonly icon: ReactNode;
  readonly title: ReactNode;
  readonly text: ReactNode;
  readonly state?: TileState;
  /** It leads on all the same, and looks like something for later. */
  readonly isClosed?: boolean;
  /** No agency but a way to find one. */
  readonly isWayOn?: boolean;
  readonly testId: string;
  readonly onPress: () => void;
};

/** One large thing to touch on the start: an agency with its queue now. */
export const AgencyTile = ({ icon, title, text, state, isClosed = false, isWayOn = false, testId, onPress }: Props) => (
  <Button className={styles['tile'] ?? ''} data-closed={isClosed || undefined} data-way-on={isWayOn || undefined} data-testid={testId} onPress={onPress}>
    {icon}
    <span className={styles['text']}>
      <span className={styles['name']}>{title}</span>
      <span className={styles['say']}>{text}</span>
      {state !== undefined && (
        <span className={styles['state']}>
          <State kind={state.kind} look="plain" {...(isClosed ? { icon: <Clock aria-hidden /> } : {})}>
            {state.text}
          </State>
        </span>
      )}
    </span>
  </Button>
);

type CardProps = {
  readonly icon: ReactNode;
  readonly title: ReactNode;
  readonly text: ReactNode;
  /** A smaller line below, such as how long it takes. */
  readonly note?: string | undefined;
  readonly isClosed?: boolean;
  readonly testId: string;
  readonly onPress: () => void;
};

/** An errand in a sentence. */
export const ServiceCard = ({ icon, title, text, note, isClosed = false, testId, onPress }: CardProps) => (
  <Button className={styles['card'] ?? ''} data-closed={isClosed || undefined} data-testid={testId} onPress={onPress}>
    {icon}
    <span>
      <span className={styles['name']}>{title}</span>
      <span className={styles['sentence']}>{text}</span>
      {note !== undefined && <span className={styles['note']}>{note}</span>}
    </span>
    <ChevronRight aria-hidden className={`turning ${styles['go']}`} />
  </Button>
);
