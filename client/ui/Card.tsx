import type { ReactNode } from 'react';
import styles from './Card.module.css';

type CardProps = { readonly children: ReactNode; readonly label?: string; readonly [data: `data-${string}`]: string };

/** A white surface that holds what belongs together; with a name it is a landmark of its own. */
export const Card = ({ children, label, ...data }: CardProps) =>
  label === undefined ? (
    <div className={styles['card']} {...data}>
      {children}
    </div>
  ) : (
    <section className={styles['card']} aria-label={label} {...data}>
      {children}
    </section>
  );

type PanelProps = {
  readonly title: ReactNode;
  /** Beside the title, at the end side. */
  readonly tools?: ReactNode;
  readonly foot?: ReactNode;
  /** A list goes to the panel's edges. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
  readonly label?: string;
  readonly [data: `data-${string}`]: string | undefined;
};

/** A desk's surface with a head, a body that scrolls, and a foot that stays in sight. */
export const Panel = ({ title, tools, foot, isFlush = false, children, label, ...data }: PanelProps) => (
  <section className={styles['panel']} {...(label === undefined ? {} : { 'aria-label': label })} {...data}>
    <div className={styles['head']}>
      <h2>{title}</h2>
      {tools !== undefined && <div className={styles['tools']}>{tools}</div>}
    </div>
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys (WCAG 2.1.1) */}
    <div className={styles['body']} tabIndex={0} data-flush={isFlush || undefined}>
      {children}
    </div>
    {foot !== undefined && <div className={styles['foot']}>{foot}</div>}
  </section>
);

/** A part of a panel under a small title. */
export const Section = ({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) => (
  <section className={styles['section']}>
    <h3>{title}</h3>
    {children}
  </section>
);

/** Names and values, such as a matter's facts. */
export const Facts = ({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <dl className={styles['facts']}>
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

/** A small word on a thing, such as a language or a skill. */
export const Chip = ({ icon, children }: { readonly icon?: ReactNode; readonly children: ReactNode }) => (
  <span className={styles['chip']}>
    {icon}
    <span>{children}</span>
  </span>
);

/** What stands where there is nothing: it says what will happen. */
export const Blank = ({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) => (
  <div className={styles['blank']}>
    {icon}
    <div>{children}</div>
  </div>
);
