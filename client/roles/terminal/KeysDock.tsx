import { createPortal } from 'react-dom';
import { lazyPart } from '#client/features/boundary/lazily.tsx';
import styles from './KeysDock.module.css';
import { useWrittenField } from './useWrittenField.ts';

const FieldKeys = lazyPart(() => import('./FieldKeys.tsx'));

/**
 * The terminal's keys, while something is written that has no keys of its own. They take room from the screen and cover nothing. A dialog's keys stand
 * with it, since nothing behind it can be pressed.
 */
export function KeysDock() {
  const { field, close } = useWrittenField();
  if (field === null) return null;
  const overlay = field.closest('[data-overlay]');
  const dock = (
    // To the dialog they are no press outside of it, which would close it.
    <div className={styles['dock']} data-keys data-react-aria-top-layer="true">
      <FieldKeys field={field} onDone={close} />
    </div>
  );
  return overlay === null ? dock : createPortal(dock, overlay);
}
