import type { Wall } from '#shared/contract/wall.ts';
import { clockText } from '#client/ui/duration.ts';
import { Bar } from '#client/ui/DataTable.tsx';
import { StateIcon } from '#client/ui/StateIcon.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useTarget } from './useTarget.ts';
import styles from './WallQueues.module.css';

type Queue = Wall['queues'][number];

/** More could not be read from six metres. */
const shown = 6;

/** Where somebody has waited longest stands first. */
const inHaste = (queues: readonly Queue[]) => queues.toSorted((a, b) => (a.longestSince ?? Infinity) - (b.longestSince ?? Infinity) || b.waiting - a.waiting);

/** The queues as rows; where there are too many, those in which somebody waits. */
export function WallQueues({ queues, now }: { readonly queues: readonly Queue[]; readonly now: number }) {
  const { t } = useTexts('supervisor');
  const rows = queues.length <= shown ? queues : inHaste(queues).slice(0, shown);
  return (
    <section className={styles['queues']} aria-label={t('queues.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('queues.service')}</th>
            <th scope="col" data-figure>
              {t('queues.waiting')}
            </th>
            <th scope="col">{t('queues.longest')}</th>
            <th scope="col" data-figure>
              {t('wall.onDuty')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((queue) => (
            <QueueRow key={queue.serviceId} queue={queue} now={now} />
          ))}
        </tbody>
      </table>
      {queues.length > rows.length && <p>{t('wall.more', { count: queues.length - rows.length })}</p>}
    </section>
  );
}

function QueueRow({ queue, now }: { readonly queue: Queue; readonly now: number }) {
  const { t, inLanguage } = useTexts('supervisor');
  const { serviceId, names, waiting, longestSince, ableOnDuty, closure } = queue;
  const isAlone = waiting > 0 && ableOnDuty === 0;
  const { kind, share } = useTarget()(longestSince === null ? 0 : now - longestSince);
  return (
    <tr data-testid={`wall-queue-${serviceId}`}>
      <th scope="row">
        {inLanguage(names)}
        {closure !== null && <small>{t('queues.closed')}</small>}
        {isAlone && <small data-state="bad">{t('queues.alone')}</small>}
      </th>
      <td data-figure>{waiting}</td>
      <td>
        {longestSince === null ? (
          <span className={styles['nobody']}>–</span>
        ) : (
          <span className={styles['wait']} data-state={kind}>
            <span>
              <StateIcon kind={kind} />
              {clockText(now - longestSince)}
            </span>
            <Bar share={share} />
          </span>
        )}
      </td>
      <td data-figure>{ableOnDuty}</td>
    </tr>
  );
}
