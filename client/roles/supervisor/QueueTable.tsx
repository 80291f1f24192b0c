import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Panel } from '#client/ui/Card.tsx';
import { DataTable } from '#client/ui/DataTable.tsx';
import { State } from '#client/ui/State.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import { QueueClosure } from './QueueClosure.tsx';
import type { DeskProps } from './props.ts';
import { Wait } from './Wait.tsx';

/** Each queue of the agency: who waits, how long, who could help; and the door. */
export function QueueTable(props: DeskProps) {
  const { roleClient, view, catalogue } = props;
  const { t } = useTexts('supervisor');
  const { agencyName, serviceName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  const name = agencyName(view.supervisor.agencyId);
  return (
    <Panel title={t('queues.title')} label={t('queues.title')} isFlush tools={<QueueClosure {...props} serviceId={null} name={name} closure={view.closure} />}>
      <DataTable
        caption={t('queues.title')}
        columns={[
          { id: 'service', title: t('queues.service') },
          { id: 'waiting', title: t('queues.waiting'), isFigure: true },
          { id: 'longest', title: t('queues.longest') },
          { id: 'able', title: t('queues.able'), isFigure: true },
          { id: 'booked', title: t('queues.booked'), isFigure: true },
          { id: 'door', title: t('queues.door') },
        ]}
        rows={view.queues.map(({ serviceId, waiting, booked, longestSince, ableOnDuty, closure }) => {
          const isAlone = waiting > 0 && ableOnDuty === 0;
          return {
            id: serviceId,
            testId: `queue-${serviceId}`,
            data: { 'data-closed': closure !== null, 'data-alone': isAlone },
            cells: [
              serviceName(serviceId),
              <b key="waiting">{waiting}</b>,
              longestSince === null ? '–' : <Wait key="longest" ms={now - longestSince} />,
              isAlone ? (
                <State key="able" kind="bad" look="plain">
                  {t('queues.nobody')}
                </State>
              ) : ableOnDuty === 0 ? (
                t('queues.nobody')
              ) : (
                ableOnDuty
              ),
              booked,
              <QueueClosure key="door" {...props} serviceId={serviceId} name={serviceName(serviceId)} closure={closure} />,
            ],
          };
        })}
        empty={t('tiles.nobodyWaits')}
      />
    </Panel>
  );
}
