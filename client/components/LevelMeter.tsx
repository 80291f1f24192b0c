import { Meter } from 'react-aria-components';
import type { Role } from '#shared/contract/define.ts';
import { type Face, useMicrophoneLevel } from '#client/state/face.ts';
import styles from './LevelMeter.module.css';

/** How loud the microphone is now. */
export function LevelMeter<R extends Role>({ face, label }: { readonly face: Face<R>; readonly label: string }) {
  const percent = Math.round(useMicrophoneLevel(face) * 100);
  return (
    <Meter value={percent} aria-label={label} className={styles['meter'] ?? ''}>
      <div className={styles['bar']} style={{ inlineSize: `${percent}%` }} />
    </Meter>
  );
}
