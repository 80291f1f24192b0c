import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { TerminalView } from '#shared/contract/views/index.ts';
import { Button } from '#client/components/Button.tsx';
import dialogStyles from '#client/components/Dialog.module.css';
import { errorText } from '#client/components/errorText.ts';
import { Notice } from '#client/components/Notice.tsx';
import { useTexts } from '#client/i18n/index.ts';
import type { TerminalProps } from './TerminalPage.tsx';
import styles from './Terminal.module.css';

/** One agency wants another to know something: the customer reads it and decides. Nothing else goes on before. */
export function ConsentDialog({ face, catalogue, consent }: TerminalProps & { readonly consent: NonNullable<TerminalView['consent']> }) {
  const { t, inLanguage } = useTexts('terminal');
  const [error, setError] = useState<unknown>(null);
  const nameOf = (agencyId: string): string => {
    const agency = catalogue.agencies.find(({ id }) => id === agencyId);
    return agency === undefined ? agencyId : inLanguage(agency.shortNames);
  };
  const decide = (isAgreed: boolean): void => void face.connection.request('note:decide', { noteId: consent.noteId, isAgreed }).catch(setError);
  const to = nameOf(consent.toAgencyId);
  return (
    <ModalOverlay isOpen className={dialogStyles['overlay'] ?? ''}>
      <Modal className={dialogStyles['modal'] ?? ''}>
        <Dialog role="alertdialog" className={dialogStyles['dialog'] ?? ''} data-testid="consent">
          <Heading slot="title">{t('consent.title', { to })}</Heading>
          <p>{t('consent.text', { from: nameOf(consent.fromAgencyId), to })}</p>
          <blockquote className={styles['quote']}>{consent.note}</blockquote>
          {error !== null && <Notice kind="warning">{errorText(t, error)}</Notice>}
          <div className={dialogStyles['actions'] ?? ''}>
            <Button kind="secondary" size="large" onPress={() => decide(false)}>
              {t('consent.refuse')}
            </Button>
            <Button size="large" onPress={() => decide(true)}>
              {t('consent.agree', { to })}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
