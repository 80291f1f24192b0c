import { User } from 'lucide-react';
import styles from './Avatar.module.css';

/** A person by initials, or by a sign where there is no name. */
export const Avatar = ({ name, isHuman = false }: { readonly name: string | null; readonly isHuman?: boolean }) => (
  <span className={styles['avatar']} data-human={isHuman || undefined} aria-hidden>
    {name === null ? <User /> : initials(name)}
  </span>
);

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('')
    .toLocaleUpperCase('fi');
