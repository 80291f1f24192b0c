import { Mic, MicOff, PhoneOff, Video, VideoOff } from 'lucide-react';
import { useTexts } from '#client/app/i18n/index.ts';
import { type AnyRoleClient, openRoleClient, useIsInCall, useMedia, useView } from '#client/app/state/roleClient.ts';
import { tellFault } from '#client/app/state/faults.ts';
import { Boundary } from '#client/ui/Boundary.tsx';
import { Button } from '#client/ui/Button.tsx';
import { requestsOf } from '#client/app/shell/useRequest.ts';
import { SoundOf } from '#client/app/shell/Sound.tsx';
import styles from '#client/ui/PartFault.module.css';
import { RemoteTile } from '#client/features/calls/RemoteTile.tsx';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';

/** The call while its own screen cannot be drawn: picture and sound go on, and one sees and closes what one sends. Nothing without a call. */
export function CallGoesOn() {
  const roleClient = openRoleClient();
  const isInCall = useIsInCall(roleClient);
  return roleClient !== null && isInCall ? <Call roleClient={roleClient} /> : null;
}

function Call({ roleClient }: { readonly roleClient: AnyRoleClient }) {
  const { t } = useTexts('builtIn');
  const { remotes, localAudio, localVideo, isMicrophoneMuted, isCameraMuted } = useMedia(roleClient);
  useView(roleClient);
  const leave = wayOut(roleClient);
  const isStaying = roleClient.role === 'adviser' || roleClient.role === 'supervisor';
  return (
    <SoundOf roleClient={roleClient}>
      <div className={styles['call']} data-testid="callGoesOn">
        <p>{t('call.goesOn')}</p>
        <div className={styles['tiles']}>
          {remotes.map((remote) => (
            <Boundary key={`${remote.role} ${remote.id}`} fallback={() => <SoundAlone track={remote.audio?.track ?? null} />}>
              <RemoteTile label={t(`call.role.${remote.role}`)} remote={remote} />
            </Boundary>
          ))}
          {localVideo !== null && (
            <Boundary fallback={() => null}>
              <VideoTile label={t('call.you')} video={localVideo} isMirrored isMicrophoneMuted={isMicrophoneMuted} isCameraMuted={isCameraMuted} />
            </Boundary>
          )}
        </div>
        <p>
          {localAudio !== null && t(isMicrophoneMuted ? 'call.microphoneClosed' : 'call.microphoneOpen')}{' '}
          {localVideo !== null && t(isCameraMuted ? 'call.cameraClosed' : 'call.cameraOpen')}
        </p>
        <div className={styles['actions']}>
          {localAudio !== null && (
            <Button
              kind="secondary"
              size="large"
              icon={isMicrophoneMuted ? <Mic aria-hidden /> : <MicOff aria-hidden />}
              onPress={() => void roleClient.media.setMuted('microphone', !isMicrophoneMuted).catch(tellFault)}
            >
              {t(isMicrophoneMuted ? 'call.openMicrophone' : 'call.closeMicrophone')}
            </Button>
          )}
          {localVideo !== null && (
            <Button
              kind="secondary"
              size="large"
              icon={isCameraMuted ? <Video aria-hidden /> : <VideoOff aria-hidden />}
              onPress={() => void roleClient.media.setMuted('camera', !isCameraMuted).catch(tellFault)}
            >
              {t(isCameraMuted ? 'call.openCamera' : 'call.closeCamera')}
            </Button>
          )}
          {leave !== null && (
            <Button kind="danger" size="large" icon={<PhoneOff aria-hidden />} onPress={() => void leave()}>
              {t(isStaying ? 'call.leave' : 'call.end')}
            </Button>
          )}
        </div>
      </div>
    </SoundOf>
  );
}

/** Where not even a tile can be drawn. */
const SoundAlone = ({ track }: { readonly track: MediaStreamTrack | null }) => (
  <audio
    autoPlay
    ref={(element) => {
      if (element !== null && track !== null) element.srcObject = new MediaStream([track]);
    }}
  />
);

/** How this person ends or leaves the call; null when there is no call. */
function wayOut(roleClient: AnyRoleClient): (() => Promise<unknown>) | null {
  switch (roleClient.role) {
    case 'terminal': {
      const call = roleClient.store.getState().view?.call ?? null;
      return call === null ? null : () => requestsOf(roleClient)('call:leave', { callId: call.callId });
    }
    case 'expert': {
      const call = roleClient.store.getState().view?.call ?? null;
      return call === null ? null : () => requestsOf(roleClient)('call:end', { callId: call.callId });
    }
    case 'adviser': {
      const joined = roleClient.store.getState().view?.joined ?? null;
      return joined === null ? null : () => requestsOf(roleClient)('call:leaveAsThirdParty', { callId: joined.callId });
    }
    case 'supervisor': {
      const listening = roleClient.store.getState().view?.listening ?? null;
      return listening === null ? null : () => requestsOf(roleClient)('call:stopListening', { callId: listening.callId });
    }
    case 'administrator':
      return null;
  }
}
