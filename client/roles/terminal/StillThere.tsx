import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '#client/ui/Button.tsx';
import dialogStyles from '#client/ui/Dialog.module.css';
import { useTexts } from '#client/app/i18n/index.ts';

type Props = {
  /** What happens without an answer. */
  readonly text: 'idle.text' | 'idle.waitingText';
  readonly onHere: () => void;
};

/** Asked before the terminal wipes itself, or parks the place of somebody who waits. */
export function StillThere({ text, onHere }: Props) {
  const { t } = useTexts('terminal');
  return (
    <ModalOverlay isOpen className={dialogStyles['overlay'] ?? ''}>
      <Modal className={dialogStyles['modal'] ?? ''}>
        <Dialog role="alertdialog" className={dialogStyles['dialog'] ?? ''} data-testid="stillThere">
          <Heading slot="title">{t('idle.title')}</Heading>
          <p>{t(text)}</p>
          <Button size="large" autoFocus onPress={onHere}>
            {t('idle.here')}
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
