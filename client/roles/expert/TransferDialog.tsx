import { type ReactElement, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { catalogueAt } from '#shared/catalogue/atPoint.ts';
import type { CallId } from '#shared/ids.ts';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { type ChosenService, ServiceChoice } from '#client/features/catalogue/ServiceChoice.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useDraft } from '#client/app/state/drafts.ts';
import type { CallProps } from './props.ts';
import styles from './TransferDialog.module.css';

type Props = CallProps & {
  /** Ask a colleague there first, from which the customer can be brought in or handed over; or send the customer on at once. */
  readonly how: 'ask' | 'transfer';
};

/** As long as the contract allows. */
const noteMaxLength = 500;
const titles = { ask: 'transfer.askTitle', transfer: 'transfer.title' } as const;
const texts = { ask: 'transfer.askText', transfer: 'transfer.text' } as const;
const acts = { ask: 'transfer.ask', transfer: 'transfer.send' } as const;
const requests = { ask: 'consultation:start', transfer: 'call:transfer' } as const;

/** Sends the customer on to another service or agency, where they keep the visit and get a head start; or asks a colleague there first. */
export function TransferDialog({ trigger, ...props }: Props & { readonly trigger: ReactElement<{ readonly onPress?: () => void }> }) {
  const { t } = useTexts('expert');
  return (
    <ModalDialog title={t(titles[props.how])} trigger={trigger}>
      {(close) => <TransferForm {...props} onClose={close} />}
    </ModalDialog>
  );
}

function TransferForm({ view, catalogue, act, call: { callId, pointId }, how, onClose }: Props & { readonly onClose: () => void }) {
  const { t } = useTexts('expert');
  const [serviceRequest, setServiceRequest] = useState<ChosenService>({ agencyId: view.expert.agencyId, serviceId: null });
  const { agencyId, serviceId } = serviceRequest;
  const [note, setNote] = useDraft(callId, 'transfer');
  // One id for this transfer: sending again after a lost answer is the same act.
  const newCallId = useRef(crypto.randomUUID() as CallId);
  const isOwn = agencyId === view.expert.agencyId;
  const submit = async (): Promise<void> => {
    if (agencyId === null || serviceId === null) return;
    if (await act(requests[how], { callId, newCallId: newCallId.current, agencyId, serviceId, note: isOwn ? note : '' })) {
      setNote('');
      onClose();
    }
  };
  return (
    <Form
      className={styles['form'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>{t(texts[how])}</p>
      <ServiceChoice catalogue={catalogueAt(catalogue, pointId)} value={serviceRequest} testId="transfer" onChange={setServiceRequest} />
      {isOwn ? <Field label={t('transfer.note')} value={note} onChange={setNote} maxLength={noteMaxLength} rows={3} /> : <p>{t('transfer.noNote')}</p>}
      <DialogActions>
        <Button kind="secondary" onPress={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" notReady={serviceId === null ? t('transfer.notReady') : null}>
          {t(acts[how])}
        </Button>
      </DialogActions>
    </Form>
  );
}
