import { ListChecks, Mic, MicOff, PhoneOff, Video, VideoOff } from 'lucide-react';
import { useRequest } from '#client/app/shell/useRequest.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useMedia } from '#client/app/state/roleClient.ts';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { Control, ControlBar } from '#client/ui/ControlBar.tsx';
import styles from './CallControls.module.css';
import { MattersDialog } from './MattersDialog.tsx';
import type { TerminalProps } from './props.ts';
import { VolumeControl } from './VolumeControl.tsx';

/** The five things that a customer does in a call; whatever else there is stands behind the matters. */
export function CallControls(props: TerminalProps & { readonly callId: NonNullable<TerminalProps['view']['call']>['callId'] }) {
  const { roleClient, callId } = props;
  const { t } = useTexts('terminal');
  const { isMicrophoneMuted, isCameraMuted, volume } = useMedia(roleClient);
  const act = useRequest(roleClient);
  return (
    <div className={styles['controls']}>
      <ControlBar label={t('call.controls')}>
        <Control
          icon={isMicrophoneMuted ? <MicOff aria-hidden /> : <Mic aria-hidden />}
          isOn={!isMicrophoneMuted}
          data-testid="mute-microphone"
          onPress={() => void roleClient.media.setMuted('microphone', !isMicrophoneMuted)}
        >
          {t('call.microphone')} <small>{t(isMicrophoneMuted ? 'call.isOff' : 'call.isOn')}</small>
        </Control>
        <Control
          icon={isCameraMuted ? <VideoOff aria-hidden /> : <Video aria-hidden />}
          isOn={!isCameraMuted}
          data-testid="mute-camera"
          onPress={() => void roleClient.media.setMuted('camera', !isCameraMuted)}
        >
          {t('call.camera')} <small>{t(isCameraMuted ? 'call.isOff' : 'call.isOn')}</small>
        </Control>
        <VolumeControl value={volume} onChange={roleClient.media.setVisitVolume} />
        <MattersDialog
          {...props}
          isInCall
          trigger={
            <Control icon={<ListChecks aria-hidden />} data-testid="openMatters">
              {t('serviceRequests.open')}
            </Control>
          }
        />
        <ConfirmDialog
          trigger={
            <Control icon={<PhoneOff aria-hidden />} kind="end">
              {t('call.end')}
            </Control>
          }
          title={t('call.endTitle')}
          text={t('call.endText')}
          confirm={t('call.end')}
          cancel={t('call.goOn')}
          size="large"
          isAside
          onConfirm={() => void act('call:leave', { callId })}
        />
      </ControlBar>
    </div>
  );
}
