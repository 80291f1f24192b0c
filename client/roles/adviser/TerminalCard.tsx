import { CircleAlert, CircleDot, Clock, Hand, Headset, MonitorOff, type LucideIcon, MousePointerClick } from 'lucide-react';
import { byRank } from '#shared/connection/findings.ts';
import type { AdviserTerminal } from '#shared/contract/views/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { clockText } from '#client/ui/duration.ts';
import { Notice } from '#client/ui/Notice.tsx';
import { ManualOverrides } from '#client/features/connection/ManualOverrides.tsx';
import { FindingList } from '#client/features/connection/FindingList.tsx';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { languagesOf, useTexts } from '#client/app/i18n/index.ts';
import { MessageDialog } from '#client/features/messages/MessageDialog.tsx';
import { MessageList } from '#client/features/messages/MessageList.tsx';
import { useNow } from '#client/app/state/roleClient.ts';
import styles from './Adviser.module.css';
import type { DeskProps } from './props.ts';
import { EntriesDialog } from './EntriesDialog.tsx';
import { JoinDialog } from './JoinDialog.tsx';
import { SetUpDialog } from './SetUpDialog.tsx';
import { ConnectionDialog } from './ConnectionDialog.tsx';

type Props = DeskProps & { readonly terminal: AdviserTerminal };

const icons: Record<AdviserTerminal['state'], LucideIcon> = {
  offline: MonitorOff,
  fault: CircleAlert,
  idle: CircleDot,
  choosing: MousePointerClick,
  inQueue: Clock,
  inCall: Headset,
};

/** One terminal: how it stands, who is there, and what the adviser can do. */
export function TerminalCard(props: Props) {
  const { terminal, view, act, catalogue } = props;
  const { t, inLanguage } = useTexts('adviser');
  const Icon = icons[terminal.state];
  const { call, terminalId } = terminal;
  const standing = byRank(terminal.alerts.filter(({ endedAt }) => endedAt === null));
  const isConnected = call !== null && (call.state === 'connecting' || call.state === 'active' || call.state === 'onHold');
  return (
    <article className={styles['card']} data-testid={`terminal-${terminalId}`} data-state={terminal.state} aria-label={inLanguage(terminal.names)}>
      <header>
        <Icon aria-hidden />
        <h3>{inLanguage(terminal.names)}</h3>
        <strong role="status">{t(`state.${terminal.state}`)}</strong>
      </header>
      {terminal.elsewhere !== null && <p>{inLanguage(terminal.elsewhere)}</p>}
      {terminal.help !== null && <HelpRequest {...props} help={terminal.help} />}
      {terminal.visitNumber !== null && <p>{t('visitNumber', { number: terminal.visitNumber })}</p>}
      {terminal.devices.microphone !== 'ok' && terminal.devices.microphone !== 'unknown' && (
        <Notice kind="warning">{t(`device.microphone.${terminal.devices.microphone}`, { ns: 'common' })}</Notice>
      )}
      {terminal.devices.camera !== 'ok' && terminal.devices.camera !== 'unknown' && (
        <Notice kind="warning">{t(`device.camera.${terminal.devices.camera}`, { ns: 'common' })}</Notice>
      )}
      {call !== null && <CallFacts {...props} call={call} />}
      {terminal.serviceRequests.length > 1 && <ServiceRequests {...props} />}
      {terminal.messages.length > 0 && <MessageList messages={terminal.messages} catalogue={catalogue} reader="staff" />}
      {terminal.presence?.state === 'lost' && <Notice kind="warning">{t('lost')}</Notice>}
      <EntryLimit {...props} />
      {call !== null && <ManualOverrides settings={terminal.settings} />}
      {terminal.pages?.isOutdated === true && terminal.state !== 'offline' && <Notice kind="warning">{t('outdated')}</Notice>}
      {standing.length > 0 && <FindingList findings={standing} />}
      <div className={styles['actions']}>
        <ConnectionDialog {...props} />
        <SetUpDialog {...props} />
        {isConnected && view.joined?.callId !== call.callId && <JoinDialog {...props} callId={call.callId} isElsewhere={terminal.elsewhere !== null} />}
        {call !== null && !isConnected && (
          <MessageDialog act={act} catalogue={catalogue} callId={call.callId} language={call.language} messages={terminal.messages} />
        )}
        {terminal.entries.openCallIds.length > 1 && <EntriesDialog {...props} />}
        {call !== null && (
          <ConfirmDialog
            trigger={<Button kind="quiet">{t(isConnected ? 'endCall' : 'remove')}</Button>}
            title={t(isConnected ? 'endCallTitle' : 'removeTitle')}
            text={t(isConnected ? 'endCallText' : 'removeText')}
            confirm={t(isConnected ? 'endCall' : 'remove')}
            cancel={t('cancel', { ns: 'common' })}
            onConfirm={() => void act('adviser:removeFromQueue', { callId: call.callId })}
          />
        )}
      </div>
    </article>
  );
}

