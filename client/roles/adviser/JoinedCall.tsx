import { LogOut, Mic, MicOff } from 'lucide-react';
import type { AdviserView } from '#shared/contract/views/index.ts';
import { AdviserTiles } from '#client/features/calls/AdviserTiles.tsx';
import { Button } from '#client/ui/Button.tsx';
import { DeviceChooser } from '#client/features/devices/DeviceChooser.tsx';
import { DeviceNotices } from '#client/features/devices/DeviceNotices.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { SideChat } from '#client/features/chat/SideChat.tsx';
import { UnnamedTiles } from '#client/features/calls/UnnamedTiles.tsx';
import { RemoteTile } from '#client/features/calls/RemoteTile.tsx';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useMedia } from '#client/app/state/roleClient.ts';
import styles from './Adviser.module.css';
import type { DeskProps } from './props.ts';

/** The call that the adviser is in. */
export function JoinedCall({ roleClient, view, act, joined }: DeskProps & { readonly joined: NonNullable<AdviserView['joined']> }) {
  const { t, inLanguage } = useTexts('adviser');
  const media = useMedia(roleClient);
  const { callId, microphone } = joined;
  const isMuted = microphone === 'muted';
  const terminal = view.terminals.find(({ terminalId }) => terminalId === joined.terminalId);
  const customer = media.remotes.find(({ role }) => role === 'terminal');
  const expert = media.remotes.find(({ role, id }) => role === 'expert' && id === joined.expertId);
  const colleague = media.remotes.find(({ role, id }) => role === 'expert' && id === joined.colleague?.expertId);
  const others = terminal?.call?.advisers.filter(({ adviserId }) => adviserId !== view.adviser.id) ?? [];
  return (
    <section className={styles['joined']} data-testid="joined" data-microphone={microphone} aria-labelledby="joined-title">
      <h2 id="joined-title">{t('joined.title', { terminal: terminal ? inLanguage(terminal.names) : '' })}</h2>
      {terminal?.alerts.some(({ code, endedAt }) => code === 'acousticFeedback' && endedAt === null) === true && (
        <Notice kind="warning">{t('joined.acousticFeedback')}</Notice>
      )}
      <DeviceNotices roleClient={roleClient} />
      <div className={styles['tiles']}>
        <RemoteTile label={t('joined.customer')} remote={customer} testId="customerTile" />
        <RemoteTile label={t('joined.expert', { name: joined.expertName })} remote={expert} testId="expertTile" />
        {joined.colleague !== null && (
          <RemoteTile label={t('joined.expert', { name: joined.colleague.displayName })} remote={colleague} testId="colleagueTile" />
        )}
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
        <VideoTile label={t('joined.you')} video={media.localVideo} isMirrored isMicrophoneMuted={isMuted} testId="selfView" />
      </div>
      <div className={styles['actions']}>
        <Button
          kind={isMuted ? 'primary' : 'secondary'}
          icon={isMuted ? <MicOff aria-hidden /> : <Mic aria-hidden />}
          aria-pressed={isMuted}
          onPress={() => void act('call:join', { callId, microphone: isMuted ? 'open' : 'muted' })}
        >
          {t(isMuted ? 'joined.unmute' : 'joined.mute')}
        </Button>
        <Button kind="secondary" onPress={() => void act('call:join', { callId, microphone: 'connectionOnly' })}>
          {t('joined.connectionOnly')}
        </Button>
        <Button kind="danger" icon={<LogOut aria-hidden />} onPress={() => void act('call:leaveAsThirdParty', { callId })}>
          {t('joined.leave')}
        </Button>
      </div>
      <SideChat roleClient={roleClient} act={act} callId={callId} ownName={view.adviser.displayName} />
      <details>
        <summary>{t('joined.devices')}</summary>
        <DeviceChooser roleClient={roleClient} />
      </details>
    </section>
  );
}
