import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { clockText } from '#client/ui/duration.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import { QueueClosure } from './QueueClosure.tsx';
import styles from './Supervisor.module.css';
import type { DeskProps } from './props.ts';

/** Each queue of the agency: who waits, how long, who could help; and the door. */
export function QueueTable(props: DeskProps) {
  const { roleClient, view, catalogue } = props;
  const { t } = useTexts('supervisor');
  const { agencyName, serviceName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  return (
    <section aria-labelledby="queues-title">
      <h2 id="queues-title">{t('queues.title')}</h2>
      <QueueClosure {...props} serviceId={null} name={agencyName(view.supervisor.agencyId)} closure={view.closure} />
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('queues.service')}</th>
            <th scope="col">{t('queues.waiting')}</th>
            <th scope="col">{t('queues.longest')}</th>
            <th scope="col">{t('queues.booked')}</th>
            <th scope="col">{t('queues.able')}</th>
            <th scope="col">{t('queues.door')}</th>
          </tr>
        </thead>
        <tbody>
          {view.queues.map(({ serviceId, waiting, booked, longestSince, ableOnDuty, closure }) => {
            return (
              <tr key={serviceId} data-testid={`queue-${serviceId}`} data-closed={closure !== null} data-alone={waiting > 0 && ableOnDuty === 0}>
                <th scope="row">{serviceName(serviceId)}</th>
                <td>{waiting}</td>
                <td>{longestSince === null ? '–' : clockText(now - longestSince)}</td>
                <td>{booked}</td>
                <td>{ableOnDuty === 0 ? t('queues.nobody') : ableOnDuty}</td>
                <td>
                  <QueueClosure {...props} serviceId={serviceId} name={serviceName(serviceId)} closure={closure} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
