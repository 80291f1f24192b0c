import type { Role } from '#shared/contract/define.ts';
import { hasFailed } from '#shared/contract/deviceStates.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { type RoleClient, useMedia } from '#client/app/state/roleClient.ts';
import { Button } from '#client/ui/Button.tsx';
import { Notice } from '#client/ui/Notice.tsx';

/** Says what is wrong with a desk's camera and microphone, and offers another try. Shows nothing when all is well. */
export function DeviceNotices<R extends Role>({ roleClient }: { readonly roleClient: RoleClient<R> }) {
  const { t } = useTexts('common');
  const { cameraState, microphoneState } = useMedia(roleClient);
  return (
    <>
      {microphoneState !== 'ok' && microphoneState !== 'unknown' && <Notice kind="warning">{t(`device.microphone.${microphoneState}`)}</Notice>}
      {cameraState !== 'ok' && cameraState !== 'unknown' && <Notice kind="warning">{t(`device.camera.${cameraState}`)}</Notice>}
      {(hasFailed(microphoneState) || hasFailed(cameraState)) && (
        <Button kind="secondary" onPress={() => void roleClient.media.tryDevices()}>
          {t('device.tryAgain')}
        </Button>
      )}
    </>
  );
}
