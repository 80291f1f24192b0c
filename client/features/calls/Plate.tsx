import { Info } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './CallStage.module.css';

type Props = { readonly icon?: ReactNode; readonly children: ReactNode; readonly testId?: string };

/** A line over the stage, such as who is in the room without a picture; read out when it appears. */
export const Plate = ({ icon, children, testId }: Props) => (
  <p className={styles['plate']} role="status" data-testid={testId}>
    {icon ?? <Info aria-hidden />}
    <span>{children}</span>
  </p>
);
