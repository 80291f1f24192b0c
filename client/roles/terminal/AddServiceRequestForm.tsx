import { useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import type { CallId } from '#shared/ids.ts';
import { Button } from '#client/ui/Button.tsx';
import { type ChosenService, ServiceChoice } from '#client/features/catalogue/ServiceChoice.tsx';
import { DialogActions } from '#client/ui/ModalDialog.tsx';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import type { TerminalProps } from './props.ts';
import styles from './MattersDialog.module.css';

/** Another matter for the same visit, while one waits or talks; its queue is joined by itself when the others are done. */
export function AddServiceRequestForm({ roleClient, catalogue, onClose }: TerminalProps & { readonly onClose: () => void }) {
  const { t, language } = useTexts('terminal');
  const [serviceRequest, setServiceRequest] = useState<ChosenService>({ agencyId: null, serviceId: null });
  const { agencyId, serviceId } = serviceRequest;
  const { act, notice } = useNotedRequest(roleClient);
  const callId = useRef(crypto.randomUUID() as CallId);
  const add = async (): Promise<void> => {
    if (agencyId === null || serviceId === null) return;
    if ((await act('visit:planServiceRequest', { callId: callId.current, agencyId, serviceId, language })) !== null) onClose();
  };
  return (
    <Form
      className={styles['form'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <ServiceChoice catalogue={catalogue} value={serviceRequest} testId="add" onChange={setServiceRequest} />
      {notice}
      <DialogActions>
        <Button kind="secondary" size="large" onPress={onClose}>
          {t('cancel')}
        </Button>
        <Button size="large" type="submit" isDisabled={serviceId === null}>
          {t('serviceRequests.addThis')}
        </Button>
      </DialogActions>
    </Form>
  );
}
