import { CircleAlert, CircleDot, Hand, Headset, Hourglass, MonitorOff, type LucideIcon, MousePointerClick } from 'lucide-react';
import { byRank } from '#shared/connection/findings.ts';
import { FindingList } from '#client/features/connection/FindingList.tsx';
import { ManualOverrides } from '#client/features/connection/ManualOverrides.tsx';
import { MessageList } from '#client/features/messages/MessageList.tsx';
import { HealthBadge } from '#client/ui/HealthBadge.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import type { StateKind } from '#client/ui/stateKinds.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { HelpRequest } from './HelpRequest.tsx';
import type { TerminalProps } from './props.ts';
import { TerminalActs } from './TerminalActs.tsx';
import styles from './TerminalCard.module.css';
import { CallFacts, IdleFacts, ServiceRequests } from './TerminalFacts.tsx';
import { type Need, needOf, stateKinds, terminalHealth } from './terminals.ts';
import { useRemedyButtons } from './useRemedyButtons.tsx';
import type { AdviserTerminal } from '#shared/contract/views/index.ts';

const icons: Record<AdviserTerminal['state'], LucideIcon> = {
  offline: MonitorOff,
  fault: CircleAlert,
  idle: CircleDot,
  choosing: MousePointerClick,
  inQueue: Hourglass,
  inCall: Headset,
};
/** A card's head and edge say first why it needs somebody. */
const looks: Readonly<Partial<Record<Need, StateKind>>> = { help: 'ring', coming: 'ring', stops: 'bad', harms: 'poor' };
const quiet = ['idle', 'choosing', 'offline'];

/** One terminal: how it stands, who is there, what is wrong and what mends it, and the next step. */
export function TerminalCard(props: TerminalProps) {
  const { terminal, catalogue } = props;
  const { t, inLanguage } = useTexts('adviser');
  const { t: tConnection } = useTexts('connection');
  const { call, terminalId, state } = terminal;
  const need = needOf(terminal);
  const health = terminalHealth(terminal);
  const standing = byRank(terminal.alerts.filter(({ endedAt }) => endedAt === null));
  const { remedyOf } = useRemedyButtons(props);
  const Icon = terminal.help === null ? icons[state] : Hand;
  return (
    <div className={styles['card']} data-need={need} data-state={looks[need] ?? (quiet.includes(state) ? 'off' : stateKinds[state])}>
      <article data-testid={`terminal-${terminalId}`} data-state={state} aria-label={inLanguage(terminal.names)}>
        <header className={styles['head']}>
          <Icon aria-hidden />
          <h3>{inLanguage(terminal.names)}</h3>
          <strong role="status" className={styles['state']} data-state={stateKinds[state]}>
            {t(`state.${state}`)}
          </strong>
          {terminal.elsewhere !== null && <span className={styles['place']}>{inLanguage(terminal.elsewhere)}</span>}
          <span className={styles['health']}>
            <HealthBadge health={health}>{tConnection(`health.${health}`)}</HealthBadge>
          </span>
        </header>
        <div className={styles['body']}>
          {terminal.help !== null && <HelpRequest {...props} help={terminal.help} />}
          {call === null ? <IdleFacts {...props} /> : <CallFacts {...props} call={call} />}
          {terminal.serviceRequests.length > 1 && <ServiceRequests {...props} />}
          <Troubles {...props} />
          {standing.length > 0 && <FindingList findings={standing} remedyOf={remedyOf} />}
          {call !== null && <ManualOverrides settings={terminal.settings} />}
          {terminal.messages.length > 0 && <MessageList messages={terminal.messages} catalogue={catalogue} reader="staff" />}
        </div>
        <TerminalActs {...props} />
      </article>
    </div>
  );
}

/** What is wrong at the terminal itself, beside what the diagnosis finds at its connection. */
function Troubles({ terminal: { devices, presence, pages, state, enrolmentEndsAt } }: TerminalProps) {
  const { t, language } = useTexts('adviser');
  const { t: tFleet } = useTexts('fleet');
  const { t: tCommon } = useTexts('common');
  return (
    <>
      {devices.microphone !== 'ok' && devices.microphone !== 'unknown' && <Notice kind="warning">{tCommon(`device.microphone.${devices.microphone}`)}</Notice>}
      {devices.camera !== 'ok' && devices.camera !== 'unknown' && <Notice kind="warning">{tCommon(`device.camera.${devices.camera}`)}</Notice>}
      {presence?.state === 'lost' && <Notice kind="warning">{t('lost')}</Notice>}
      {enrolmentEndsAt !== null && <Notice kind="warning">{tFleet('endsAt', { time: clockTime(enrolmentEndsAt, language, true) })}</Notice>}
      {pages?.isOutdated === true && state !== 'offline' && <Notice kind="warning">{t('outdated')}</Notice>}
    </>
  );
}
