import { Activity, DoorOpen, LogIn, Mic } from 'lucide-react';
import { useState } from 'react';
import type { MicrophoneMode } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';
import { Button } from '#client/ui/Button.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { OptionCards } from '#client/ui/OptionCard.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import type { DeskProps } from './props.ts';

type Props = Pick<DeskProps, 'act'> & { readonly callId: CallId; readonly isElsewhere: boolean };

/** Joining for the connection alone comes first; with the people, one says whether one's device is in the terminal's room (F50, F56). */
export function JoinDialog(props: Props) {
  const { t } = useTexts('adviser');
  return (
    <ModalDialog
      title={t('join.title')}
      trigger={
        <Button kind="secondary" icon={<LogIn aria-hidden className="turning" />}>
          {t('join.title')}
        </Button>
      }
      isDismissable
      data-testid="joinDialog"
    >
      {(close) => <Ways {...props} onClose={close} />}
    </ModalDialog>
  );
}

function Ways({ act, callId, isElsewhere, onClose }: Props & { readonly onClose: () => void }) {
  const { t } = useTexts('adviser');
  const [microphone, setMicrophone] = useState<MicrophoneMode>('connectionOnly');
  const join = () => {
    onClose();
    void act('call:join', { callId, microphone });
  };
  return (
    <>
      <p>{t('join.visible')}</p>
      <OptionCards
        label={t('join.title')}
        isLabelSeen={false}
        value={microphone}
        testIdOf={(id) => `join-${id}`}
        options={[
          { id: 'connectionOnly', title: t('join.connectionOnly'), text: t('join.connectionOnlyText'), icon: <Activity aria-hidden /> },
          // Nobody of another point is in the terminal's room.
          ...(isElsewhere ? [] : [{ id: 'muted' as const, title: t('join.muted'), text: t('join.sameRoom'), icon: <DoorOpen aria-hidden /> }]),
          { id: 'open', title: t('join.open'), text: t('join.openText'), icon: <Mic aria-hidden /> },
        ]}
        onChange={setMicrophone}
      />
      <DialogActions>
        <Button kind="secondary" onPress={onClose}>
          {t('cancel', { ns: 'common' })}
        </Button>
        <Button onPress={join} data-testid="joinNow">
          {t('join.now')}
        </Button>
      </DialogActions>
    </>
  );
}
