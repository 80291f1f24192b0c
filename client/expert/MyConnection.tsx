import { useState } from 'react';
import type { Lever, LeverOutcome } from '#shared/contract/levers.ts';
import { type LeverScreen, pullLever } from '#client/call/levers.ts';
import { settingsOf } from '#client/call/settings.ts';
import styles from '#client/connection/Connection.module.css';
import { DeviceTestDialog } from '#client/connection/DeviceTestDialog.tsx';
import { FindingList } from '#client/connection/FindingList.tsx';
import { LeverPanel } from '#client/connection/LeverPanel.tsx';
import { leverText } from '#client/connection/leverText.ts';
import { SelfTestDialog } from '#client/connection/SelfTestDialog.tsx';
import { playTestSound } from '#client/connection/testSound.ts';
import { useSelfTestRun } from '#client/connection/useSelfTestRun.ts';
import { useTexts } from '#client/i18n/index.ts';
import { useMedia } from '#client/state/face.ts';
import type { DeskProps } from './props.ts';

type Pulled = { readonly lever: Lever; readonly outcome: LeverOutcome | 'pending' };

/** How the expert's own connection stands, what they can do about it themselves, and how that went. */
export function MyConnection({ face, view }: Pick<DeskProps, 'face' | 'view'>) {
  const { t } = useTexts('connection');
  const media = useMedia(face);
  const [pulled, setPulled] = useState<Pulled | null>(null);
  const [isTesting, setTesting] = useState(false);
  const selfTest = useSelfTestRun(face);
  const choices = media.devices.filter(({ deviceId, label }) => deviceId !== '' && label !== '');
  const here: LeverScreen = {
    askToUnmute: () => Promise.resolve('yes'),
    showAttention: () => {},
    showDeviceTest: () => {
      playTestSound(face.media.store);
      setTesting(true);
    },
    showSelfTest: () => void selfTest.start(true),
    reload: () => window.location.reload(),
  };
  const pull = async (lever: Lever): Promise<void> => {
    const mine: Pulled = { lever, outcome: 'pending' };
    setPulled(mine);
    const outcome = await pullLever(face.media, lever, here, () => {});
    setPulled((shown) => (shown === mine ? { lever, outcome } : shown));
  };
  return (
    <section aria-labelledby="myConnection-title" className={styles['levers']} data-testid="myConnection">
      <h2 id="myConnection-title">{t('levers.ownTitle')}</h2>
      <FindingList findings={view.findings} />
      {pulled !== null && (
        <p role="status" data-testid="myRepair" data-outcome={pulled.outcome}>
          <strong>{leverText(t, pulled.lever)}</strong> · {t(`outcome.${pulled.outcome}`)}
        </p>
      )}
      <details>
        <summary>{t('levers.more')}</summary>
        <LeverPanel
          devices={choices}
          causes={view.findings.map(({ code }) => code)}
          settings={settingsOf(media)}
          without={['unmute', 'attention']}
          onPull={(lever) => void pull(lever)}
        />
      </details>
      {isTesting && <DeviceTestDialog face={face} onClose={() => setTesting(false)} />}
      {selfTest.run !== null && <SelfTestDialog run={selfTest.run} onClose={selfTest.close} />}
    </section>
  );
}
