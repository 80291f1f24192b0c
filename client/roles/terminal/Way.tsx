import { type ReactNode, useId } from 'react';
import styles from './Way.module.css';

type Props = { readonly title: string; readonly children: ReactNode; readonly testId?: string };

/** One way to go on, under its name. */
export function Way({ title, children, testId }: Props) {
  const id = useId();
  return (
    <section className={styles['way']} aria-labelledby={id} data-testid={testId}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
