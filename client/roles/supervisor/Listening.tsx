import { Ear, LogOut } from 'lucide-react';
import type { SupervisorView } from '#shared/contract/views/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { RemoteTile } from '#client/features/calls/RemoteTile.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useMedia } from '#client/app/state/roleClient.ts';
import styles from './Listening.module.css';
import type { DeskProps } from './props.ts';

/** The call that is listened to: both sides, and the reminder that both know; before that the customer's word, where it is needed. */
export function Listening({ roleClient, act, listening }: DeskProps & { readonly listening: NonNullable<SupervisorView['listening']> }) {
  const { t } = useTexts('supervisor');
  const media = useMedia(roleClient);
  return (
    <Panel
      title={t(listening.isAsking ? 'listening.askingTitle' : 'listening.title', { name: listening.expertName })}
      label={t(listening.isAsking ? 'listening.askingTitle' : 'listening.title', { name: listening.expertName })}
      data-testid="listening"
      foot={
        <Button kind="danger" icon={<LogOut aria-hidden className="turning" />} onPress={() => void act('call:stopListening', { callId: listening.callId })}>
          {t(listening.isAsking ? 'listening.withdraw' : 'listening.leave')}
        </Button>
      }
    >
      <Notice icon={<Ear aria-hidden />}>{t(listening.isAsking ? 'listening.asking' : 'listening.known')}</Notice>
      {media.remotes.length > 0 && (
        <div className={styles['tiles']}>
          {media.remotes.map((remote) => (
            <RemoteTile
              key={`${remote.role}:${remote.id}`}
              label={
                remote.role === 'terminal'
                  ? t('listening.customer')
                  : t('listening.expert', { name: remote.id === listening.colleague?.expertId ? listening.colleague.displayName : listening.expertName })
              }
              remote={remote}
              testId={`${remote.role}Tile`}
            />
          ))}
        </div>
      )}
    </Panel>
  );
}
