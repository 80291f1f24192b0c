import { Mic, Video, Volume2, Wifi } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DeviceState } from '#shared/contract/deviceStates.ts';
import { useStore } from 'zustand';
import { useTexts } from '#client/app/i18n/index.ts';
import { useMedia, useSignalling } from '#client/app/state/roleClient.ts';
import { LevelMeter } from '#client/features/devices/LevelMeter.tsx';
import { Button } from '#client/ui/Button.tsx';
import { CheckRow, type CheckState } from './CheckRow.tsx';
import styles from './CheckRows.module.css';
import type { TerminalProps } from './props.ts';

type Props = Pick<TerminalProps, 'roleClient'> & {
  readonly isHeard: boolean;
  readonly onSelfTest: () => void;
  /** What plays the sound once more. */
  readonly children: ReactNode;
};

const stateOf = (device: DeviceState): CheckState => {
  if (device === 'ok') return 'good';
  return device === 'unknown' ? 'running' : 'bad';
};

/** Camera, microphone, loudspeaker and network, each in words. */
export function CheckRows({ roleClient, isHeard, onSelfTest, children }: Props) {
  const { t } = useTexts('terminal');
  const { cameraState, microphoneState, isSpeakerMissing, isSoundBlocked } = useMedia(roleClient);
  const signalling = useSignalling(roleClient);
  const isLate = useStore(roleClient.connection.store, ({ lateAnswers }) => lateAnswers > 0);
  const network = signalling === 'connected' ? (isLate ? 'slow' : 'good') : 'away';
  const microphone = microphoneState === 'ok' ? (isHeard ? 'heard' : 'speak') : microphoneState;
  const speaker = isSpeakerMissing ? 'missing' : isSoundBlocked ? 'blocked' : 'heard';
  return (
    <ul className={styles['rows']}>
      <CheckRow
        check="camera"
        exactly={cameraState}
        Icon={Video}
        name={t('check.name.camera')}
        state={stateOf(cameraState)}
        say={t(`check.camera.${cameraState}`)}
      />
      <CheckRow
        check="microphone"
        exactly={microphoneState}
        Icon={Mic}
        name={t('check.name.microphone')}
        state={microphoneState === 'ok' && !isHeard ? 'running' : stateOf(microphoneState)}
        say={t(`check.microphone.${microphone}`)}
      >
        <LevelMeter roleClient={roleClient} label={t('check.level')} />
      </CheckRow>
      <CheckRow
        check="speaker"
        exactly={speaker}
        Icon={Volume2}
        name={t('check.name.speaker')}
        state={speaker === 'missing' ? 'bad' : speaker === 'blocked' ? 'poor' : 'asked'}
        say={t(`check.speaker.${speaker}`)}
        action={children}
      />
      <CheckRow
        check="network"
        exactly={network}
        Icon={Wifi}
        name={t('check.name.network')}
        state={{ good: 'good', slow: 'poor', away: 'bad' }[network] as CheckState}
        say={t(`check.network.${network}`)}
        action={
          <Button kind="quiet" onPress={onSelfTest}>
            {t('check.selfTest')}
          </Button>
        }
      />
    </ul>
  );
}
