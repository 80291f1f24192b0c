import { MessageCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import type { AgencyId } from '#shared/ids.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { AdviserTiles } from '#client/features/calls/AdviserTiles.tsx';
import { CallNotice } from '#client/features/calls/CallNotice.tsx';
import { CallStage } from '#client/features/calls/CallStage.tsx';
import { useChatMessages } from '#client/features/chat/useChatMessages.ts';
import { CustomerForm } from '#client/features/forms/lazyForms.ts';
import { EncryptionNotices } from '#client/features/encryption/EncryptionNotices.tsx';
import { HealingText } from '#client/features/connection/HealingText.tsx';
import { TickingStatus } from '#client/ui/TickingStatus.tsx';
import { UnnamedTiles } from '#client/features/calls/UnnamedTiles.tsx';
import { RemoteTile } from '#client/features/calls/RemoteTile.tsx';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useMedia, useNow } from '#client/app/state/roleClient.ts';
import { CallConsent } from './CallConsent.tsx';
import { CallControls } from './CallControls.tsx';
import { ConnectionTrouble } from './ConnectionTrouble.tsx';
import { DeviceTrouble } from './DeviceTrouble.tsx';
import { InFoot } from './InFoot.tsx';
import type { TerminalProps } from './props.ts';
import { useHoldMusic } from './useHoldMusic.ts';
import styles from './CallScreen.module.css';

/** Who listens to the page hears each minute how long it has been. */
const saidEveryMs = 60_000;

type Talking = Extract<TerminalCall, { expertName: string }>;

/** The call: the expert large and high, whoever else is there small, few and large controls. */
export function CallScreen(props: TerminalProps & { readonly call: TerminalCall }) {
  const { roleClient, catalogue, call } = props;
  const { t } = useTexts('terminal');
  useHoldMusic(call.state === 'onHold', roleClient.media.store);
  if (!('expertName' in call)) return null;
  return (
    <div className={styles['call']} data-state={call.state} data-form={call.form === null ? undefined : 'open'}>
      <h1 className="visually-hidden">{t('call.title')}</h1>
      <CallStage
        label={t('call.title')}
        faces={<Experts {...props} call={call} />}
        small={<Others {...props} call={call} />}
        top={
          <>
            <Said roleClient={roleClient} callId={call.callId} />
            <DeviceTrouble roleClient={roleClient} />
            <ConnectionTrouble {...props} />
            <EncryptionNotices roleClient={roleClient} />
          </>
        }
      />
      {call.form !== null && (
        <CustomerForm key={call.form.documentId} roleClient={roleClient} callId={call.callId} form={call.form} expertName={call.expertName} />
      )}
      <CallConsent roleClient={roleClient} catalogue={catalogue} call={call} />
      <InFoot>
        <CallControls {...props} callId={call.callId} />
      </InFoot>
    </div>
  );
}

type PartProps = TerminalProps & { readonly call: Talking };

/** The expert, and a second one whom the expert has brought in. */
function Experts({ roleClient, catalogue, call }: PartProps) {
  const { agencyShortName, ownWord } = useCatalogueTexts(catalogue);
  const actor = (id: AgencyId): string => [agencyShortName(id), ownWord(id, 'expert') ?? []].flat().join(', ');
  const { remotes } = useMedia(roleClient);
  const veil = useVeil(roleClient, call);
  const expertOf = (expertId: string | undefined) => remotes.find(({ role, id }) => role === 'expert' && id === expertId);
  const { colleague } = call;
  return (
    <>
      <RemoteTile label={call.expertName} sub={actor(call.agencyId)} remote={expertOf(call.expertId)} overlay={veil} testId="expertTile" />
      {colleague !== null && (
        <RemoteTile label={colleague.displayName} sub={actor(colleague.agencyId)} remote={expertOf(colleague.expertId)} testId="colleagueTile" />
      )}
    </>
  );
}

/** Adviser and supervisor, whoever else is heard or seen, and oneself. */
function Others({ roleClient, call }: PartProps) {
  const { t } = useTexts('terminal');
  const media = useMedia(roleClient);
  return (
    <>
      <AdviserTiles advisers={call.advisers} remotes={media.remotes} labelOf={(name, role) => t(`call.${role}`, { name })} />
      <UnnamedTiles
        remotes={media.remotes}
        named={[`expert:${call.expertId}`, `expert:${call.colleague?.expertId}`, ...call.advisers.map(({ role, adviserId }) => `${role}:${adviserId}`)]}
      />
      <VideoTile
        label={t('check.you')}
        video={media.localVideo}
        isMirrored
        isMicrophoneMuted={media.isMicrophoneMuted}
        isCameraMuted={media.isCameraMuted}
        testId="selfView"
      />
    </>
  );
}

/** The last line of text that was written to the customer. */
function Said({ roleClient, callId }: Pick<TerminalProps, 'roleClient'> & { readonly callId: string }) {
  const { t } = useTexts('terminal');
  const said = useChatMessages(roleClient, callId).messages.at(-1);
  if (said === undefined) return null;
  return (
    <CallNotice kind="ring" icon={<MessageCircle aria-hidden />}>
      {t('call.said', { name: said.byName, text: said.text })}
    </CallNotice>
  );
}

/** What is said over the expert's picture, the weightiest first; the last picture stays behind it. */
function useVeil(roleClient: TerminalProps['roleClient'], call: Talking): ReactNode {
  const { t } = useTexts('terminal');
  const { connection, healingStep } = useMedia(roleClient);
  const now = useNow(roleClient);
  if (connection === 'healing') return <HealingText text={t('call.healing')} step={healingStep} />;
  if (call.expertPresence.state === 'lost') return <span role="status">{t('call.expertLost')}</span>;
  if (call.state === 'onHold') {
    const key = call.isConsulting ? 'call.consulting' : 'call.onHold';
    return <TickingStatus ms={now - call.heldAt} everyMs={saidEveryMs} text={(time) => t(key, { time })} />;
  }
  return call.state === 'connecting' ? <span role="status">{t('call.connecting')}</span> : undefined;
}
