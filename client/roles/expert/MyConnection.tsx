import { useState } from 'react';
import type { RemoteAction, RemoteActionOutcome } from '#shared/contract/remoteActions.ts';
import { type RemoteActionScreen, runRemoteAction } from '#client/media/remoteActions.ts';
import { settingsOf } from '#client/media/devices/settings.ts';
import { DeviceTestDialog } from '#client/features/connection/DeviceTestDialog.tsx';
import { FindingList } from '#client/features/connection/FindingList.tsx';
import { RemoteActionPanel } from '#client/features/connection/RemoteActionPanel.tsx';
import { remoteActionText } from '#client/features/connection/remoteActionText.ts';
import { SelfTestDialog } from '#client/features/selfTest/SelfTestDialog.tsx';
import { Remedy } from '#client/features/connection/Remedy.tsx';
import { remoteActionsAgainst } from '#client/features/connection/suggestions.ts';
import { playTestSound } from '#client/features/connection/testSound.ts';
import { useSelfTestRun } from '#client/features/selfTest/useSelfTestRun.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useMedia } from '#client/app/state/roleClient.ts';
import styles from './MyConnection.module.css';
import type { DeskProps } from './props.ts';

/** One needs no call to oneself. */
const senseless = ['unmute', 'attention'] as const;

type Pulled = { readonly remoteAction: RemoteAction; readonly outcome: RemoteActionOutcome | 'pending' };

/** How the expert's own connection stands, what they can do about it themselves, and how that went. */
export function MyConnection({ roleClient, view }: Pick<DeskProps, 'roleClient' | 'view'>) {
  const { t } = useTexts('connection');
  const media = useMedia(roleClient);
  const [pulled, setPulled] = useState<Pulled | null>(null);
  const [isTesting, setTesting] = useState(false);
  const selfTest = useSelfTestRun(roleClient);
  const choices = media.devices.filter(({ deviceId, label }) => deviceId !== '' && label !== '');
  const here: RemoteActionScreen = {
    askToUnmute: () => Promise.resolve('yes'),
    showAttention: () => {},
    showDeviceTest: () => {
      playTestSound(roleClient.media.store);
      setTesting(true);
    },
    showSelfTest: () => void selfTest.start(true),
    reload: () => window.location.reload(),
  };
  const pull = async (remoteAction: RemoteAction): Promise<void> => {
    const mine: Pulled = { remoteAction, outcome: 'pending' };
    setPulled(mine);
    const outcome = await runRemoteAction(roleClient.media, remoteAction, here, () => {});
    setPulled((shown) => (shown === mine ? { remoteAction, outcome } : shown));
  };
  const settings = settingsOf(media);
  const byCause = remoteActionsAgainst(
    view.findings.map(({ code }) => code),
    { devices: choices, settings },
    senseless,
  );
  const newest = pulled ?? undefined;
  const remedyOf = ({ code }: DeskProps['view']['findings'][number]) => {
    const remoteActions = byCause.get(code);
    return remoteActions && <Remedy remoteActions={remoteActions} devices={choices} newest={newest} onPull={(remoteAction) => void pull(remoteAction)} />;
  };
  return (
    <section aria-labelledby="myConnection-title" className={styles['own']} data-testid="myConnection">
      <h3 id="myConnection-title">{t('remoteActions.ownTitle')}</h3>
      <FindingList findings={view.findings} remedyOf={remedyOf} />
      {pulled !== null && (
        <p role="status" data-testid="myRemoteAction" data-outcome={pulled.outcome}>
          <strong>{remoteActionText(t, pulled.remoteAction)}</strong> · {t(`outcome.${pulled.outcome}`)}
        </p>
      )}
      <details className={styles['more']}>
        <summary>{t('remoteActions.more')}</summary>
        <RemoteActionPanel
          devices={choices}
          settings={settings}
          offered={[...byCause.values()].map(([first]) => first)}
          without={senseless}
          isOwn
          onPull={(remoteAction) => void pull(remoteAction)}
        />
      </details>
      {isTesting && <DeviceTestDialog roleClient={roleClient} onClose={() => setTesting(false)} />}
      {selfTest.run !== null && <SelfTestDialog run={selfTest.run} onClose={selfTest.close} />}
    </section>
  );
}
