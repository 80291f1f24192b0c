import type { MicrophoneMode } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';
import { Button } from '#client/ui/Button.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import type { DeskProps } from './props.ts';

/** Joining for the connection alone comes first; with the people, one says whether one's device is in the terminal's room (F50, F56). */
export function JoinDialog({ act, callId, isElsewhere }: DeskProps & { readonly callId: CallId; readonly isElsewhere: boolean }) {
  const { t } = useTexts('adviser');
  return (
    <ModalDialog title={t('join.title')} trigger={<Button kind="secondary">{t('join.title')}</Button>} isDismissable>
      {(close) => {
        const join = (microphone: MicrophoneMode) => {
          close();
          void act('call:join', { callId, microphone });
        };
        return (
          <>
            <p>{t('join.visible')}</p>
            <p>{t('join.connectionOnlyText')}</p>
            {!isElsewhere && <Notice kind="warning">{t('join.sameRoom')}</Notice>}
            <DialogActions>
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
            </DialogActions>
          </>
        );
      }}
    </ModalDialog>
  );
}
