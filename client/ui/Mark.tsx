import styles from './Mark.module.css';

/** The mark: the sun over a hill, which is also a person. */
export const Mark = () => (
  <svg className={styles['mark']} viewBox="0 0 48 48" aria-hidden>
    <rect className={styles['ground']} width="48" height="48" rx="12" />
    <circle className={styles['sun']} cx="24" cy="18" r="8" />
    <path className={styles['hill']} d="m7 41c2-9 9-13 17-13s15 4 17 13z" />
  </svg>
);
