import { ChartLine, Table2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { NumberName } from '#shared/connection/figures.ts';
import { causeOf } from '#shared/connection/findings.ts';
import type { ConnectionHistory as History } from '#shared/contract/connection.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockSeconds } from '#client/app/i18n/openingText.ts';
import styles from './ConnectionHistory.module.css';
import { HistoryTable } from './HistoryTable.tsx';
import { QualityLine } from './QualityLine.tsx';
import { Timeline } from './Timeline.tsx';
import { figureNames } from './figureTexts.ts';
import { type HistoryEvent, eventsOf, legKey, rowsOf } from './historyRows.ts';
import { whoText } from './legTexts.ts';
import { strokeOf } from './strokes.ts';
import { remoteActionText } from './remoteActionText.ts';

type Props = { readonly history: History; readonly foot?: ReactNode };
type Texts = ReturnType<typeof useTexts>['t'];

/** The connections of a call over time, with what was found and what was done on the same line of time, or all of it as a table. */
export default function ConnectionHistory({ history, foot }: Props) {
  const { t, language } = useTexts('connection');
  const [name, setName] = useState<NumberName>('downLossRatio');
  const [isTable, setTable] = useState(false);
  const { legs } = history;
  const { scores, rating } = history.quality;
  const hasFoot = foot !== undefined || scores.length > 0 || rating !== null;
  const clock = (at: number): string => clockSeconds(at, language);
  const rows = rowsOf(history, name);
  const events = eventsOf(history).map((event) => ({ at: event.at, text: eventText(t, event) }));
  const zones = history.alerts.map(({ since, endedAt, code }) => ({ from: since, to: endedAt, isStop: causeOf(code).rank === 'stops' }));
  const tools = legs.length > 0 && (
    <>
      <Choice
        label={t('graph.measure')}
        value={name}
        testId="figureChoice"
        options={figureNames.map((id) => ({ id, text: t(`figure.${id}`) }))}
        onChange={setName}
      />
      <Button kind="quiet" icon={isTable ? <ChartLine aria-hidden /> : <Table2 aria-hidden />} onPress={() => setTable(!isTable)}>
        {t(isTable ? 'graph.graph' : 'graph.table')}
      </Button>
    </>
  );
  return (
    <div className={styles['history']} data-testid="connectionHistory">
      <Panel
        title={<Title legs={legs} />}
        tools={<div className={styles['tools']}>{tools}</div>}
        {...(hasFoot ? { foot: <Foot quality={history.quality}>{foot}</Foot> } : {})}
        isFlush
      >
        <div className={styles['body']}>
          {legs.length === 0 ? (
            <p>{t('noHistory')}</p>
          ) : isTable ? (
            <HistoryTable legs={legs} rows={rows} name={name} clock={clock} />
          ) : (
            <Timeline legs={legs} rows={rows} events={events} zones={zones} clock={clock} />
          )}
          {events.length > 0 && (
            <ol className={styles['events']} aria-label={t('graph.events')}>
              {events.map(({ at, text }) => (
                <li key={`${at} ${text}`}>
                  {text} <small>{clock(at)}</small>
                </li>
              ))}
            </ol>
          )}
        </div>
      </Panel>
    </div>
  );
}

const Foot = ({ quality, children }: Pick<History, 'quality'> & { readonly children: ReactNode }) => (
  <>
    {children}
    <QualityLine quality={quality} />
  </>
);

/** The graph's name, and whose line is which. */
function Title({ legs }: Pick<History, 'legs'>) {
  const { t } = useTexts('connection');
  return (
    <span className={styles['title']}>
      {t('graph.title')}
      {legs.map((leg) => (
        <small key={legKey(leg)}>
          <svg viewBox="0 0 32 8" aria-hidden>
            <line x1="2" x2="30" y1="4" y2="4" {...strokeOf(leg)} />
          </svg>
          {whoText(t, leg)}
        </small>
      ))}
    </span>
  );
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
