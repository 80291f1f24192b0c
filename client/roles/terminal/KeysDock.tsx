import { lazyPart } from '#client/features/boundary/lazily.tsx';
import styles from './KeysDock.module.css';
import { useWrittenField } from './useWrittenField.ts';

const FieldKeys = lazyPart(() => import('./FieldKeys.tsx'));

/** The terminal's keys, while something is written that has no keys of its own. They take room from the screen and cover nothing. */
export function KeysDock() {
  const { field, close } = useWrittenField();
  if (field === null) return null;
  return (
    <div className={styles['dock']} data-keys>
      <FieldKeys field={field} onDone={close} />
    </div>
  );
}
