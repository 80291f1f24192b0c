import type { ReactNode } from 'react';
import styles from './CallStage.module.css';

type Props = {
  readonly label: string;
  /** Whom one talks with, large: one tile, or two that share the stage. */
  readonly faces: ReactNode;
  /** Who else is there, and oneself: small tiles (and plates) in the corner, oneself last. */
  readonly small?: ReactNode;
  /** Plates and notices at the upper edge, above the eyes. */
  readonly top?: ReactNode;
  /** A desk's stage has smaller things on it. */
  readonly isDesk?: boolean;
  readonly [data: `data-${string}`]: string | undefined;
};

/** The picture of a call and who is in it. It fills the place that it is given; nothing on it covers a face. */
export const CallStage = ({ label, faces, small, top, isDesk = false, ...data }: Props) => (
  <section className={styles['stage']} aria-label={label} data-desk={isDesk || undefined} {...data}>
    <div className={styles['faces']}>{faces}</div>
    {small !== undefined && <div className={styles['small']}>{small}</div>}
    {top !== undefined && <div className={styles['top']}>{top}</div>}
  </section>
);
