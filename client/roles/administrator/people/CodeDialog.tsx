import type { StaffRole } from '#shared/people/person.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import styles from './People.module.css';

type Props = {
  readonly name: string;
  readonly codes: readonly { readonly role: StaffRole; readonly code: string }[];
  readonly onClose: () => void;
};

/** One-time codes, which nobody can read again. */
export function CodeDialog({ name, codes, onClose }: Props) {
  const { t } = useTexts('people');
  return (
    <ModalDialog title={t('code.title', { name })} isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <p>{t('code.text')}</p>
      {codes.map(({ role, code }) => (
        <p key={role}>
          {codes.length > 1 && t('code.role', { role: t(`role.${role}`) })}{' '}
          <code className={styles['code']} data-testid={`code-${role}`}>
            {code}
          </code>
        </p>
      ))}
      <p>{t('code.where', { address: window.location.host })}</p>
      <DialogActions>
        <Button onPress={onClose}>{t('code.close')}</Button>
      </DialogActions>
    </ModalDialog>
  );
}
