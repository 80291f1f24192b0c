import { Fingerprint, MonitorSmartphone, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { SignInState } from '#shared/accounts/http.ts';
import { signInSteps } from '#client/app/api/accounts.ts';
import { CredentialFields } from './CredentialFields.tsx';
import { canUsePasskeys, provePasskey } from '#client/features/account/passkey.ts';
import { useAttempt } from '#client/features/account/useAttempt.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import type { StepProps } from './props.ts';
import styles from './SignIn.module.css';

type Props = StepProps & { readonly providers: SignInState['providers'] };

const shortestCode = 8;

/** Every way in: a provider's, one's own account's, a one-time code. */
export function StartBox({ providers, onStep }: Props) {
  const { t } = useTexts('signIn');
  const { attempt, isBusy, error } = useAttempt();
  const passkey = async (): Promise<void> => {
    const { options } = await signInSteps.passkeyOptions();
    await onStep(signInSteps.passkey(await provePasskey(options)));
  };
  return (
    <>
      <h2>{t('signIn')}</h2>
      <p>{t('forWhom')}</p>
      {error !== null && <Notice kind="warning">{error}</Notice>}
      <Providers providers={providers} />
      <PasswordForm
        isMain={providers.length === 0}
        isBusy={isBusy}
        onSubmit={(userName, password) => attempt(() => onStep(signInSteps.password({ userName, password })))}
      />
      {canUsePasskeys() && (
        <Button kind="secondary" isWide icon={<Fingerprint aria-hidden />} isDisabled={isBusy} data-testid="usePasskey" onPress={() => attempt(passkey)}>
          {t('accounts:passkey.use')}
        </Button>
      )}
      <Or />
      <CodeForm isBusy={isBusy} onCode={(code) => attempt(() => onStep(signInSteps.code(code)))} />
      <Notice icon={<MonitorSmartphone aria-hidden />} title={t('terminalTitle')}>
        <a className={styles['link']} href="/terminal">
          {t('terminalLink')}
        </a>
      </Notice>
    </>
  );
}

function Or() {
  const { t } = useTexts('signIn');
  return <p className={styles['or']}>{t('or')}</p>;
}

/** A press leaves the page: the provider asks who it is. */
function Providers({ providers }: Pick<Props, 'providers'>) {
  const { inLanguage } = useTexts('signIn');
  if (providers.length === 0) return null;
  return (
    <>
      {providers.map(({ id, names }, index) => (
        <Button
          key={id}
          size="large"
          isWide
          kind={index === 0 ? 'primary' : 'secondary'}
          icon={<ShieldCheck aria-hidden />}
          data-testid={`provider-${id}`}
          onPress={() => window.location.assign(`/api/sign-in/provider/${id}`)}
        >
          {inLanguage(names)}
        </Button>
      ))}
      <Or />
    </>
  );
}

type PasswordProps = { readonly isMain: boolean; readonly isBusy: boolean; readonly onSubmit: (userName: string, password: string) => void };

function PasswordForm({ isMain, isBusy, onSubmit }: PasswordProps) {
  const { t } = useTexts('signIn');
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  return (
    <Form
      className={styles['form'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(userName, password);
      }}
    >
      <CredentialFields {...{ userName, password, setUserName, setPassword }} />
      <Button
        type="submit"
        isWide
        kind={isMain ? 'primary' : 'secondary'}
        isDisabled={isBusy || userName.trim() === '' || password === ''}
        data-testid="passwordGoOn"
      >
        {t('continue')}
      </Button>
    </Form>
  );
}

function CodeForm({ isBusy, onCode }: { readonly isBusy: boolean; readonly onCode: (code: string) => void }) {
  const { t } = useTexts('signIn');
  const [code, setCode] = useState('');
  return (
    <Form
      className={styles['codeForm'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        onCode(code);
      }}
    >
      <Field label={t('code')} hint={t('codeHelp')} value={code} onChange={setCode} autoComplete="off" testId="accessCode" />
      <Button type="submit" kind="secondary" isDisabled={isBusy || code.trim().length < shortestCode} data-testid="codeGoOn">
        {t('continue')}
      </Button>
    </Form>
  );
}
