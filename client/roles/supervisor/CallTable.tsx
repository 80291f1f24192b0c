import { Ear, Pause } from 'lucide-react';
import type { SupervisorView } from '#shared/contract/views/index.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { DataTable } from '#client/ui/DataTable.tsx';
import { clockText } from '#client/ui/duration.ts';
import { State } from '#client/ui/State.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import type { DeskProps } from './props.ts';

type Running = SupervisorView['calls'][number];

/** The agency's calls now; listening in is announced to everybody in the call. */
export function CallTable({ roleClient, view, catalogue, act }: DeskProps) {
  const { t, inLanguage } = useTexts('supervisor');
  const { serviceName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  const title = t('calls.title', { count: view.calls.length });
  return (
    <Panel title={title} label={title} isFlush>
      <DataTable
        caption={title}
        columns={[
          { id: 'expert', title: t('calls.expert') },
          { id: 'service', title: t('queues.service') },
          { id: 'point', title: t('entries.point') },
          { id: 'length', title: t('calls.length') },
          { id: 'act', title: t('entries.act') },
        ]}
        rows={view.calls.map((call) => ({
          id: call.callId,
          testId: 'runningCall',
          data: { 'data-state': call.state },
          cells: [
            call.expertName,
            `${serviceName(call.serviceId)}${call.isConsultation ? ` · ${t('calls.consultation')}` : ''}`,
            inLanguage(call.pointNames),
            <CallLength key="length" call={call} now={now} />,
            !call.isConsultation && view.listening === null && <Listen key="act" callId={call.callId} act={act} />,
          ],
        }))}
        empty={t('calls.none')}
      />
    </Panel>
  );
}

function CallLength({ call: { acceptedAt, heldAt }, now }: { readonly call: Running; readonly now: number }) {
  const { t } = useTexts('supervisor');
  const length = clockText(now - acceptedAt);
  if (heldAt === null)
    return (
      <State kind="live" look="plain">
        {length}
      </State>
    );
  return (
    <State kind="live" look="plain" icon={<Pause aria-hidden />}>
      {length} · {t('calls.onHold', { time: clockText(now - heldAt) })}
    </State>
  );
}

function Listen({ callId, act }: Pick<DeskProps, 'act'> & { readonly callId: Running['callId'] }) {
  const { t } = useTexts('supervisor');
  return (
    <ConfirmDialog
      trigger={
        <Button kind="quiet" icon={<Ear aria-hidden />}>
          {t('calls.listen')}
        </Button>
      }
      title={t('calls.listenTitle')}
      text={t('calls.listenText')}
      confirm={t('calls.listen')}
      cancel={t('cancel')}
      onConfirm={() => void act('call:listen', { callId })}
    />
  );
}
