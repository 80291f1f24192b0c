import { FileSearch, Forward, Mic, MicOff, Pause, Play, UserRoundPlus, Video, VideoOff } from 'lucide-react';
import { clockText } from '#client/ui/duration.ts';
import { Control, ControlBar } from '#client/ui/ControlBar.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useMedia, useNow } from '#client/app/state/roleClient.ts';
import styles from './CallControls.module.css';
import { EndCall } from './EndCall.tsx';
import type { CallProps } from './props.ts';
import { TransferDialog } from './TransferDialog.tsx';

/** What one does in a call; the state stands in words on what can be switched. */
export function CallControls(props: CallProps) {
  const { roleClient, act, call } = props;
  const { t } = useTexts('expert');
  const { isMicrophoneMuted, isCameraMuted } = useMedia(roleClient);
  const now = useNow(roleClient);
  const { callId, askedBy, consultation, startedAt } = call;
  const isHeld = call.state === 'onHold';
  const isConnecting = call.state === 'connecting';
  return (
    <div className={styles['bar']}>
      {startedAt !== null && (
        <span className={styles['time']} aria-hidden>
          {clockText(now - startedAt)}
        </span>
      )}
      <ControlBar label={t('call.controls')} isDesk>
        <Control
          icon={isMicrophoneMuted ? <MicOff aria-hidden /> : <Mic aria-hidden />}
          isOn={!isMicrophoneMuted}
          data-testid="mute-microphone"
          onPress={() => void roleClient.media.setMuted('microphone', !isMicrophoneMuted)}
        >
          {t(isMicrophoneMuted ? 'call.microphoneOff' : 'call.microphoneOn')}
        </Control>
        <Control
          icon={isCameraMuted ? <VideoOff aria-hidden /> : <Video aria-hidden />}
          isOn={!isCameraMuted}
          data-testid="mute-camera"
          onPress={() => void roleClient.media.setMuted('camera', !isCameraMuted)}
        >
          {t(isCameraMuted ? 'call.cameraOff' : 'call.cameraOn')}
        </Control>
        <Control
          icon={isHeld ? <Play aria-hidden /> : <Pause aria-hidden />}
          isDisabled={isConnecting}
          onPress={() => void act(isHeld ? 'call:resume' : 'call:hold', { callId })}
        >
          {t(isHeld ? 'call.resume' : 'call.hold')}
        </Control>
        {askedBy === null && (
          <>
            <Control icon={<FileSearch aria-hidden />} isDisabled={isConnecting} onPress={() => void act('call:park', { callId })}>
              {t('call.park')}
            </Control>
            {consultation === null && (
              <TransferDialog {...props} how="ask" trigger={<Control icon={<UserRoundPlus aria-hidden />}>{t('call.askColleague')}</Control>} />
            )}
            <TransferDialog {...props} how="transfer" trigger={<Control icon={<Forward aria-hidden className="turning" />}>{t('transfer.title')}</Control>} />
          </>
        )}
      </ControlBar>
      <EndCall act={act} call={call} />
    </div>
  );
}
