import type { ReactNode } from 'react';
import styles from './DeskBar.module.css';
import { Mark } from './Mark.tsx';

type Props = {
  /** Who is here, such as the expert's name, and below it the agency or point. */
  readonly name: ReactNode;
  readonly place: ReactNode;
  /** The page's heading for a screen reader and the document's title. */
  readonly heading: string;
  /** The status, in the middle. */
  readonly status?: ReactNode;
  /** Settings, language, sign-out at the end side. */
  readonly children?: ReactNode;
};

/** The head of every desk: who, where, the status that is always seen, one's own settings. */
export const DeskBar = ({ name, place, heading, status, children }: Props) => (
  <header className={styles['bar']}>
    <Mark />
    <h1 className="visually-hidden">{heading}</h1>
    <p className={styles['name']}>
      {name}
      <small>{place}</small>
    </p>
    {status}
    <div className={styles['tools']}>{children}</div>
  </header>
);
