import { LogOut } from 'lucide-react';
import { toast } from 'sonner';
import type { Role } from '#shared/contract/define.ts';
import { providerSignOut } from '#client/app/api/accounts.ts';
import { http } from '#client/app/api/http.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';
import { Button } from '#client/ui/Button.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { errorText } from './errorText.ts';

/** Signs out of a desk; in a call it asks first, since it cuts the person off at once. */
export function SignOut<R extends Role>({ roleClient, isInCall }: { readonly roleClient: RoleClient<R>; readonly isInCall: boolean }) {
  const { t } = useTexts('common');
  const signOut = async (): Promise<void> => {
    try {
      await http.signOut(roleClient.role);
      // The session here is over, whether or not the provider can be told.
      const atProvider = await providerSignOut().catch(() => null);
      roleClient.connection.signedOut();
      if (atProvider !== null) window.location.assign(atProvider);
    } catch (error) {
      toast(errorText(t, error));
    }
  };
  const trigger = (
    <Button kind="quiet" icon={<LogOut aria-hidden />} data-testid="signOut" {...(isInCall ? {} : { onPress: () => void signOut() })}>
      {t('signOut.action')}
    </Button>
  );
  if (!isInCall) return trigger;
  return (
    <ConfirmDialog
      trigger={trigger}
      title={t('signOut.title')}
      text={t(roleClient.role === 'expert' ? 'signOut.expert' : 'signOut.other')}
      confirm={t('signOut.action')}
      cancel={t('signOut.stay')}
      onConfirm={() => void signOut()}
    />
  );
}
