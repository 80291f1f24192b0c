import type { Role } from '#shared/contract/define.ts';
import { useTexts } from '#client/i18n/index.ts';
import { type Face, useMedia } from '#client/state/face.ts';
import { Choice } from './Choice.tsx';
import { LevelMeter } from './LevelMeter.tsx';
import { Notice } from './Notice.tsx';

/** Camera and microphone of a desk, with words for what is wrong. */
export function DeviceChooser<R extends Role>({ face }: { readonly face: Face<R> }) {
  const { t } = useTexts('common');
  const { devices, localAudio, localVideo, cameraState, microphoneState } = useMedia(face);
  const options = (kind: MediaDeviceKind) =>
    devices.filter((one) => one.kind === kind && one.deviceId !== '').map(({ deviceId, label }) => ({ id: deviceId, text: label }));
  return (
    <>
      {microphoneState !== 'ok' && microphoneState !== 'unknown' && <Notice kind="warning">{t(`device.microphone.${microphoneState}`)}</Notice>}
      {cameraState !== 'ok' && cameraState !== 'unknown' && <Notice kind="warning">{t(`device.camera.${cameraState}`)}</Notice>}
      <Choice
        label={t('device.microphone.title')}
        value={localAudio?.getSettings().deviceId ?? null}
        options={options('audioinput')}
        onChange={(id) => void face.media.selectDevice('microphone', id)}
      />
      <LevelMeter face={face} label={t('device.level')} />
      <Choice
        label={t('device.camera.title')}
        value={localVideo?.getSettings().deviceId ?? null}
        options={options('videoinput')}
        onChange={(id) => void face.media.selectDevice('camera', id)}
      />
    </>
  );
}
