import { Mic, MicOff, PhoneOff, Video, VideoOff, Volume2 } from 'lucide-react';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { AdviserTiles } from '#client/features/calls/AdviserTiles.tsx';
import { Button } from '#client/ui/Button.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useChatMessages } from '#client/features/chat/useChatMessages.ts';
import { HealingText } from '#client/features/connection/HealingText.tsx';
import { TickingStatus } from '#client/ui/TickingStatus.tsx';
import { UnnamedTiles } from '#client/features/calls/UnnamedTiles.tsx';
import { RemoteTile } from '#client/features/calls/RemoteTile.tsx';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';
import { VolumeSlider } from '#client/features/devices/VolumeSlider.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useMedia, useNow } from '#client/app/state/roleClient.ts';
import { useRequest } from '#client/app/shell/useRequest.ts';
import { ServiceRequestList } from './ServiceRequestList.tsx';
import { CallConsent } from './CallConsent.tsx';
import { ConnectionTrouble } from './ConnectionTrouble.tsx';
import { DeviceTrouble } from './DeviceTrouble.tsx';
import type { TerminalProps } from './props.ts';
import { useHoldMusic } from './useHoldMusic.ts';
import styles from './Terminal.module.css';

/** Who listens to the page hears each minute how long it has been. */
const saidEveryMs = 60_000;

type Talking = Extract<TerminalCall, { expertName: string }>;

/** The call: the expert large, oneself small, few and large controls. */
export function CallScreen({ roleClient, view, catalogue, call }: TerminalProps & { readonly call: TerminalCall }) {
  const { t } = useTexts('terminal');
  const { agencyShortName } = useCatalogueTexts(catalogue);
  const media = useMedia(roleClient);
  const now = useNow(roleClient);
  const said = useChatMessages(roleClient, call.callId).messages.at(-1);
  useHoldMusic(call.state === 'onHold', roleClient.media.store);
  if (!('expertName' in call)) return null;
  const expert = media.remotes.find(({ role, id }) => role === 'expert' && id === call.expertId);
  const colleague = media.remotes.find(({ role, id }) => role === 'expert' && id === call.colleague?.expertId);
  const overlay = overlayText(call, media.connection === 'healing');
  return (
    <section className={styles['call']} data-state={call.state}>
      <h1 className="visually-hidden">{t('call.title')}</h1>
      <div className={styles['expert']}>
        <RemoteTile
          label={`${call.expertName}, ${agencyShortName(call.agencyId)}`}
          remote={expert}
          overlay={
            overlay === null ? undefined : overlay === 'healing' ? (
              <HealingText text={t('call.healing')} step={media.healingStep} />
            ) : overlay === 'onHold' && call.state === 'onHold' ? (
              <TickingStatus ms={now - call.heldAt} everyMs={saidEveryMs} text={(time) => t('call.onHold', { time })} />
            ) : (
              <span role="status">{t(`call.${overlay}`)}</span>
            )
          }
          testId="expertTile"
        />
      </div>
      <div className={styles['side']}>
        {call.colleague !== null && (
          <RemoteTile label={`${call.colleague.displayName}, ${agencyShortName(call.colleague.agencyId)}`} remote={colleague} testId="colleagueTile" />
        )}
        <VideoTile
          label={t('check.you')}
          video={media.localVideo}
          isMirrored
          isMicrophoneMuted={media.isMicrophoneMuted}
          isCameraMuted={media.isCameraMuted}
          testId="selfView"
        />
        {said !== undefined && <Notice>{t('call.said', { name: said.byName, text: said.text })}</Notice>}
        <AdviserTiles advisers={call.advisers} remotes={media.remotes} labelOf={(name, role) => t(`call.${role}`, { name })} />
        <UnnamedTiles
          remotes={media.remotes}
          named={[`expert:${call.expertId}`, `expert:${call.colleague?.expertId}`, ...call.advisers.map(({ role, adviserId }) => `${role}:${adviserId}`)]}
        />
        {view.serviceRequests.length > 1 && <ServiceRequestList roleClient={roleClient} view={view} catalogue={catalogue} isCompact />}
      </div>
      <div className={styles['troubles']}>
        <DeviceTrouble roleClient={roleClient} />
        <ConnectionTrouble roleClient={roleClient} view={view} catalogue={catalogue} />
      </div>
      <CallConsent roleClient={roleClient} catalogue={catalogue} call={call} />
      <CallControls roleClient={roleClient} callId={call.callId} />
    </section>
  );
}

/** What to say over the expert's picture, the weightiest first. */
function overlayText(call: Talking, isHealing: boolean): 'healing' | 'expertLost' | 'consulting' | 'onHold' | 'connecting' | null {
  if (isHealing) return 'healing';
  if (call.expertPresence.state === 'lost') return 'expertLost';
  if (call.state === 'onHold') return call.isConsulting ? 'consulting' : 'onHold';
  return call.state === 'connecting' ? 'connecting' : null;
}

function CallControls({ roleClient, callId }: { readonly roleClient: TerminalProps['roleClient']; readonly callId: TerminalCall['callId'] }) {
  const { t } = useTexts('terminal');
  const { isMicrophoneMuted, isCameraMuted, volume } = useMedia(roleClient);
  const act = useRequest(roleClient);
  return (
    <div className={styles['controls']} role="group" aria-label={t('call.controls')}>
      <Button
        kind={isMicrophoneMuted ? 'primary' : 'secondary'}
        size="large"
        icon={isMicrophoneMuted ? <MicOff aria-hidden /> : <Mic aria-hidden />}
        aria-pressed={isMicrophoneMuted}
        data-testid="mute-microphone"
        onPress={() => void roleClient.media.setMuted('microphone', !isMicrophoneMuted)}
      >
        {t(isMicrophoneMuted ? 'call.microphoneOn' : 'call.microphoneOff')}
      </Button>
      <Button
        kind={isCameraMuted ? 'primary' : 'secondary'}
        size="large"
        icon={isCameraMuted ? <VideoOff aria-hidden /> : <Video aria-hidden />}
        aria-pressed={isCameraMuted}
        data-testid="mute-camera"
        onPress={() => void roleClient.media.setMuted('camera', !isCameraMuted)}
      >
        {t(isCameraMuted ? 'call.cameraOn' : 'call.cameraOff')}
      </Button>
      <VolumeSlider
        label={
          <>
            <Volume2 aria-hidden /> {t('call.volume')}
          </>
        }
        value={volume}
        onChange={roleClient.media.setVisitVolume}
      />
      <ConfirmDialog
        trigger={
          <Button kind="danger" size="large" icon={<PhoneOff aria-hidden />}>
            {t('call.end')}
          </Button>
        }
        title={t('call.endTitle')}
        text={t('call.endText')}
        confirm={t('call.end')}
        cancel={t('call.goOn')}
        size="large"
        onConfirm={() => void act('call:leave', { callId })}
      />
    </div>
  );
}
