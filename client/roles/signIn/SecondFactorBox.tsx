import { Fingerprint } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { SecondFactor } from '#shared/accounts/http.ts';
import { signInSteps } from '#client/app/api/accounts.ts';
import { provePasskey } from '#client/features/account/passkey.ts';
import { useAttempt } from '#client/features/account/useAttempt.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import type { StepProps } from './props.ts';
import styles from './SignIn.module.css';

type Props = StepProps & { readonly factors: readonly SecondFactor[] };

/** The password was right: a passkey, the app's code or a recovery code follows. */
export function SecondFactorBox({ factors, onStep }: Props) {
  const { t } = useTexts('signIn');
  const { attempt, isBusy, error } = useAttempt();
  const [code, setCode] = useState('');
  const [isRecovery, setRecovery] = useState(!factors.includes('totp') && !factors.includes('passkey'));
  const passkey = async (): Promise<void> => {
    const { options } = await signInSteps.passkeyOptions();
    await onStep(signInSteps.passkey(await provePasskey(options)));
  };
  const isCodeAsked = isRecovery || factors.includes('totp');
  return (
    <>
      <h2>{t('factor.title')}</h2>
      {error !== null && <Notice kind="warning">{error}</Notice>}
      {factors.includes('passkey') && (
        <Button size="large" isWide icon={<Fingerprint aria-hidden />} isDisabled={isBusy} data-testid="factorPasskey" onPress={() => attempt(passkey)}>
          {t('accounts:passkey.use')}
        </Button>
      )}
      {isCodeAsked && (
        <Form
          className={styles['form'] ?? ''}
          onSubmit={(event) => {
            event.preventDefault();
            attempt(() => onStep(isRecovery ? signInSteps.recoveryCode(code) : signInSteps.totp(code)));
          }}
        >
          <Field
            key={String(isRecovery)}
            label={isRecovery ? t('factor.recoveryCode') : t('factor.code')}
            value={code}
            onChange={setCode}
            inputMode={isRecovery ? 'text' : 'numeric'}
            autoComplete="one-time-code"
            // The one thing to do on this screen, which a press has just led to.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            testId="factorCode"
          />
          <Button
            type="submit"
            isWide
            kind={factors.includes('passkey') ? 'secondary' : 'primary'}
            isDisabled={isBusy || code.trim().length < 6}
            data-testid="factorGoOn"
          >
            {t('continue')}
          </Button>
        </Form>
      )}
      {factors.includes('recoveryCode') && (
        <div>
          <Button
            kind="quiet"
            data-testid="useRecovery"
            onPress={() => {
              setCode('');
              setRecovery(!isRecovery);
            }}
          >
            {isRecovery && factors.includes('totp') ? t('factor.useApp') : t('factor.useRecovery')}
          </Button>
        </div>
      )}
    </>
  );
}
