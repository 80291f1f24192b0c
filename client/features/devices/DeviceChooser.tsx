import type { Role } from '#shared/contract/define.ts';
import { settingsOf } from '#client/media/devices/settings.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { type RoleClient, useMedia } from '#client/app/state/roleClient.ts';
import { Choice } from '#client/ui/Choice.tsx';
import { LevelMeter } from './LevelMeter.tsx';

/** Camera and microphone of a desk. */
export function DeviceChooser<R extends Role>({ roleClient }: { readonly roleClient: RoleClient<R> }) {
  const { t } = useTexts('common');
  const media = useMedia(roleClient);
  const { audioinput, videoinput } = settingsOf(media);
  const options = (kind: MediaDeviceKind) =>
    media.devices.filter((one) => one.kind === kind && one.deviceId !== '').map(({ deviceId, label }) => ({ id: deviceId, text: label }));
  return (
    <>
      <Choice
        label={t('device.microphone.title')}
        value={audioinput}
        options={options('audioinput')}
        onChange={(id) => void roleClient.media.selectDevice('microphone', id)}
      />
      <LevelMeter roleClient={roleClient} label={t('device.level')} />
      <Choice
        label={t('device.camera.title')}
        value={videoinput}
        options={options('videoinput')}
        onChange={(id) => void roleClient.media.selectDevice('camera', id)}
      />
    </>
  );
}
