import type { Lever } from '#shared/contract/levers.ts';
import type { useTexts } from '#client/i18n/index.ts';

type Texts = ReturnType<typeof useTexts>['t'];

/** What was pulled, and to what. `t` is that of the connection's texts. */
export function leverText(t: Texts, lever: Lever): string {
  switch (lever.lever) {
    case 'chooseDevice':
      return t(`lever.chooseDevice.${lever.kind}`);
    case 'setVolume':
      return `${t('lever.setVolume')}: ${Math.round(lever.volume * 100)} %`;
    case 'setPath':
      return `${t('lever.setPath')}: ${t(`policy.${lever.policy}`)}`;
    case 'setQuality':
      return `${t('lever.setQuality')}: ${t(`quality.${lever.quality}`)}`;
    case 'unmute':
    case 'restartMedia':
    case 'restartIce':
    case 'testDevices':
    case 'selfTest':
    case 'reload':
    case 'attention':
      return t(`lever.${lever.lever}`);
  }
}
