import { useCallback } from 'react';
import type { AdviserTerminal } from '#shared/contract/views/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { lazyPart } from '#client/features/boundary/lazily.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import styles from '#client/features/connection/Connection.module.css';
import { serviceOf } from '#client/features/catalogue/useCatalogueTexts.ts';
import { FindingList } from '#client/features/connection/FindingList.tsx';
import { RemoteActionPanel } from '#client/features/connection/RemoteActionPanel.tsx';
import { RemoteActionRunList } from '#client/features/connection/RemoteActionRunList.tsx';
import type { OnRefused } from '#client/app/shell/useRequest.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { PracticePanel } from './PracticePanel.tsx';
import { SelfTestHistory } from './SelfTestHistory.tsx';
import type { DeskProps } from './props.ts';

// The charts are heavy, and asked for only here.
const ConnectionHistory = lazyPart(() => import('#client/features/connection/ConnectionHistory.tsx'));

type Props = DeskProps & { readonly terminal: AdviserTerminal };

/** Everything about the connection at one terminal: what is wrong, what can be done, what was done, and how it went over time. */
export function ConnectionDialog(props: Props) {
  const { t, inLanguage } = useTexts('connection');
  return (
    <ModalDialog
      title={t('title', { terminal: inLanguage(props.terminal.names) })}
      trigger={
        <Button kind="secondary" data-testid="openConnection">
          {t('open')}
        </Button>
      }
      isDismissable
      isWide
      data-testid="connectionDialog"
    >
      {(close) => (
        <div className={styles['dialog']}>
          <ConnectionDesk {...props} />
          <DialogActions>
            <Button onPress={close}>{t('close')}</Button>
          </DialogActions>
        </div>
      )}
    </ModalDialog>
  );
}

function ConnectionDesk({ roleClient, act, catalogue, terminal }: Props) {
  const { t } = useTexts('connection');
  const { terminalId, alerts, remoteActionRuns, deviceChoices, settings } = terminal;
  const load = useCallback((onRefused: OnRefused) => act('connection:history', { terminalId }, onRefused), [act, terminalId]);
  const isPractice = terminal.call !== null && serviceOf(catalogue, terminal.call.serviceId)?.isPractice === true;
  const causes = alerts.filter(({ leg, endedAt }) => leg === 'terminal' && endedAt === null).map(({ code }) => code);
  return (
    <>
      <FindingList findings={alerts} onDone={(alertId) => void act('alert:done', { alertId })} />
      {terminal.state !== 'offline' && (
        <section>
          <h3>{t('remoteActions.title')}</h3>
          <RemoteActionPanel
            devices={deviceChoices}
            causes={causes}
            settings={settings}
            onPull={(remoteAction) => void act('remoteAction:run', { remoteActionId: crypto.randomUUID(), terminalId, remoteAction })}
          />
        </section>
      )}
      {isPractice && terminal.call !== null && <PracticePanel act={act} terminalId={terminalId} callId={terminal.call.callId} />}
      <RemoteActionRunList remoteActionRuns={remoteActionRuns} />
      {terminal.pages !== null && (
        <p data-testid="pages">{t(terminal.pages.isOutdated ? 'pages.outdated' : 'pages.newest', { build: terminal.pages.build })}</p>
      )}
      <SelfTestHistory roleClient={roleClient} terminal={terminal} />
      <ConnectionHistory load={load} />
    </>
  );
}
