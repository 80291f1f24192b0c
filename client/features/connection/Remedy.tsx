import type { RemoteAction } from '#shared/contract/remoteActions.ts';
import type { DeviceChoice } from '#shared/contract/views/index.ts';
import { MenuButton } from '#client/ui/MenuButton.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { type NewestRun, RemoteActionButton } from './RemoteActionButton.tsx';
import styles from './Remedy.module.css';
import { remoteActionTextWith } from './remoteActionText.ts';

type Props = {
  /** The likeliest first. */
  readonly remoteActions: readonly [RemoteAction, ...RemoteAction[]];
  readonly devices: readonly DeviceChoice[];
  readonly kind?: 'primary' | 'secondary';
  readonly size?: 'normal' | 'large';
  readonly newest?: NewestRun | undefined;
  readonly onPull: (remoteAction: RemoteAction) => void;
};

/** The one button that mends a finding; what else may help stands behind another. */
export function Remedy({ remoteActions: [first, ...others], devices, kind = 'primary', size = 'normal', newest, onPull }: Props) {
  const { t } = useTexts('connection');
  return (
    <div className={styles['remedy']} role="group" aria-label={t('remoteActions.suggested')} data-testid="suggested">
      <RemoteActionButton remoteAction={first} text={remoteActionTextWith(t, first, devices)} kind={kind} size={size} newest={newest} onPull={onPull} />
      {others.length > 0 && (
        <MenuButton
          label={t('remoteActions.otherWays')}
          acts={others.map((remoteAction) => ({
            id: JSON.stringify(remoteAction),
            text: remoteActionTextWith(t, remoteAction, devices),
            onPress: () => onPull(remoteAction),
          }))}
        />
      )}
    </div>
  );
}
