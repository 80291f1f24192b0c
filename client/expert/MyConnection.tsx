import { pullLever } from '#client/call/levers.ts';
import styles from '#client/connection/Connection.module.css';
import { FindingList } from '#client/connection/FindingList.tsx';
import { LeverPanel } from '#client/connection/LeverPanel.tsx';
import { useTexts } from '#client/i18n/index.ts';
import { useMedia } from '#client/state/face.ts';
import type { DeskProps } from './ExpertPage.tsx';

const here = {
  askToUnmute: () => Promise.resolve(true),
  showAttention: () => {},
  showDeviceTest: () => {},
  showSelfTest: () => {},
  reload: () => window.location.reload(),
};

/** How the expert's own connection stands, and what they can do about it themselves. */
export function MyConnection({ face, view }: Pick<DeskProps, 'face' | 'view'>) {
  const { t } = useTexts('connection');
  const { devices } = useMedia(face);
  const choices = devices.filter(({ deviceId, label }) => deviceId !== '' && label !== '');
  return (
    <section aria-labelledby="myConnection-title" className={styles['levers']} data-testid="myConnection">
      <h2 id="myConnection-title">{t('levers.ownTitle')}</h2>
      <FindingList findings={view.findings} />
      <details>
        <summary>{t('levers.more')}</summary>
        <LeverPanel
          devices={choices}
          causes={view.findings.map(({ code }) => code)}
          without={['unmute', 'testDevices', 'selfTest', 'attention']}
          onPull={(lever) => void pullLever(face.media, lever, here, () => {})}
        />
      </details>
    </section>
  );
}
