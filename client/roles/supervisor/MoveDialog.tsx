import { useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { catalogueAt } from '#shared/catalogue/atPoint.ts';
import type { SupervisorView } from '#shared/contract/views/index.ts';
import type { CallId } from '#shared/ids.ts';
import { Button } from '#client/ui/Button.tsx';
import { type ChosenService, ServiceChoice } from '#client/features/catalogue/ServiceChoice.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './MoveDialog.module.css';
import type { DeskProps } from './props.ts';

type Props = DeskProps & { readonly entry: SupervisorView['entries'][number] };

/** Moves who waits to the queue where they belong; they keep their time of arrival. */
export function MoveDialog(props: Props) {
  const { t } = useTexts('supervisor');
  return (
    <ModalDialog title={t('move.title')} trigger={<Button kind="quiet">{t('entries.move')}</Button>}>
      {(close) => <MoveForm {...props} onClose={close} />}
    </ModalDialog>
  );
}

function MoveForm({ view, catalogue, act, entry, onClose }: Props & { readonly onClose: () => void }) {
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
      <ServiceChoice
        catalogue={catalogueAt(catalogue, entry.pointId)}
        value={serviceRequest}
        testId="move"
        without={entry.serviceId}
        onChange={setServiceRequest}
      />
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
