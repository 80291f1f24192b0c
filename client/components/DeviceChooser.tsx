import type { Role } from '#shared/contract/define.ts';
import { settingsOf } from '#client/call/settings.ts';
import { useTexts } from '#client/i18n/index.ts';
import { type Face, useMedia } from '#client/state/face.ts';
import { Choice } from './Choice.tsx';
import { LevelMeter } from './LevelMeter.tsx';

/** Camera and microphone of a desk. */
export function DeviceChooser<R extends Role>({ face }: { readonly face: Face<R> }) {
  const { t } = useTexts('common');
  const media = useMedia(face);
  const { audioinput, videoinput } = settingsOf(media);
  const options = (kind: MediaDeviceKind) =>
    media.devices.filter((one) => one.kind === kind && one.deviceId !== '').map(({ deviceId, label }) => ({ id: deviceId, text: label }));
  return (
    <>
      <Choice
        label={t('device.microphone.title')}
        value={audioinput}
        options={options('audioinput')}
        onChange={(id) => void face.media.selectDevice('microphone', id)}
      />
      <LevelMeter face={face} label={t('device.level')} />
      <Choice
        label={t('device.camera.title')}
        value={videoinput}
        options={options('videoinput')}
        onChange={(id) => void face.media.selectDevice('camera', id)}
      />
    </>
  );
}
