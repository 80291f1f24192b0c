import { EarOff, LogOut, Mic, MicOff } from 'lucide-react';
import type { AdviserView } from '#shared/contract/views/index.ts';
import { AdviserTiles } from '#client/features/calls/AdviserTiles.tsx';
import { CallStage } from '#client/features/calls/CallStage.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { Control, ControlBar } from '#client/ui/ControlBar.tsx';
import { DeviceChooser } from '#client/features/devices/DeviceChooser.tsx';
import { DeviceNotices } from '#client/features/devices/DeviceNotices.tsx';
import { EncryptionNotices } from '#client/features/encryption/EncryptionNotices.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { SideChat } from '#client/features/chat/SideChat.tsx';
import { UnnamedTiles } from '#client/features/calls/UnnamedTiles.tsx';
import { RemoteTile } from '#client/features/calls/RemoteTile.tsx';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useMedia } from '#client/app/state/roleClient.ts';
import styles from './JoinedCall.module.css';
import type { DeskProps } from './props.ts';

type Props = DeskProps & { readonly joined: NonNullable<AdviserView['joined']> };

/** The call that the adviser is in. */
export function JoinedCall(props: Props) {
  const { roleClient, view, act, joined } = props;
  const { t, inLanguage } = useTexts('adviser');
  const { callId, microphone } = joined;
  const terminal = view.terminals.find(({ terminalId }) => terminalId === joined.terminalId);
  return (
    <Panel
      title={t('joined.title', { terminal: terminal ? inLanguage(terminal.names) : '' })}
      label={t('joined.title', { terminal: terminal ? inLanguage(terminal.names) : '' })}
      foot={<Controls {...props} />}
      data-testid="joined"
      data-microphone={microphone}
    >
      {terminal?.alerts.some(({ code, endedAt }) => code === 'acousticFeedback' && endedAt === null) === true && (
        <Notice kind="warning">{t('joined.acousticFeedback')}</Notice>
      )}
      <DeviceNotices roleClient={roleClient} />
      <EncryptionNotices roleClient={roleClient} />
      <div className={styles['call']}>
        <div className={styles['stage']}>
          <Stage {...props} />
        </div>
        <div className={styles['chat']}>
          <SideChat roleClient={roleClient} act={act} callId={callId} ownName={view.adviser.displayName} />
        </div>
      </div>
      <details>
        <summary>{t('joined.devices')}</summary>
        <DeviceChooser roleClient={roleClient} />
      </details>
    </Panel>
  );
}

/** Everybody in the call: those who talk large, oneself last and small. */
function Stage({ roleClient, view, joined }: Props) {
  const { t } = useTexts('adviser');
  const media = useMedia(roleClient);
  const terminal = view.terminals.find(({ terminalId }) => terminalId === joined.terminalId);
  const customer = media.remotes.find(({ role }) => role === 'terminal');
  const expert = media.remotes.find(({ role, id }) => role === 'expert' && id === joined.expertId);
  const colleague = media.remotes.find(({ role, id }) => role === 'expert' && id === joined.colleague?.expertId);
  const others = terminal?.call?.advisers.filter(({ adviserId }) => adviserId !== view.adviser.id) ?? [];
  const faces = (
    <>
      <RemoteTile label={t('joined.customer')} remote={customer} testId="customerTile" />
      <RemoteTile label={t('joined.expert', { name: joined.expertName })} remote={expert} testId="expertTile" />
      {joined.colleague !== null && <RemoteTile label={t('joined.expert', { name: joined.colleague.displayName })} remote={colleague} testId="colleagueTile" />}
    </>
  );
  const small = (
    <>
      <AdviserTiles advisers={others} remotes={media.remotes} labelOf={(name, role) => t(`joined.others.${role}`, { name })} />
      <UnnamedTiles
        remotes={media.remotes}
        named={[
          `terminal:${joined.terminalId}`,
          `expert:${joined.expertId}`,
          `expert:${joined.colleague?.expertId}`,
          ...others.map(({ role, adviserId }) => `${role}:${adviserId}`),
        ]}
      />
      <VideoTile label={t('joined.you')} video={media.localVideo} isMirrored isMicrophoneMuted={joined.microphone === 'muted'} testId="selfView" />
    </>
  );
  return <CallStage label={t('joined.stage')} faces={faces} small={small} isDesk />;
}

function Controls({ act, joined: { callId, microphone } }: Props) {
  const { t } = useTexts('adviser');
  const isMuted = microphone === 'muted';
  return (
    <ControlBar label={t('joined.controls')} isDesk>
      <Control
        icon={isMuted ? <MicOff aria-hidden /> : <Mic aria-hidden />}
        isOn={!isMuted}
        onPress={() => void act('call:join', { callId, microphone: isMuted ? 'open' : 'muted' })}
      >
        {t(isMuted ? 'joined.soundOff' : 'joined.soundOn')}
      </Control>
      <Control icon={<EarOff aria-hidden />} onPress={() => void act('call:join', { callId, microphone: 'connectionOnly' })}>
        {t('joined.connectionOnly')}
      </Control>
      <Control icon={<LogOut aria-hidden />} kind="end" onPress={() => void act('call:leaveAsThirdParty', { callId })}>
        {t('joined.leave')}
      </Control>
    </ControlBar>
  );
}
