import { FileSearch, Mic, MicOff, Pause, PhoneOff, Play, Video, VideoOff } from 'lucide-react';
import type { Instant } from '#shared/instant.ts';
import { AdviserTiles } from '#client/features/calls/AdviserTiles.tsx';
import { Button } from '#client/ui/Button.tsx';
import { clockText } from '#client/ui/duration.ts';
import type { RemoteParticipant } from '#client/media/state.ts';
import { SideChat } from '#client/features/chat/SideChat.tsx';
import { HealingText } from '#client/features/connection/HealingText.tsx';
import { TickingStatus } from '#client/ui/TickingStatus.tsx';
import { UnnamedTiles } from '#client/features/calls/UnnamedTiles.tsx';
import { RemoteTile } from '#client/features/calls/RemoteTile.tsx';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';
import { needsDevices } from './devicesNeeded.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useMedia, useNow } from '#client/app/state/roleClient.ts';
import styles from './Expert.module.css';
import type { DeskProps } from './props.ts';
import { ConsultationBar } from './ConsultationBar.tsx';
import { CustomerConnection } from './CustomerConnection.tsx';
import { EndToAdviser } from './EndToAdviser.tsx';
import { TransferDialog } from './TransferDialog.tsx';

type ExpertCall = NonNullable<DeskProps['view']['call']>;

/** The customer, large; oneself and the adviser, small; the call's controls. */
export function CallPanel(props: DeskProps) {
  const { roleClient, view, act } = props;
  const { t } = useTexts('expert');
  const media = useMedia(roleClient);
  const now = useNow(roleClient);
  const { call } = view;
  if (call === null) {
    const text = view.wrapUp !== null ? 'call.wrapUpFirst' : view.chosen.status === 'available' ? 'call.ready' : 'call.none';
    return (
      <section className={styles['noCall']} aria-label={t('call.title')}>
        <p>{t(text)}</p>
        <div className={styles['preview']}>
          <VideoTile label={t('call.you')} video={media.localVideo} isMirrored testId="selfView" />
        </div>
        <p>{t(needsDevices(view.status.status) ? 'call.notSent' : view.wrapUp !== null ? 'call.closedInWrapUp' : 'call.closed')}</p>
      </section>
    );
  }
  const customer = media.remotes.find(({ role }) => role === 'terminal');
  const colleagueId = call.askedBy?.expertId ?? call.consultation?.expertId ?? null;
  const colleague = media.remotes.find(({ role, id }) => role === 'expert' && id === colleagueId);
  const isAlone = call.askedBy !== null && call.askedBy.stage !== 'joint';
  const overlay = overlayOf(call, now);
  return (
    <section className={styles['call']} data-testid="call" data-state={call.state} aria-label={t('call.title')}>
      <div className={styles['customer']}>
        {isAlone ? (
          <ColleagueTile name={call.askedBy?.displayName ?? ''} remote={colleague} />
        ) : (
          <RemoteTile
            label={t('call.customer', { number: call.visitNumber })}
            remote={customer}
            overlay={
              media.connection === 'healing' ? (
                <HealingText text={t('call.healing')} step={media.healingStep} />
              ) : overlay === null ? undefined : (
                <OverlayText t={t} overlay={overlay} />
              )
            }
            testId="customerTile"
          />
        )}
      </div>
      <div className={styles['small']}>
        <VideoTile
          label={t('call.you')}
          video={media.localVideo}
          isMirrored
          isMicrophoneMuted={media.isMicrophoneMuted}
          isCameraMuted={media.isCameraMuted}
          testId="selfView"
        />
        {!isAlone && colleague !== undefined && <ColleagueTile name={call.askedBy?.displayName ?? call.consultation?.displayName ?? ''} remote={colleague} />}
        <AdviserTiles advisers={call.advisers} remotes={media.remotes} labelOf={(name, role) => t(`call.${role}`, { name })} />
        <UnnamedTiles
          remotes={media.remotes}
          named={[
            ...(isAlone ? [] : [`terminal:${call.terminalId}`]),
            `expert:${colleagueId}`,
            ...call.advisers.map(({ role, adviserId }) => `${role}:${adviserId}`),
          ]}
        />
      </div>
      {/* Whatever else is said here comes below; it moves these up where it needs the height, and then they take no press for a moment. */}
      <Controls {...props} />
      {call.consultation !== null && <ConsultationBar {...props} callId={call.callId} consultation={call.consultation} />}
      {call.askedBy === null && call.advisers.some(({ role }) => role === 'adviser') && (
        <SideChat roleClient={roleClient} act={act} callId={call.callId} ownName={view.expert.displayName} />
      )}
      {call.askedBy === null && <CustomerConnection {...props} call={call} />}
    </section>
  );
}

