import type { ReactNode } from 'react';
import { PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import styles from './Gallery.module.css';

type Props = { readonly title: string; readonly children: ReactNode };

/** One component or screen in one state, under its name. Names are the code's own and so in no language. */
export const Stage = ({ title, children }: Props) => (
  <section className={styles['stage']} data-stage={title} aria-label={title}>
    <h3 className={styles['name']}>{title}</h3>
    <div className={styles['frame']}>
      <PartBoundary>{children}</PartBoundary>
    </div>
  </section>
);
