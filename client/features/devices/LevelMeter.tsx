import { Meter } from 'react-aria-components';
import type { Role } from '#shared/contract/define.ts';
import { type RoleClient, useMicrophoneLevel } from '#client/app/state/roleClient.ts';
import styles from './LevelMeter.module.css';

/** How loud the microphone is now. */
export function LevelMeter<R extends Role>({ roleClient, label }: { readonly roleClient: RoleClient<R>; readonly label: string }) {
  const percent = Math.round(useMicrophoneLevel(roleClient) * 100);
  return (
    <Meter value={percent} aria-label={label} className={styles['meter'] ?? ''}>
      <div className={styles['bar']} style={{ inlineSize: `${percent}%` }} />
    </Meter>
  );
}
