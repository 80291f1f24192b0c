import { useState } from 'react';
import { type CauseCode, type LeverName, causeOf } from '#shared/connection/findings.ts';
import { qualityLevels } from '#shared/connection/ladder.ts';
import { pathPolicies } from '#shared/connection/pathPolicy.ts';
import type { Lever } from '#shared/contract/levers.ts';
import type { DeviceChoice } from '#shared/contract/views/index.ts';
import { Button } from '#client/components/Button.tsx';
import { Choice } from '#client/components/Choice.tsx';
import { VolumeSlider } from '#client/components/VolumeSlider.tsx';
import { useTexts } from '#client/i18n/index.ts';
import styles from './Connection.module.css';

type Props = {
  readonly devices: readonly DeviceChoice[];
  /** What stands now, which decides what is suggested. */
  readonly causes: readonly CauseCode[];
  /** Levers that make no sense here, such as calling for one's own attention. */
  readonly without?: readonly LeverName[];
  readonly onPull: (lever: Lever) => void;
};

const presses = ['restartMedia', 'restartIce', 'unmute', 'testDevices', 'selfTest', 'attention', 'reload'] as const;
const isPress = (name: LeverName): name is (typeof presses)[number] => presses.some((one) => one === name);
const kinds = ['audioinput', 'videoinput', 'audiooutput'] as const;

/** Everything that can be done about a connection; what helps against what stands now comes first. */
export function LeverPanel({ devices, causes, without = [], onPull }: Props) {
  const { t } = useTexts('connection');
  const suggested = new Set(causes.flatMap((code) => causeOf(code).remedies).filter((name) => !without.includes(name)));
  const others = presses.filter((name) => !suggested.has(name) && !without.includes(name));
  const pressOf = (name: (typeof presses)[number], kind: 'primary' | 'secondary') => (
    <Button key={name} kind={kind} onPress={() => onPull({ lever: name })}>
      {t(`lever.${name}`)}
    </Button>
  );
  const first = [...suggested].filter(isPress);
  return (
    <div className={styles['levers']} data-testid="levers">
      {first.length > 0 && (
        <div className={styles['row']} role="group" aria-label={t('levers.suggested')}>
          <span className={styles['small']}>{t('levers.suggested')}</span>
          {first.map((name) => pressOf(name, 'primary'))}
        </div>
      )}
      <div className={styles['row']}>{others.map((name) => pressOf(name, 'secondary'))}</div>
      <div className={styles['choices']}>
        <Choice
          label={t('lever.setQuality')}
          value={null}
          placeholder="…"
          testId="setQuality"
          options={(['auto', ...qualityLevels] as const).map((id) => ({ id, text: t(`quality.${id}`) }))}
          onChange={(quality) => onPull({ lever: 'setQuality', quality })}
        />
        <Choice
          label={t('lever.setPath')}
          value={null}
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
              value={null}
              placeholder="…"
              testId={`choose-${kind}`}
              options={options.map(({ deviceId, label }) => ({ id: deviceId, text: label }))}
              onChange={(deviceId) => onPull({ lever: 'chooseDevice', kind, deviceId })}
            />
          );
        })}
        <Volume onChange={(volume) => onPull({ lever: 'setVolume', volume })} />
      </div>
    </div>
  );
}

/** Sent when let go, not at every step on the way. */
function Volume({ onChange }: { readonly onChange: (volume: number) => void }) {
  const { t } = useTexts('connection');
  const [volume, setVolume] = useState(1);
  return <VolumeSlider label={t('lever.setVolume')} value={volume} onChange={setVolume} onChangeEnd={onChange} />;
}
