import { useEffect, useId, useState } from 'react';
import type { NumberName } from '#shared/connection/figures.ts';
import type { ConnectionHistory as History } from '#shared/contract/connection.ts';
import { Choice } from '#client/ui/Choice.tsx';
import { errorText } from '#client/app/shell/errorText.ts';
import type { OnRefused } from '#client/app/shell/useRequest.ts';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockSeconds } from '#client/app/i18n/openingText.ts';
import styles from './Connection.module.css';
import { QualityLine } from './QualityLine.tsx';
import { HistoryGraph } from './HistoryGraph.tsx';
import { HistoryTable } from './HistoryTable.tsx';
import { PathLines } from './PathLines.tsx';
import { figureNames } from './figureTexts.ts';
import { type HistoryEvent, eventsOf, isBlank, rowsOf } from './historyRows.ts';
import { whoText } from './legTexts.ts';
import { remoteActionText } from './remoteActionText.ts';

type Props = { readonly load: (onRefused: OnRefused) => Promise<History | null> };

type Texts = ReturnType<typeof useTexts>['t'];

const everyMs = 2_000;
/** The connections of a call over time, with what was found and what was done on the same line of time, and all of it as a table. */
export default function ConnectionHistory({ load }: Props) {
  const { t, language } = useTexts('connection');
  const { history, error } = useHistory(load);
  const [name, setName] = useState<NumberName>('downLossRatio');
  const titleId = useId();

  if (error !== null && history === null) return <Notice kind="warning">{errorText(t, error)}</Notice>;
  if (history === null) return null;
  if (isBlank(history)) return <p>{t('noHistory')}</p>;
  const clock = (at: number): string => clockSeconds(at, language);
  const rows = rowsOf(history, name);
  const events = eventsOf(history).map((event) => ({ at: event.at, text: eventText(t, event) }));
  return (
    <section aria-labelledby={titleId} className={styles['history']} data-testid="connectionHistory">
      <h3 id={titleId}>{t('graph.title')}</h3>
      <QualityLine quality={history.quality} />
      {history.legs.length === 0 ? (
        <p>{t('noHistory')}</p>
      ) : (
        <>
          <PathLines legs={history.legs} />
          <Choice
            label={t('graph.measure')}
            value={name}
            testId="figureChoice"
            options={figureNames.map((id) => ({ id, text: t(`figure.${id}`) }))}
            onChange={setName}
          />
          <HistoryGraph legs={history.legs} rows={rows} events={events} clock={clock} />
        </>
      )}
      {events.length > 0 && (
        <ul className={styles['events']} aria-label={t('graph.events')}>
          {events.map(({ at, text }) => (
            <li key={`${at} ${text}`}>
              {clock(at)} {text}
            </li>
          ))}
        </ul>
      )}
      {history.legs.length > 0 && (
        <details>
          <summary>{t('graph.table')}</summary>
          <HistoryTable legs={history.legs} rows={rows} name={name} clock={clock} />
        </details>
      )}
    </section>
  );
}

/** The newest history, as long as it is shown; what cannot be read leaves what is there. */
function useHistory(load: Props['load']) {
  const [history, setHistory] = useState<History | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    const read = (): void =>
      void load(setError).then((next) => {
        if (next === null) return;
        setHistory(next);
        setError(null);
      });
    read();
    const timer = setInterval(read, everyMs);
    return () => clearInterval(timer);
  }, [load]);
  return { history, error };
}

function eventText(t: Texts, event: HistoryEvent): string {
  switch (event.kind) {
    case 'found':
      return `${t(`whose.${event.alert.leg}`)}: ${t(`cause.${event.alert.code}.title`)}`;
    case 'over':
      return t('graph.over', { what: `${t(`whose.${event.alert.leg}`)}: ${t(`cause.${event.alert.code}.title`)}` });
    case 'repaired':
      return remoteActionText(t, event.remoteActionRun.remoteAction);
    case 'healing':
      return `${whoText(t, event.step)}: ${t(`healing.${event.step.step}`)}`;
  }
}
