import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import { Button } from '#client/components/Button.tsx';
import dialogStyles from '#client/components/Dialog.module.css';
import { errorText } from '#client/components/errorText.ts';
import { Notice } from '#client/components/Notice.tsx';
import { useTexts } from '#client/i18n/index.ts';
import type { TerminalProps } from './TerminalPage.tsx';

/** The adviser, or a supervisor, asks to hear a confidential matter; the customer says yes or no, and nothing is heard before (F106). */
export function AdviserConsent({ face, call }: Pick<TerminalProps, 'face'> & { readonly call: TerminalCall }) {
  const { t } = useTexts('terminal');
  const [error, setError] = useState<unknown>(null);
  const asking = 'advisers' in call ? call.advisers.find(({ wish }) => wish !== null) : undefined;
  if (asking === undefined) return null;
  const answer = (isAgreed: boolean): void =>
    void face.connection.request('call:answerAdviser', { callId: call.callId, adviserId: asking.adviserId, isAgreed }).catch(setError);
  return (
    <ModalOverlay isOpen className={dialogStyles['overlay'] ?? ''}>
      <Modal className={dialogStyles['modal'] ?? ''}>
        <Dialog role="alertdialog" className={dialogStyles['dialog'] ?? ''} data-testid="adviserConsent">
          <Heading slot="title">{t(`adviserConsent.${asking.role}.title`, { name: asking.displayName })}</Heading>
          <p>{t(`adviserConsent.${asking.role}.text`)}</p>
          {error !== null && <Notice kind="warning">{errorText(t, error)}</Notice>}
          <div className={dialogStyles['actions'] ?? ''}>
            <Button kind="secondary" size="large" onPress={() => answer(false)}>
              {t('adviserConsent.no')}
            </Button>
            <Button size="large" onPress={() => answer(true)}>
              {t('adviserConsent.yes')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
