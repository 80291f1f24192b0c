import { Hand } from 'lucide-react';
import { Button } from '#client/ui/Button.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { LevelMeter } from '#client/features/devices/LevelMeter.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';
import { useOpenDevices } from '#client/features/connection/useOpenDevices.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useIsInCall, useMedia } from '#client/app/state/roleClient.ts';
import type { TerminalProps } from './props.ts';
import styles from './RemoteActionNotices.module.css';
import type { RemoteActionDialog } from './remoteActionDialogs.ts';
import { useRemoteActions } from './useRemoteActions.ts';

/** What the adviser does at this terminal, in plain words while it is done; nothing happens here unseen. */
export function RemoteActionNotices({
  roleClient,
  occasion,
  onSelfTest,
}: Pick<TerminalProps, 'roleClient'> & { readonly occasion: string; readonly onSelfTest: () => void }) {
  const { t } = useTexts('terminal');
  const { pulled, dialog } = useRemoteActions(roleClient, occasion, onSelfTest);
  return (
    <>
      {pulled !== null && (
        <div data-testid="remoteActionNotice" data-remoteAction={pulled.remoteAction.remoteAction}>
          <Notice kind="ring" icon={<Hand aria-hidden />}>
            {t('remoteAction.doing', { name: pulled.byName, what: t(`remoteAction.what.${pulled.remoteAction.remoteAction}`) })}
          </Notice>
        </div>
      )}
      {dialog !== null && <Asked roleClient={roleClient} dialog={dialog} />}
    </>
  );
}

function Asked({ roleClient, dialog: { kind, byName, answer } }: Pick<TerminalProps, 'roleClient'> & { readonly dialog: RemoteActionDialog }) {
  const { t } = useTexts('terminal');
  const name = { name: byName };
  return (
    <ModalDialog isOpen isAlert isAside={useIsInCall(roleClient)} title={t(`remoteAction.${kind}.title`, name)} data-testid={`remoteAction-${kind}`}>
      <p>{t(`remoteAction.${kind}.text`, name)}</p>
      {kind === 'test' && <DeviceTest roleClient={roleClient} />}
      <DialogActions>
        {kind === 'unmute' && (
          <Button kind="secondary" size="large" onPress={() => answer('no')}>
            {t('remoteAction.unmute.no')}
          </Button>
        )}
        <Button size="large" onPress={() => answer('yes')}>
          {t(kind === 'unmute' ? 'remoteAction.unmute.yes' : kind === 'attention' ? 'remoteAction.attention.ok' : 'remoteAction.test.done')}
        </Button>
      </DialogActions>
    </ModalDialog>
  );
}

function DeviceTest({ roleClient }: Pick<TerminalProps, 'roleClient'>) {
  const { t } = useTexts('terminal');
  const { localVideo } = useMedia(roleClient);
  useOpenDevices(roleClient);
  return (
    <>
      <div className={styles['selfView']}>
        <VideoTile label={t('check.you')} video={localVideo} isMirrored testId="testPicture" />
      </div>
      <LevelMeter roleClient={roleClient} label={t('check.level')} />
    </>
  );
}
