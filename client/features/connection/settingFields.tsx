import { useState } from 'react';
import type { RemoteAction } from '#shared/contract/remoteActions.ts';
import type { DeviceChoice, MediaSettings } from '#shared/contract/views/index.ts';
import { Choice } from '#client/ui/Choice.tsx';
import { VolumeSlider } from '#client/features/devices/VolumeSlider.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './settingFields.module.css';

type DeviceProps = {
  readonly kind: DeviceChoice['kind'];
  readonly devices: readonly DeviceChoice[];
  readonly settings: MediaSettings | null;
  readonly onPull: (remoteAction: RemoteAction) => void;
};

/** Chooses the device of a kind. It shows nothing where there is no device to choose. */
export function DeviceSetting({ kind, devices, settings, onPull }: DeviceProps) {
  const { t } = useTexts('connection');
  const options = devices.filter((one) => one.kind === kind);
  if (options.length === 0) return null;
  return (
    <Choice
      label={t(`remoteAction.chooseDevice.${kind}`)}
      value={settings?.[kind] ?? null}
      placeholder="…"
      testId={`choose-${kind}`}
      options={options.map(({ deviceId, label }) => ({ id: deviceId, text: label }))}
      onChange={(deviceId) => onPull({ remoteAction: 'chooseDevice', kind, deviceId })}
    />
  );
}

/** Sent when let go, not at every step on the way. */
export function VolumeSetting({ now, onChange }: { readonly now: number; readonly onChange: (volume: number) => void }) {
  const { t } = useTexts('connection');
  const [volume, setVolume] = useState(now);
  const label = (
    <>
      {t('remoteAction.setVolume')} <b className={styles['percent']}>{Math.round(volume * 100)} %</b>
    </>
  );
  return (
    <div className={styles['volume']}>
      <VolumeSlider label={label} value={volume} onChange={setVolume} onChangeEnd={onChange} />
    </div>
  );
}
