import type { RemoteAction } from '#shared/contract/remoteActions.ts';
import type { DeviceChoice } from '#shared/contract/views/index.ts';
import type { useTexts } from '#client/app/i18n/index.ts';

type Texts = ReturnType<typeof useTexts>['t'];

/** Which remote action was run, and what it set. `t` is the translator of the connection texts. */
export function remoteActionText(t: Texts, remoteAction: RemoteAction): string {
  switch (remoteAction.remoteAction) {
    case 'chooseDevice':
      return t(`remoteAction.chooseDevice.${remoteAction.kind}`);
    case 'setVolume':
      return `${t('remoteAction.setVolume')}: ${Math.round(remoteAction.volume * 100)} %`;
    case 'setPath':
      return `${t('remoteAction.setPath')}: ${t(`policy.${remoteAction.policy}`)}`;
    case 'setQuality':
      return `${t('remoteAction.setQuality')}: ${t(`quality.${remoteAction.quality}`)}`;
    case 'unmute':
    case 'restartMedia':
    case 'restartIce':
    case 'testDevices':
    case 'selfTest':
    case 'reload':
    case 'attention':
      return t(`remoteAction.${remoteAction.remoteAction}`);
  }
}

/** The same with the name of the device that is chosen, where that is known. */
export function remoteActionTextWith(t: Texts, remoteAction: RemoteAction, devices: readonly DeviceChoice[]): string {
  const device = remoteAction.remoteAction === 'chooseDevice' ? devices.find(({ deviceId }) => deviceId === remoteAction.deviceId) : undefined;
  return device === undefined ? remoteActionText(t, remoteAction) : `${remoteActionText(t, remoteAction)}: ${device.label}`;
}
