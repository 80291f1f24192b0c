import { CalendarClock, ChevronRight, CircleCheck, CircleDashed, type LucideIcon } from 'lucide-react';
import type { AdviserTerminal } from '#shared/contract/views/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { clockText } from '#client/ui/duration.ts';
import { State } from '#client/ui/State.tsx';
import type { StateKind } from '#client/ui/stateKinds.ts';
import { languagesOf, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import type { TerminalProps } from './props.ts';
import styles from './TerminalFacts.module.css';

type CallProps = TerminalProps & { readonly call: NonNullable<AdviserTerminal['call']> };

/** What the customer is there for, with whom, and how long already. */
export function CallFacts({ roleClient, catalogue, terminal, call }: CallProps) {
  const { t } = useTexts('adviser');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  return (
    <div>
      <p>
        <strong>{serviceName(call.serviceId)}</strong> · {agencyShortName(call.agencyId)} · {languagesOf(call)}
        {terminal.visitNumber !== null && ` · ${t('visitNumber', { number: terminal.visitNumber })}`}
      </p>
      {call.state === 'parked' && <p>{t(call.isAbsent ? 'absent' : 'parked')}</p>}
      {call.position !== null && <p className={styles['clock']}>{t('position', { position: call.position, time: clockText(now - call.queuedAt) })}</p>}
      {call.expertName !== null && (
        <p className={styles['clock']}>
          {t(call.state === 'onHold' ? 'withOnHold' : 'with', { name: call.expertName, time: clockText(now - (call.acceptedAt ?? now)) })}
          {call.expertPresence?.state === 'lost' && ` · ${t('expertLost')}`}
        </p>
      )}
    </div>
  );
}

/** Where nobody waits or talks: whose visit it is, and how the last self-test went. */
export function IdleFacts({ terminal: { visitNumber, selfTest, pages, state } }: TerminalProps) {
  const { t } = useTexts('adviser');
  const { t: tConnection, language } = useTexts('connection');
  const facts = [
    visitNumber === null ? null : t('visitNumber', { number: visitNumber }),
    selfTest === null
      ? null
      : `${tConnection('selfTest.last', { time: clockTime(selfTest.at, language, true) })}: ${tConnection(`selfTest.verdict.${selfTest.verdict}`)}`,
    pages === null || pages.isOutdated || state === 'offline' ? null : tConnection('pages.newest', { build: pages.build }),
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? null : <p className={styles['facts']}>{facts.join(' · ')}</p>;
}

type RequestState = AdviserTerminal['serviceRequests'][number]['state'];
const looks: Readonly<Record<RequestState, readonly [StateKind, LucideIcon?]>> = {
  planned: ['off', CircleDashed],
  waiting: ['wait'],
  ringing: ['ring'],
  parked: ['wait', CalendarClock],
  talking: ['live'],
  done: ['good', CircleCheck],
  left: ['off'],
  closed: ['off'],
};

/** The matters of the visit one after another, so that the adviser knows what is still to come. */
export function ServiceRequests({ catalogue, terminal }: TerminalProps) {
  const { t } = useTexts('adviser');
  const { serviceName } = useCatalogueTexts(catalogue);
  return (
    <ol className={styles['matters']} data-testid="serviceRequests">
      {terminal.serviceRequests.map(({ callId, serviceId, state }, index) => {
        const [kind, Icon] = looks[state];
        return (
          <li key={callId}>
            {index > 0 && <ChevronRight aria-hidden className="turning" />}
            <State kind={kind} look="plain" {...(Icon === undefined ? {} : { icon: <Icon aria-hidden /> })}>
              {serviceName(serviceId)}: {t(`serviceRequestState.${state}`)}
            </State>
          </li>
        );
      })}
    </ol>
  );
}
