import type { ConnectionHistory } from '#shared/contract/connection.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { PathLine } from '#client/features/connection/PathLine.tsx';
import { healthOf } from '#client/features/connection/health.ts';
import { legKey } from '#client/features/connection/historyRows.ts';
import { legFacts, whoText } from '#client/features/connection/legTexts.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './ConnectionPath.module.css';
import type { TerminalProps } from './props.ts';
import { isConnected, terminalHealth } from './terminals.ts';

type Props = TerminalProps & { readonly history: ConnectionHistory | null };

/** The path between terminal and expert as it is now; who else is in the call stands below it. */
export function ConnectionPath({ terminal, catalogue, history }: Props) {
  const { t, language, inLanguage } = useTexts('connection');
  const { agencyShortName } = useCatalogueTexts(catalogue);
  const { call, alerts } = terminal;
  // What was measured in a call that is over says nothing of now.
  const isRunning = isConnected(call);
  const legs = isRunning ? (history?.legs ?? []) : [];
  const factsOf = (leg: 'terminal' | 'expert') => {
    const series = legs.find((one) => one.leg === leg && one.ordinal === 1);
    const facts = series === undefined ? undefined : legFacts(t, language, series);
    return facts === undefined ? {} : { facts };
  };
  const others = legs.filter(({ leg, ordinal }) => ordinal > 1 || (leg !== 'terminal' && leg !== 'expert'));
  return (
    <div className={styles['path']}>
      <PathLine
        terminal={{ name: inLanguage(terminal.names), health: terminalHealth(terminal), ...factsOf('terminal') }}
        expert={{
          name: call === null ? t('whose.expert') : agencyShortName(call.agencyId),
          health: isRunning ? healthOf(alerts.filter(({ leg }) => leg === 'expert')) : 'off',
          ...factsOf('expert'),
        }}
      />
      {others.length > 0 && (
        <ul className={styles['others']}>
          {others.map((one) => (
            <li key={legKey(one)}>
              <b>{whoText(t, one)}</b> {legFacts(t, language, one)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
