import { Meter } from 'react-aria-components';
import styles from './LevelMeter.module.css';

/** How loud the microphone is now, 0 to 1. */
export function LevelMeter({ level, label }: { readonly level: number; readonly label: string }) {
  return (
    <Meter value={Math.round(level * 100)} aria-label={label} className={styles['meter'] ?? ''}>
      <div className={styles['bar']} style={{ inlineSize: `${Math.round(level * 100)}%` }} />
    </Meter>
  );
}
