import { useState } from 'react';
import type { AlertCode, LeverName } from '#shared/connection/findings.ts';
import { qualityLevels } from '#shared/connection/ladder.ts';
import { pathPolicies } from '#shared/connection/pathPolicy.ts';
import type { Lever } from '#shared/contract/levers.ts';
import type { DeviceChoice, MediaSettings } from '#shared/contract/views/index.ts';
import { Button } from '#client/components/Button.tsx';
import { Choice } from '#client/components/Choice.tsx';
import { VolumeSlider } from '#client/components/VolumeSlider.tsx';
import { useTexts } from '#client/i18n/index.ts';
import { ByHand } from './ByHand.tsx';
import styles from './Connection.module.css';
import { leverText } from './leverText.ts';
import { presses, suggestedLevers } from './suggestions.ts';

type Props = {
  readonly devices: readonly DeviceChoice[];
  /** What stands now, which decides what is suggested. */
  readonly causes: readonly AlertCode[];
  /** How things are set now; null where that is not known. */
  readonly settings: MediaSettings | null;
  /** Levers that make no sense here, such as calling for one's own attention. */
  readonly without?: readonly LeverName[];
  readonly onPull: (lever: Lever) => void;
};

const kinds = ['audioinput', 'videoinput', 'audiooutput'] as const;

/** Everything that can be done about a connection, as it is set now; what helps against what stands comes first. */
export function LeverPanel({ devices, causes, settings, without = [], onPull }: Props) {
  const { t } = useTexts('connection');
  const suggested = suggestedLevers(causes, { devices, settings }, without);
  const others = presses.filter((name) => !suggested.some(({ lever }) => lever === name) && !without.includes(name));
  const textOf = (lever: Lever): string => {
    const device = lever.lever === 'chooseDevice' ? devices.find(({ deviceId }) => deviceId === lever.deviceId) : undefined;
    return device === undefined ? leverText(t, lever) : `${leverText(t, lever)}: ${device.label}`;
  };
  return (
    <div className={styles['levers']} data-testid="levers">
      <ByHand settings={settings} />
      {suggested.length > 0 && (
        <div className={styles['row']} role="group" aria-label={t('levers.suggested')} data-testid="suggested">
          <span className={styles['small']}>{t('levers.suggested')}</span>
          {suggested.map((lever) => (
            <Button key={JSON.stringify(lever)} kind="primary" onPress={() => onPull(lever)}>
              {textOf(lever)}
            </Button>
          ))}
        </div>
      )}
      <div className={styles['row']}>
        {others.map((name) => (
          <Button key={name} kind="secondary" onPress={() => onPull({ lever: name })}>
            {t(`lever.${name}`)}
          </Button>
        ))}
      </div>
      <div className={styles['choices']}>
        <Choice
          label={t('lever.setQuality')}
          value={settings?.quality ?? null}
          placeholder="…"
          testId="setQuality"
          options={(['auto', ...qualityLevels] as const).map((id) => ({ id, text: t(`quality.${id}`) }))}
          onChange={(quality) => onPull({ lever: 'setQuality', quality })}
        />
        <Choice
          label={t('lever.setPath')}
          value={settings?.pathPolicy ?? null}
          placeholder="…"
          testId="setPath"
          options={pathPolicies.map((id) => ({ id, text: t(`policy.${id}`) }))}
          onChange={(policy) => onPull({ lever: 'setPath', policy })}
        />
        {kinds.map((kind) => {
          const options = devices.filter((one) => one.kind === kind);
          if (options.length === 0) return null;
          return (
            <Choice
              key={kind}
              label={t(`lever.chooseDevice.${kind}`)}
              value={settings?.[kind] ?? null}
              placeholder="…"
              testId={`choose-${kind}`}
              options={options.map(({ deviceId, label }) => ({ id: deviceId, text: label }))}
              onChange={(deviceId) => onPull({ lever: 'chooseDevice', kind, deviceId })}
            />
          );
        })}
        <Volume key={settings?.volume} now={settings?.volume ?? 1} onChange={(volume) => onPull({ lever: 'setVolume', volume })} />
      </div>
    </div>
  );
}

/** Sent when let go, not at every step on the way. */
function Volume({ now, onChange }: { readonly now: number; readonly onChange: (volume: number) => void }) {
  const { t } = useTexts('connection');
  const [volume, setVolume] = useState(now);
  return <VolumeSlider label={t('lever.setVolume')} value={volume} onChange={setVolume} onChangeEnd={onChange} />;
}
