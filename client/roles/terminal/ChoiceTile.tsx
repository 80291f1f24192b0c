import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import styles from './Terminal.module.css';

type Props = {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly state?: string | undefined;
  readonly testId: string;
  readonly onPress: () => void;
};

/** One large thing to touch. */
export function ChoiceTile({ icon, title, text, state, testId, onPress }: Props) {
  return (
    <Button className={styles['tile'] ?? ''} data-testid={testId} onPress={onPress}>
      {icon}
      <span className={styles['tileTitle']}>{title}</span>
      <span>{text}</span>
      {state !== undefined && <span className={styles['tileState']}>{state}</span>}
    </Button>
  );
}
