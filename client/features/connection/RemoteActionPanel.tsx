import { useState } from 'react';
import type { AlertCode, RemoteActionName } from '#shared/connection/findings.ts';
import { qualityLevels } from '#shared/connection/videoLadder.ts';
import { pathPolicies } from '#shared/connection/pathPolicy.ts';
import type { RemoteAction } from '#shared/contract/remoteActions.ts';
import type { DeviceChoice, MediaSettings } from '#shared/contract/views/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { VolumeSlider } from '#client/features/devices/VolumeSlider.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { ManualOverrides } from './ManualOverrides.tsx';
import styles from './Connection.module.css';
import { remoteActionText } from './remoteActionText.ts';
import { presses, suggestedRemoteActions } from './suggestions.ts';

type Props = {
  readonly devices: readonly DeviceChoice[];
  /** What stands now, which decides what is suggested. */
  readonly causes: readonly AlertCode[];
  /** How things are set now; null where that is not known. */
  readonly settings: MediaSettings | null;
  /** Remote actions that make no sense here, such as calling for one's own attention. */
  readonly without?: readonly RemoteActionName[];
  readonly onPull: (remoteAction: RemoteAction) => void;
};

const kinds = ['audioinput', 'videoinput', 'audiooutput'] as const;

/** All remote actions with their current settings; those that help against the active findings come first. */
export function RemoteActionPanel({ devices, causes, settings, without = [], onPull }: Props) {
  const { t } = useTexts('connection');
  const suggested = suggestedRemoteActions(causes, { devices, settings }, without);
  const others = presses.filter((name) => !suggested.some(({ remoteAction }) => remoteAction === name) && !without.includes(name));
  const textOf = (remoteAction: RemoteAction): string => {
    const device = remoteAction.remoteAction === 'chooseDevice' ? devices.find(({ deviceId }) => deviceId === remoteAction.deviceId) : undefined;
    return device === undefined ? remoteActionText(t, remoteAction) : `${remoteActionText(t, remoteAction)}: ${device.label}`;
  };
  return (
    <div className={styles['remoteActions']} data-testid="remoteActions">
      <ManualOverrides settings={settings} />
      {suggested.length > 0 && (
        <div className={styles['row']} role="group" aria-label={t('remoteActions.suggested')} data-testid="suggested">
          <span className={styles['small']}>{t('remoteActions.suggested')}</span>
          {suggested.map((remoteAction) => (
            <Button key={JSON.stringify(remoteAction)} kind="primary" onPress={() => onPull(remoteAction)}>
              {textOf(remoteAction)}
            </Button>
          ))}
        </div>
      )}
      <div className={styles['row']}>
        {others.map((name) => (
          <Button key={name} kind="secondary" onPress={() => onPull({ remoteAction: name })}>
            {t(`remoteAction.${name}`)}
          </Button>
        ))}
      </div>
      <div className={styles['choices']}>
        <Choice
          label={t('remoteAction.setQuality')}
          value={settings?.quality ?? null}
          placeholder="…"
          testId="setQuality"
          options={(['auto', ...qualityLevels] as const).map((id) => ({ id, text: t(`quality.${id}`) }))}
          onChange={(quality) => onPull({ remoteAction: 'setQuality', quality })}
        />
        <Choice
          label={t('remoteAction.setPath')}
          value={settings?.pathPolicy ?? null}
          placeholder="…"
          testId="setPath"
          options={pathPolicies.map((id) => ({ id, text: t(`policy.${id}`) }))}
          onChange={(policy) => onPull({ remoteAction: 'setPath', policy })}
        />
        {kinds.map((kind) => {
          const options = devices.filter((one) => one.kind === kind);
          if (options.length === 0) return null;
          return (
            <Choice
              key={kind}
              label={t(`remoteAction.chooseDevice.${kind}`)}
              value={settings?.[kind] ?? null}
              placeholder="…"
              testId={`choose-${kind}`}
              options={options.map(({ deviceId, label }) => ({ id: deviceId, text: label }))}
              onChange={(deviceId) => onPull({ remoteAction: 'chooseDevice', kind, deviceId })}
            />
          );
        })}
        <Volume key={settings?.volume} now={settings?.volume ?? 1} onChange={(volume) => onPull({ remoteAction: 'setVolume', volume })} />
      </div>
    </div>
  );
}

/** Sent when let go, not at every step on the way. */
function Volume({ now, onChange }: { readonly now: number; readonly onChange: (volume: number) => void }) {
  const { t } = useTexts('connection');
  const [volume, setVolume] = useState(now);
  return <VolumeSlider label={t('remoteAction.setVolume')} value={volume} onChange={setVolume} onChangeEnd={onChange} />;
}
