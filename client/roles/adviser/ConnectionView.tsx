import { useCallback } from 'react';
import { byRank } from '#shared/connection/findings.ts';
import type { ConnectionHistory } from '#shared/contract/connection.ts';
import { lazyPart } from '#client/features/boundary/lazily.tsx';
import { serviceOf } from '#client/features/catalogue/useCatalogueTexts.ts';
import { FindingList } from '#client/features/connection/FindingList.tsx';
import { RemoteActionPanel } from '#client/features/connection/RemoteActionPanel.tsx';
import { LastRun, RemoteActionRunList } from '#client/features/connection/RemoteActionRunList.tsx';
import { isBlank } from '#client/features/connection/historyRows.ts';
import { useConnectionHistory } from '#client/features/connection/useConnectionHistory.ts';
import { Card, Chip, Panel } from '#client/ui/Card.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { errorText } from '#client/app/shell/errorText.ts';
import type { OnRefused } from '#client/app/shell/useRequest.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { ConnectionPath } from './ConnectionPath.tsx';
import styles from './ConnectionView.module.css';
import { PracticePanel } from './PracticePanel.tsx';
import type { TerminalProps } from './props.ts';
import { SelfTestHistory } from './SelfTestHistory.tsx';
import { useRemedyButtons } from './useRemedyButtons.tsx';

// The charts are heavy, and asked for only here.
const History = lazyPart(() => import('#client/features/connection/ConnectionHistory.tsx'));

/** What is wrong with what mends it, the path, how it went over time, and every remote action; below that what is asked for more seldom. */
export function ConnectionView(props: TerminalProps) {
  const { terminal, act, catalogue } = props;
  const { t } = useTexts('connection');
  const { terminalId, alerts, remoteActionRuns, call } = terminal;
  const load = useCallback((onRefused: OnRefused) => act('connection:history', { terminalId }, onRefused), [act, terminalId]);
  const { history, error } = useConnectionHistory(load);
  const { remedyOf } = useRemedyButtons(props);
  const isPractice = call !== null && serviceOf(catalogue, call.serviceId)?.isPractice === true;
  return (
    <div className={styles['view']}>
      <div className={styles['main']}>
        <FindingList
          findings={byRank(alerts)}
          hasLead
          remedyOf={(finding) => remedyOf(finding, true)}
          onDone={(alertId) => void act('alert:done', { alertId })}
        />
        <ConnectionPath {...props} history={history} />
        {error !== null && history === null && <Notice kind="warning">{errorText(t, error)}</Notice>}
        {history !== null && <Course history={history} {...props} />}
      </div>
      <Actions {...props} />
      <div className={styles['more']}>
        {isPractice && <PracticePanel act={act} terminalId={terminalId} callId={call.callId} />}
        <RemoteActionRunList remoteActionRuns={remoteActionRuns} />
        <SelfTestHistory {...props} />
        {terminal.pages !== null && (
          <p className={styles['pages']} data-testid="pages">
            {t(terminal.pages.isOutdated ? 'pages.outdated' : 'pages.newest', { build: terminal.pages.build })}
          </p>
        )}
      </div>
    </div>
  );
}

function Course({ history, terminal }: TerminalProps & { readonly history: ConnectionHistory }) {
  const { t } = useTexts('connection');
  const [newest] = terminal.remoteActionRuns;
  if (isBlank(history)) return <Card>{t('noHistory')}</Card>;
  return <History history={history} {...(newest === undefined ? {} : { foot: <LastRun remoteActionRun={newest} /> })} />;
}

/** Every remote action; nothing where the terminal is not there to take one. */
function Actions(props: TerminalProps) {
  const { terminal } = props;
  const { t } = useTexts('connection');
  const { onPull, newest, offered } = useRemedyButtons(props);
  if (terminal.state === 'offline') return null;
  return (
    <Panel title={t('remoteActions.title')} tools={<Chip>{t('remoteActions.seen')}</Chip>}>
      <RemoteActionPanel devices={terminal.deviceChoices} settings={terminal.settings} offered={offered} newest={newest} onPull={onPull} />
    </Panel>
  );
}
