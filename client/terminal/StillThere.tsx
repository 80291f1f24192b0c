import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '#client/components/Button.tsx';
import dialogStyles from '#client/components/Dialog.module.css';
import { useTexts } from '#client/i18n/index.ts';

/** Asked before the terminal wipes itself. */
export function StillThere({ onHere }: { readonly onHere: () => void }) {
  const { t } = useTexts('terminal');
  return (
    <ModalOverlay isOpen className={dialogStyles['overlay'] ?? ''}>
      <Modal className={dialogStyles['modal'] ?? ''}>
        <Dialog role="alertdialog" className={dialogStyles['dialog'] ?? ''}>
          <Heading slot="title">{t('idle.title')}</Heading>
          <p>{t('idle.text')}</p>
          <Button size="large" autoFocus onPress={onHere}>
            {t('idle.here')}
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
