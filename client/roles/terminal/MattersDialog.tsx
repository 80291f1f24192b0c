import { ListChecks, Plus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { VisitServiceRequest } from '#shared/contract/views/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { useNotedRequest } from '#client/app/shell/useNotedRequest.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { AddServiceRequestForm } from './AddServiceRequestForm.tsx';
import type { TerminalProps } from './props.ts';
import { ServiceRequestList } from './ServiceRequestList.tsx';
import { SignalSwitch } from './SignalSwitch.tsx';

type Props = TerminalProps & {
  /** The button that opens it; a quiet one of its own unless another is given. */
  readonly trigger?: ReactElement;
  /** In a call: it stands beside the face. */
  readonly isInCall?: boolean;
};

/** The visit's matters, and all that can be done with them; another is added here, and its queue is joined when the others are done. */
export function MattersDialog({ trigger, isInCall = false, ...props }: Props) {
  const { t } = useTexts('terminal');
  const [isAdding, setAdding] = useState(false);
  return (
    <ModalDialog
      title={t(isAdding ? 'serviceRequests.add' : 'serviceRequests.open')}
      trigger={
        trigger ?? (
          <Button kind="quiet" icon={<ListChecks aria-hidden />} data-testid="openMatters">
            {t('serviceRequests.change')}
          </Button>
        )
      }
      isDismissable
      isWide={!isInCall}
      isAside={isInCall}
      data-testid="matters"
    >
      {(close) =>
        isAdding ? (
          <AddServiceRequestForm {...props} onClose={() => setAdding(false)} />
        ) : (
          <>
            <Matters {...props} />
            {isInCall && <SignalSwitch />}
            <DialogActions>
              <Button kind="secondary" size="large" icon={<Plus aria-hidden />} onPress={() => setAdding(true)}>
                {t('serviceRequests.add')}
              </Button>
              <Button size="large" onPress={close}>
                {t('serviceRequests.close')}
              </Button>
            </DialogActions>
          </>
        )
      }
    </ModalDialog>
  );
}

/** What is planned can be queued for already now, and what waits beside the running one given up. */
function Matters({ roleClient, view, catalogue }: TerminalProps) {
  const { t } = useTexts('terminal');
  const { act, notice } = useNotedRequest(roleClient);
  const actsOf = ({ callId, state }: VisitServiceRequest) => {
    const isBeside = callId !== view.call?.callId;
    return (
      <>
        {state === 'planned' && (
          <>
            <Button kind="secondary" onPress={() => void act('visit:joinNow', { callId })}>
              {t('serviceRequests.joinNow')}
            </Button>
            <Button kind="quiet" onPress={() => void act('visit:dropServiceRequest', { callId })}>
              {t('serviceRequests.drop')}
            </Button>
          </>
        )}
        {isBeside && state === 'parked' && (
          <Button kind="secondary" onPress={() => void act('queue:return', { callId })}>
            {t('waiting.return')}
          </Button>
        )}
        {isBeside && (state === 'waiting' || state === 'parked') && (
          <Button kind="quiet" onPress={() => void act('call:leave', { callId })}>
            {t('serviceRequests.drop')}
          </Button>
        )}
      </>
    );
  };
  return (
    <>
      <ServiceRequestList view={view} catalogue={catalogue} actsOf={actsOf} />
      {notice}
    </>
  );
}
