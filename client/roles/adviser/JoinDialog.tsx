import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { MicrophoneMode } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';
import { Button } from '#client/ui/Button.tsx';
import dialogStyles from '#client/ui/Dialog.module.css';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import type { DeskProps } from './props.ts';

/** Joining for the connection alone comes first; with the people, one says whether one's device is in the terminal's room (F50, F56). */
export function JoinDialog({ act, callId, isElsewhere }: DeskProps & { readonly callId: CallId; readonly isElsewhere: boolean }) {
  const { t } = useTexts('adviser');
  return (
    <DialogTrigger>
      <Button kind="secondary">{t('join.title')}</Button>
      <ModalOverlay className={dialogStyles['overlay'] ?? ''} isDismissable>
        <Modal className={dialogStyles['modal'] ?? ''}>
          <Dialog className={dialogStyles['dialog'] ?? ''}>
            {({ close }) => {
              const join = (microphone: MicrophoneMode) => {
                close();
                void act('call:join', { callId, microphone });
              };
              return (
                <>
                  <Heading slot="title">{t('join.title')}</Heading>
                  <p>{t('join.visible')}</p>
                  <p>{t('join.connectionOnlyText')}</p>
                  {!isElsewhere && <Notice kind="warning">{t('join.sameRoom')}</Notice>}
                  <div className={dialogStyles['actions']}>
                    <Button kind="secondary" onPress={close}>
                      {t('cancel', { ns: 'common' })}
                    </Button>
                    <Button kind="secondary" onPress={() => join('open')}>
                      {t('join.open')}
                    </Button>
                    {!isElsewhere && (
                      <Button kind="secondary" onPress={() => join('muted')}>
                        {t('join.muted')}
                      </Button>
                    )}
                    <Button onPress={() => join('connectionOnly')}>{t('join.connectionOnly')}</Button>
                  </div>
                </>
              );
            }}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
