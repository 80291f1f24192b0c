import type { Role } from '#shared/contract/define.ts';
import { Button } from '#client/ui/Button.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { LevelMeter } from '#client/features/devices/LevelMeter.tsx';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { type RoleClient, useMedia } from '#client/app/state/roleClient.ts';
import { useOpenDevices } from './useOpenDevices.ts';

/** See and hear oneself, at a desk. */
export function DeviceTestDialog<R extends Role>({ roleClient, onClose }: { readonly roleClient: RoleClient<R>; readonly onClose: () => void }) {
  const { t } = useTexts('connection');
  const { localVideo } = useMedia(roleClient);
  useOpenDevices(roleClient);
  return (
    <ModalDialog isOpen isDismissable onOpenChange={onClose} title={t('remoteAction.testDevices')} data-testid="deviceTest">
      <p>{t('deviceTest.text')}</p>
      <VideoTile label={t('deviceTest.you')} video={localVideo} isMirrored testId="testPicture" />
      <LevelMeter roleClient={roleClient} label={t('device.level', { ns: 'common' })} />
      <DialogActions>
        <Button onPress={onClose}>{t('close')}</Button>
      </DialogActions>
    </ModalDialog>
  );
}
