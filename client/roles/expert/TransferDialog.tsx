import { Forward } from 'lucide-react';
import { useRef, useState } from 'react';
import { Form, Label, TextArea, TextField } from 'react-aria-components';
import type { CallId } from '#shared/ids.ts';
import { Button } from '#client/ui/Button.tsx';
import { type ChosenService, ServiceChoice } from '#client/features/catalogue/ServiceChoice.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { useDraft } from '#client/app/state/drafts.ts';
import styles from './Expert.module.css';
import type { DeskProps } from './props.ts';

type Props = DeskProps & { readonly callId: CallId };

/** As long as the contract allows. */
const noteMaxLength = 500;

/**
 * Sends the customer on to another service or agency, where they keep the visit and get a head start; or asks a colleague there first, from
 * which the customer can be brought in or handed over.
 */
export function TransferDialog(props: Props) {
  const { t } = useTexts('expert');
  return (
    <ModalDialog
      title={t('transfer.title')}
      trigger={
        <Button kind="secondary" icon={<Forward aria-hidden className={styles['mirrorInRtl'] ?? ''} />}>
          {t('transfer.title')}
        </Button>
      }
    >
      {(close) => <TransferForm {...props} onClose={close} />}
    </ModalDialog>
  );
}

function TransferForm({ view, catalogue, act, callId, onClose }: Props & { readonly onClose: () => void }) {
  const { t } = useTexts('expert');
  const [serviceRequest, setServiceRequest] = useState<ChosenService>({ agencyId: view.expert.agencyId, serviceId: null });
  const { agencyId, serviceId } = serviceRequest;
  const [note, setNote] = useDraft(callId, 'transfer');
  // One id for this transfer: sending again after a lost answer is the same act.
  const newCallId = useRef(crypto.randomUUID() as CallId);
  const isOwn = agencyId === view.expert.agencyId;
  const submit = async (name: 'call:transfer' | 'consultation:start'): Promise<void> => {
    if (agencyId === null || serviceId === null) return;
    if (await act(name, { callId, newCallId: newCallId.current, agencyId, serviceId, note: isOwn ? note : '' })) {
      setNote('');
      onClose();
    }
  };
  const canAsk = view.call?.askedBy === null && view.call.consultation === null;
  return (
    <Form
      className={styles['form'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        void submit('call:transfer');
      }}
    >
      <p>{t('transfer.text')}</p>
      <ServiceChoice catalogue={catalogue} value={serviceRequest} testId="transfer" onChange={setServiceRequest} />
      {isOwn ? (
        <TextField value={note} onChange={setNote} maxLength={noteMaxLength} className={styles['field'] ?? ''}>
          <Label>{t('transfer.note')}</Label>
          <TextArea rows={3} className={styles['textArea'] ?? ''} />
        </TextField>
      ) : (
        <p>{t('transfer.noNote')}</p>
      )}
      <DialogActions>
        <Button kind="secondary" onPress={onClose}>
          {t('cancel')}
        </Button>
        {canAsk && (
          <Button kind="secondary" isDisabled={serviceId === null} onPress={() => void submit('consultation:start')}>
            {t('transfer.ask')}
          </Button>
        )}
        <Button type="submit" isDisabled={serviceId === null}>
          {t('transfer.send')}
        </Button>
      </DialogActions>
    </Form>
  );
}
