import type { RoleChoice } from '#shared/accounts/http.ts';
import { signInSteps } from '#client/app/api/accounts.ts';
import { useAttempt } from '#client/features/account/useAttempt.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import type { StepProps } from './props.ts';

type Props = StepProps & { readonly roles: readonly RoleChoice[] };

/** Who has several roles says which one it is now. */
export function ChooseRole({ roles, onStep }: Props) {
  const { t, inLanguage } = useTexts('signIn');
  const { attempt, isBusy, error } = useAttempt();
  return (
    <>
      <h2>{t('role.title')}</h2>
      <p>{t('role.help')}</p>
      {error !== null && <Notice kind="warning">{error}</Notice>}
      {roles.map(({ role, id, displayName, placeNames }) => (
        <Button
          key={id}
          kind="secondary"
          size="large"
          isWide
          isDisabled={isBusy}
          data-testid={`role-${id}`}
          sub={placeNames === null ? displayName : `${displayName} · ${inLanguage(placeNames)}`}
          onPress={() => attempt(() => onStep(signInSteps.role(role, id)))}
        >
          {t(`doors.role.${role}`)}
        </Button>
      ))}
    </>
  );
}