function HelpRequest({ roleClient, terminal, catalogue, act, help }: Props & { readonly help: NonNullable<AdviserTerminal['help']> }) {
  const { t } = useTexts('adviser');
  const { agencyShortName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  return (
    <div className={styles['help']}>
      <Hand aria-hidden />
      <strong role="alert">{help.answeredBy === null ? t('help.asked') : t('help.answered', { name: help.answeredBy })}</strong>
      {help.reason !== null && (
        <span>{t('help.sent', { agency: help.fromAgencyId === null ? '' : agencyShortName(help.fromAgencyId), reason: t(`help.reason.${help.reason}`) })}</span>
      )}
      <span aria-hidden>{clockText(now - help.requestedAt)}</span>
      {help.answeredBy === null && <Button onPress={() => void act('help:answer', { terminalId: terminal.terminalId })}>{t('help.answer')}</Button>}
      <Button kind="secondary" onPress={() => void act('help:close', { terminalId: terminal.terminalId })}>
        {t('help.close')}
      </Button>
    </div>
  );
}

/** So many entries in an hour are worth a look, before the terminal takes no more. */
const manyEntries = 9;

function EntryLimit({ terminal: { terminalId, entries }, act }: Props) {
  const { t } = useTexts('adviser');
  if (entries.made < manyEntries) return null;
  return (
    <div data-testid="entryLimit">
      <Notice kind="warning">{t('entries.many', { count: entries.made })}</Notice>
      <Button kind="secondary" onPress={() => void act('adviser:liftEntryLimit', { terminalId })}>
        {t('entries.lift')}
      </Button>
    </div>
  );
}

function CallFacts({ roleClient, catalogue, call }: Props & { readonly call: NonNullable<AdviserTerminal['call']> }) {
  const { t } = useTexts('adviser');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  return (
    <div>
      <p>
        <strong>{agencyShortName(call.agencyId)}</strong> · {serviceName(call.serviceId)} · {languagesOf(call)}
      </p>
      {call.state === 'parked' && <p>{t(call.isAbsent ? 'absent' : 'parked')}</p>}
      {call.position !== null && <p>{t('position', { position: call.position, time: clockText(now - call.queuedAt) })}</p>}
      {call.expertName !== null && (
        <p>
          {t(call.state === 'onHold' ? 'withOnHold' : 'with', { name: call.expertName, time: clockText(now - (call.acceptedAt ?? now)) })}
          {call.expertPresence?.state === 'lost' && ` · ${t('expertLost')}`}
        </p>
      )}
    </div>
  );
}

/** The other matters of the visit, so that the adviser knows what is still to come. */
function ServiceRequests({ catalogue, terminal }: Props) {
  const { t } = useTexts('adviser');
  const { serviceName } = useCatalogueTexts(catalogue);
  return (
    <ul data-testid="serviceRequests">
      {terminal.serviceRequests.map(({ callId, serviceId, state }) => (
        <li key={callId}>
          {serviceName(serviceId)}: {t(`serviceRequestState.${state}`)}
        </li>
      ))}
    </ul>
  );
}
