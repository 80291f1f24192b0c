import { ModalDialog } from '#client/ui/ModalDialog.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import type { TerminalProps } from './props.ts';
import { SetUpForm } from './SetUpForm.tsx';

type Props = TerminalProps & { readonly isOpen: boolean; readonly onOpenChange: (isOpen: boolean) => void };

/** Sets up a call for a customer, in the page's place. It stays open whatever the terminal does meanwhile. */
export function SetUpDialog({ isOpen, onOpenChange, ...props }: Props) {
  const { t, inLanguage } = useTexts('adviser');
  const { names } = props.terminal;
  return (
    <ModalDialog
      title={t('setUp.titleFor', { terminal: inLanguage(names) })}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      page={{ back: t('terminals') }}
      data-testid="setUp"
    >
      {(close) => <SetUpForm {...props} onClose={close} />}
    </ModalDialog>
  );
}