function ColleagueTile({ name, remote }: { readonly name: string; readonly remote: RemoteParticipant | undefined }) {
  const { t } = useTexts('expert');
  return <RemoteTile label={t('call.colleague', { name })} remote={remote} testId="colleagueTile" />;
}

/** What to say over the customer's picture, the weightiest first; null when the picture may speak for itself. */
function overlayOf(call: ExpertCall, now: Instant) {
  if (call.terminalPresence.state === 'lost') return { text: 'call.customerLost', ms: call.terminalPresence.graceUntil - now, everyMs: 15_000 } as const;
  if (call.state === 'onHold' && call.heldAt !== null) return { text: 'call.onHold', ms: now - call.heldAt, everyMs: 60_000 } as const;
  return call.state === 'connecting' ? ({ text: 'call.connecting', ms: null } as const) : null;
}

type OverlayProps = { readonly t: ReturnType<typeof useTexts>['t']; readonly overlay: NonNullable<ReturnType<typeof overlayOf>> };

const OverlayText = ({ t, overlay }: OverlayProps) =>
  overlay.ms === null ? <span role="status">{t(overlay.text)}</span> : <TickingStatus {...overlay} text={(time) => t(overlay.text, { time })} />;

function Controls(props: DeskProps) {
  const {
    roleClient,
    view: { call },
    act,
  } = props;
  const { t } = useTexts('expert');
  const { isMicrophoneMuted, isCameraMuted } = useMedia(roleClient);
  const now = useNow(roleClient);
  if (call === null) return null;
  const { callId } = call;
  const isHeld = call.state === 'onHold';
  return (
    <div className={styles['controls']} role="group" aria-label={t('call.controls')}>
      <span aria-hidden>{call.startedAt !== null && clockText(now - call.startedAt)}</span>
      <Button
        kind={isMicrophoneMuted ? 'primary' : 'secondary'}
        icon={isMicrophoneMuted ? <MicOff aria-hidden /> : <Mic aria-hidden />}
        aria-pressed={isMicrophoneMuted}
        data-testid="mute-microphone"
        onPress={() => void roleClient.media.setMuted('microphone', !isMicrophoneMuted)}
      >
        {t('call.microphone')}
      </Button>
      <Button
        kind={isCameraMuted ? 'primary' : 'secondary'}
        icon={isCameraMuted ? <VideoOff aria-hidden /> : <Video aria-hidden />}
        aria-pressed={isCameraMuted}
        data-testid="mute-camera"
        onPress={() => void roleClient.media.setMuted('camera', !isCameraMuted)}
      >
        {t('call.camera')}
      </Button>
      <Button
        kind="secondary"
        icon={isHeld ? <Play aria-hidden /> : <Pause aria-hidden />}
        isDisabled={call.state === 'connecting'}
        onPress={() => void act(isHeld ? 'call:resume' : 'call:hold', { callId })}
      >
        {t(isHeld ? 'call.resume' : 'call.hold')}
      </Button>
      {call.askedBy === null && (
        <Button kind="secondary" icon={<FileSearch aria-hidden />} isDisabled={call.state === 'connecting'} onPress={() => void act('call:park', { callId })}>
          {t('call.park')}
        </Button>
      )}
      {call.askedBy === null && <TransferDialog {...props} callId={callId} />}
      {call.askedBy === null && <EndToAdviser act={act} callId={callId} />}
      <Button kind="danger" icon={<PhoneOff aria-hidden />} onPress={() => void act('call:end', { callId })}>
        {t(call.askedBy === null ? 'call.end' : 'call.leave')}
      </Button>
    </div>
  );
}
