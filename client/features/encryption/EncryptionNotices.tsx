import { Lock, LockOpen } from 'lucide-react';
import type { CallRole } from '#shared/contract/define.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { type RoleClient, useMedia } from '#client/app/state/roleClient.ts';
import type { EncryptedMember } from '#client/media/state.ts';
import { CallNotice } from '#client/features/calls/CallNotice.tsx';
import { Button } from '#client/ui/Button.tsx';
import styles from './EncryptionNotices.module.css';

/** How a call that is encrypted from end to end stands, with each whom one sees or hears; nothing in any other call. */
export function EncryptionNotices<R extends CallRole>({ roleClient }: { readonly roleClient: RoleClient<R> }) {
  const { t } = useTexts('encryption');
  const { encryption } = useMedia(roleClient);
  if (encryption === null) return null;
  if (!roleClient.media.encryption.maySend) return <CallNotice kind="bad">{t('impossible')}</CallNotice>;
  return encryption.map((one) => <MemberNotice key={`${one.member.role} ${one.member.id}`} one={one} encryption={roleClient.media.encryption} />);
}

type Props = { readonly one: EncryptedMember; readonly encryption: RoleClient<CallRole>['media']['encryption'] };

function MemberNotice({ one, encryption }: Props) {
  const { t } = useTexts('encryption');
  const { member, code, isForged, isAdmitted, isConfirmed, hasKey } = one;
  const [who, atHead] = [t(`who.${member.role}`), t(`atHead.${member.role}`)];
  const testId = { 'data-testid': `encryption-${member.role}` };
  const locked = <Lock aria-hidden />;
  if (isForged)
    return (
      <CallNotice kind="bad" icon={<LockOpen aria-hidden />}>
        {t('forged', { who })}
      </CallNotice>
    );
  if (code === null)
    return (
      <CallNotice kind="wait" icon={locked}>
        {t('preparing')}
      </CallNotice>
    );
  if (!isAdmitted)
    return (
      <CallNotice
        kind="ring"
        icon={locked}
        action={
          <Button {...testId} onPress={() => encryption.admit(member)}>
            {t('admit')}
          </Button>
        }
      >
        {t('letIn', { who: atHead })}
      </CallNotice>
    );
  if (!hasKey)
    return (
      <CallNotice kind="wait" icon={locked}>
        {t('waiting', { who: atHead })}
      </CallNotice>
    );
  if (isConfirmed)
    return (
      <CallNotice kind="good" icon={locked}>
        {t('confirmed')}
      </CallNotice>
    );
  return (
    <CallNotice
      kind="wait"
      icon={locked}
      action={
        <span className={styles['answers']}>
          <Button {...testId} onPress={() => encryption.compared(member, true)}>
            {t('same')}
          </Button>
          <Button kind="secondary" data-testid={`encryption-${member.role}-other`} onPress={() => encryption.compared(member, false)}>
            {t('other')}
          </Button>
        </span>
      }
    >
      {t('compare', { who, code: spaced(code) })}
    </CallNotice>
  );
}

/** Read aloud in two parts. */
const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;
