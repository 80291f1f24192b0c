import { Phone, Users } from 'lucide-react';
import type { Instant } from '#shared/instant.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { AdviserTiles } from '#client/features/calls/AdviserTiles.tsx';
import { CallNotice } from '#client/features/calls/CallNotice.tsx';
import { CallStage } from '#client/features/calls/CallStage.tsx';
import { Plate } from '#client/features/calls/Plate.tsx';
import { RemoteTile } from '#client/features/calls/RemoteTile.tsx';
import { UnnamedTiles } from '#client/features/calls/UnnamedTiles.tsx';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';
import { EncryptionNotices } from '#client/features/encryption/EncryptionNotices.tsx';
import { HealingText } from '#client/features/connection/HealingText.tsx';
import { HealthBadge } from '#client/ui/HealthBadge.tsx';
import { TickingStatus } from '#client/ui/TickingStatus.tsx';
import type { RemoteParticipant } from '#client/media/state.ts';
import { languagesOf, useTexts } from '#client/app/i18n/index.ts';
import { useMedia, useNow } from '#client/app/state/roleClient.ts';
import styles from './ExpertStage.module.css';
import type { CallProps, ExpertCall } from './props.ts';
import { useCustomerLine } from './useCustomerLine.ts';

/** The customer's picture is large, the others' are small. Above them stand the people in the room and the customer's connection. */
export function ExpertStage(props: CallProps) {
  const { roleClient, catalogue, call } = props;
  const { t, inLanguage } = useTexts('expert');
  const customer = useCatalogueTexts(catalogue).ownWord(call.agencyId, 'customer');
  const media = useMedia(roleClient);
  const colleagueId = call.askedBy?.expertId ?? call.consultation?.expertId ?? null;
  const colleague = media.remotes.find(({ role, id }) => role === 'expert' && id === colleagueId);
  const colleagueName = call.askedBy?.displayName ?? call.consultation?.displayName ?? '';
  const isAlone = call.askedBy !== null && call.askedBy.stage !== 'joint';
  return (
    <CallStage
      isDesk
      label={t('call.title')}
      faces={
        isAlone ? (
          <ColleagueTile name={colleagueName} remote={colleague} />
        ) : (
          <RemoteTile
            label={customer === null ? t('call.customer', { number: call.visitNumber }) : t('call.ownCustomer', { customer, number: call.visitNumber })}
            sub={`${inLanguage(call.pointNames)}, ${inLanguage(call.terminalNames)} · ${languagesOf(call)}`}
            remote={media.remotes.find(({ role }) => role === 'terminal')}
            {...overlayFor(t, media, call, roleClient)}
            testId="customerTile"
          />
        )
      }
      small={
        <>
          {!isAlone && colleague !== undefined && <ColleagueTile name={colleagueName} remote={colleague} />}
          <AdviserTiles advisers={call.advisers} remotes={media.remotes} labelOf={(name, role) => t(`call.${role}`, { name })} />
          <UnnamedTiles
            remotes={media.remotes}
            named={[
              ...(isAlone ? [] : [`terminal:${call.terminalId}`]),
              `expert:${colleagueId}`,
              ...call.advisers.map(({ role, adviserId }) => `${role}:${adviserId}`),
            ]}
          />
          <VideoTile
            label={t('call.you')}
            video={media.localVideo}
            isMirrored
            isMicrophoneMuted={media.isMicrophoneMuted}
            isCameraMuted={media.isCameraMuted}
            testId="selfView"
          />
        </>
      }
      top={<Above {...props} isAlone={isAlone} hasColleague={colleague !== undefined} />}
    />
  );
}

function ColleagueTile({ name, remote }: { readonly name: string; readonly remote: RemoteParticipant | undefined }) {
  const { t } = useTexts('expert');
  return <RemoteTile label={t('call.colleague', { name })} remote={remote} testId="colleagueTile" />;
}

type AboveProps = CallProps & { readonly isAlone: boolean; readonly hasColleague: boolean };

/** Who is in the room, how the customer's connection is, and the telephone when video does not get through. */
function Above({ roleClient, catalogue, call, isAlone, hasColleague }: AboveProps) {
  const { t } = useTexts('expert');
  const { health, phone, isPhoneTime } = useCustomerLine(roleClient, catalogue, call);
  const people = [...(isAlone ? [] : ['terminal' as const]), ...(hasColleague ? ['expert' as const] : []), ...call.advisers.map(({ role }) => role)];
  return (
    <>
      {people.length > 0 && (
        <Plate icon={<Users aria-hidden />}>{t('call.inRoom', { names: [...new Set(people)].map((role) => t(`call.room.${role}`)).join(', ') })}</Plate>
      )}
      {call.askedBy === null && (
        <p className={styles['health']}>
          <HealthBadge health={health}>{t(`call.line.${health}`)}</HealthBadge>
        </p>
      )}
      <EncryptionNotices roleClient={roleClient} />
      {call.askedBy === null && isPhoneTime && phone !== undefined && (
        <CallNotice
          icon={<Phone aria-hidden />}
          action={
            <a href={`tel:${phone.replaceAll(' ', '')}`} data-testid="phone" className={styles['phone']}>
              {phone}
            </a>
          }
        >
          {t('phone.text')}
        </CallNotice>
      )}
    </>
  );
}

/** What to say over the customer's picture, the weightiest first; nothing when the picture may speak for itself. */
function overlayFor(
  t: ReturnType<typeof useTexts>['t'],
  { connection, healingStep }: Pick<ReturnType<typeof useMedia>, 'connection' | 'healingStep'>,
  call: ExpertCall,
  roleClient: CallProps['roleClient'],
) {
  if (connection === 'healing') return { overlay: <HealingText text={t('call.healing')} step={healingStep} /> };
  if (call.terminalPresence.state === 'lost' || call.state !== 'active') return { overlay: <CallStateText call={call} roleClient={roleClient} /> };
  return {};
}

function CallStateText({ call, roleClient }: Pick<CallProps, 'call' | 'roleClient'>) {
  const { t } = useTexts('expert');
  const now: Instant = useNow(roleClient);
  if (call.terminalPresence.state === 'lost')
    return <TickingStatus ms={call.terminalPresence.graceUntil - now} everyMs={15_000} text={(time) => t('call.customerLost', { time })} />;
  if (call.heldAt !== null) return <TickingStatus ms={now - call.heldAt} everyMs={60_000} text={(time) => t('call.onHold', { time })} />;
  return <span role="status">{t('call.connecting')}</span>;
}
