import { useRef, useState } from 'react';
import { Form, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { SupervisorView } from '#shared/contract/views/index.ts';
import type { CallId, ExpertId } from '#shared/ids.ts';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { type ChosenService, ServiceChoice } from '#client/features/catalogue/ServiceChoice.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { clockText } from '#client/ui/duration.ts';
import { languagesOf, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { useNow } from '#client/app/state/roleClient.ts';
import { PriorityDialog } from './PriorityDialog.tsx';
import styles from './Supervisor.module.css';
import type { DeskProps } from './props.ts';

type Entry = SupervisorView['entries'][number];

/** Everybody who waits, in serving order; to be given to somebody by hand, or moved to where they belong. */
export function EntryTable(props: DeskProps) {
  const { roleClient, view, catalogue } = props;
  const { t, language, inLanguage } = useTexts('supervisor');
  const { serviceName } = useCatalogueTexts(catalogue);
  const now = useNow(roleClient);
  const count = view.queues.reduce((sum, { waiting }) => sum + waiting, 0);
  return (
    <section aria-labelledby="entries-title">
      <h2 id="entries-title">{t('entries.title', { count })}</h2>
      {view.entries.length > 0 && (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('queues.service')}</th>
              <th scope="col">{t('entries.point')}</th>
              <th scope="col">{t('entries.waited')}</th>
              <th scope="col">{t('entries.state')}</th>
              <th scope="col">{t('entries.act')}</th>
            </tr>
          </thead>
          <tbody>
            {view.entries.map((entry) => {
              return (
                <tr key={entry.callId} data-testid="entry" data-state={entry.state}>
                  <th scope="row">
                    {serviceName(entry.serviceId)} · {languagesOf(entry)}
                  </th>
                  <td>{inLanguage(entry.pointNames)}</td>
                  <td>
                    {clockText(Math.max(0, now - (entry.bookedFor ?? entry.queuedAt)))}
                    {entry.bookedFor !== null && ` · ${t('entries.booked', { time: clockTime(entry.bookedFor, language, false) })}`}
                  </td>
                  <td>
                    {t(`entries.states.${entry.state}`, { name: entry.ringingAt ?? '' })}
                    {entry.priority !== 0 && ` · ${t('entries.priority', { priority: entry.priority > 0 ? `+${entry.priority}` : entry.priority })}`}
                    {entry.terminalPresence?.state === 'lost' && ` · ${t('entries.lost')}`}
                  </td>
                  <td>
                    {entry.state === 'queued' && <AssignMenu {...props} entry={entry} />}
                    {(entry.state === 'queued' || entry.state === 'parked') && !entry.isConsultation && <MoveDialog {...props} entry={entry} />}
                    {entry.state !== 'offered' && <PriorityDialog act={props.act} entry={entry} />}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {count > view.entries.length && <p>{t('entries.more', { count: count - view.entries.length })}</p>}
    </section>
  );
}

function AssignMenu({ view, act, entry }: DeskProps & { readonly entry: Entry }) {
  const { t } = useTexts('supervisor');
  const free = view.experts.filter(({ status }) => status.status === 'available');
  return (
    <MenuTrigger>
      <Button kind="quiet" isDisabled={free.length === 0}>
        {t('entries.assign')}
      </Button>
      <Popover className={styles['popover'] ?? ''}>
        <Menu onAction={(key) => void act('queue:assign', { callId: entry.callId, expertId: String(key) as ExpertId })}>
          {free.map(({ id, displayName }) => (
            <MenuItem key={id} id={id} className={styles['menuItem'] ?? ''}>
              {displayName}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function MoveDialog(props: DeskProps & { readonly entry: Entry }) {
  const { t } = useTexts('supervisor');
  return (
    <ModalDialog title={t('move.title')} trigger={<Button kind="quiet">{t('entries.move')}</Button>}>
      {(close) => <MoveForm {...props} onClose={close} />}
    </ModalDialog>
  );
}

function MoveForm({ view, catalogue, act, entry, onClose }: DeskProps & { readonly entry: Entry; readonly onClose: () => void }) {
  const { t } = useTexts('supervisor');
  const [serviceRequest, setServiceRequest] = useState<ChosenService>({ agencyId: view.supervisor.agencyId, serviceId: null });
  const { agencyId, serviceId } = serviceRequest;
  const newCallId = useRef(crypto.randomUUID() as CallId);
  const move = async (): Promise<void> => {
    if (agencyId !== null && serviceId !== null && (await act('queue:move', { callId: entry.callId, newCallId: newCallId.current, agencyId, serviceId })))
      onClose();
  };
  return (
    <Form
      className={styles['form'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        void move();
      }}
    >
      <p>{t('move.text')}</p>
      <ServiceChoice catalogue={catalogue} value={serviceRequest} testId="move" without={entry.serviceId} onChange={setServiceRequest} />
      <DialogActions>
        <Button kind="secondary" onPress={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" isDisabled={serviceId === null}>
          {t('move.submit')}
        </Button>
      </DialogActions>
    </Form>
  );
}
