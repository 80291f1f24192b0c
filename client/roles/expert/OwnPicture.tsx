import { EyeOff, SlidersHorizontal } from 'lucide-react';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { DeviceChooser } from '#client/features/devices/DeviceChooser.tsx';
import { FindingList } from '#client/features/connection/FindingList.tsx';
import { VideoTile } from '#client/features/calls/VideoTile.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useMedia } from '#client/app/state/roleClient.ts';
import { needsDevices } from './devicesNeeded.ts';
import { MyConnection } from './MyConnection.tsx';
import { OwnLevel } from './OwnLevel.tsx';
import styles from './OwnPicture.module.css';
import type { DeskProps } from './props.ts';

/** How one looks and sounds before anybody sees it, and what is wrong with the own connection. */
export function OwnPicture({ roleClient, view }: Pick<DeskProps, 'roleClient' | 'view'>) {
  const { t } = useTexts('expert');
  const { localVideo } = useMedia(roleClient);
  const isOpen = needsDevices(view.status.status);
  return (
    <Panel title={t('me.title')} label={t('me.title')} tools={<OwnDevices roleClient={roleClient} view={view} />}>
      <div className={styles['picture']}>
        <VideoTile label={t('call.you')} video={localVideo} isMirrored testId="selfView" />
      </div>
      <p className={styles['note']}>
        <EyeOff aria-hidden />
        <span>{t(isOpen ? 'call.notSent' : 'call.closed')}</span>
      </p>
      {isOpen && <OwnLevel roleClient={roleClient} />}
      {view.findings.length > 0 && <FindingList findings={view.findings} />}
    </Panel>
  );
}

/** Other devices, and what one can do about the own connection, behind one button. */
function OwnDevices({ roleClient, view }: Pick<DeskProps, 'roleClient' | 'view'>) {
  const { t } = useTexts('expert');
  return (
    <ModalDialog
      title={t('me.dialogTitle')}
      isDismissable
      trigger={
        <Button kind="quiet" icon={<SlidersHorizontal aria-hidden />} data-testid="changeDevices">
          {t('me.change')}
        </Button>
      }
    >
      {(close) => (
        <>
          <DeviceChooser roleClient={roleClient} />
          <MyConnection roleClient={roleClient} view={view} />
          <DialogActions>
            <Button onPress={close}>{t('me.close')}</Button>
          </DialogActions>
        </>
      )}
    </ModalDialog>
  );
}
