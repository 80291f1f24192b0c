import { useState } from 'react';
import { Form } from 'react-aria-components';
import { type SetUpDone, type SetUpOptions, type SignInStep, userNameSchema } from '#shared/accounts/http.ts';
import { signInSteps } from '#client/app/api/accounts.ts';
import { FactorChoice } from '#client/features/account/FactorChoice.tsx';
import { NewPassword, isLongEnough } from '#client/features/account/NewPassword.tsx';
import { RecoveryCodes } from '#client/features/account/RecoveryCodes.tsx';
import { useAttempt } from '#client/features/account/useAttempt.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { CredentialFields } from './CredentialFields.tsx';
import type { StepProps } from './props.ts';
import styles from './SignIn.module.css';

type Props = StepProps & Omit<Extract<SignInStep, { next: 'setUp' }>, 'next'>;
type Chosen = { readonly userName: string; readonly password: string };

/** The first sign-in: name and password, then the second factor, then the recovery codes. */
export function SetUpBox({ displayName, userName, canJoin, onStep }: Props) {
  const { t } = useTexts('signIn');
  const [chosen, setChosen] = useState<(Chosen & { readonly options: SetUpOptions }) | null>(null);
  const [done, setDone] = useState<SetUpDone | null>(null);
  const [isJoining, setJoining] = useState(false);
  if (done !== null)
    return (
      <>
        <h2>{t('accounts:recovery.title')}</h2>
        <RecoveryCodes codes={done.recoveryCodes} onSaved={() => void onStep(Promise.resolve(done.step))} />
      </>
    );
  if (chosen !== null)
    return (
      <>
        <h2>{t('setUp.factorTitle')}</h2>
        <p>{t('setUp.factorHelp')}</p>
        <FactorChoice
          options={chosen.options}
          onFactor={(factor) => signInSteps.setUp({ userName: chosen.userName, password: chosen.password }, factor).then(setDone)}
        />
      </>
    );
  if (isJoining) return <Join onStep={onStep} />;
  return (
    <>
      <h2>{t(userName === null ? 'setUp.title' : 'setUp.titleAgain', { name: displayName })}</h2>
      <p>{t('setUp.help')}</p>
      {userName !== null && <Notice>{t('setUp.again')}</Notice>}
      <Choosing
        known={userName ?? ''}
        onChosen={async (next) => {
          setChosen({ ...next, options: await signInSteps.setUpOptions(next) });
        }}
      />
      {canJoin && (
        <div>
          <Button kind="quiet" data-testid="joinAccount" onPress={() => setJoining(true)}>
            {t('setUp.join')}
          </Button>
          <p>{t('setUp.joinHelp')}</p>
        </div>
      )}
    </>
  );
}

function Choosing({ known, onChosen }: { readonly known: string; readonly onChosen: (chosen: Chosen) => Promise<void> }) {
  const { t } = useTexts('signIn');
  const { attempt, isBusy, error } = useAttempt();
  const [userName, setUserName] = useState(known);
  const [password, setPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const parsed = userNameSchema.safeParse(userName);
  return (
    <Form
      className={styles['form'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (parsed.success && isLongEnough(password)) attempt(() => onChosen({ userName: parsed.data, password }));
      }}
    >
      {error !== null && <Notice kind="warning">{error}</Notice>}
      <Field
        label={t('userName')}
        hint={t('setUp.userNameHint')}
        error={isTried && !parsed.success ? t('setUp.userNameWrong') : null}
        value={userName}
        onChange={setUserName}
        autoComplete="username"

        maxLength={64}
        testId="newUserName"
      />
      <NewPassword label={t('password')} value={password} onChange={setPassword} isTried={isTried} testId="newPassword" />
      <Button type="submit" size="large" isWide isDisabled={isBusy} data-testid="setUpGoOn">
        {t('continue')}
      </Button>
    </Form>
  );
}

/** The role of the code goes to an account that the person has: they sign in to it. */
function Join({ onStep }: StepProps) {
  const { t } = useTexts('signIn');
  const { attempt, isBusy, error } = useAttempt();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  return (
    <>
      <h2>{t('setUp.join')}</h2>
      <p>{t('setUp.joinHelp')}</p>
      {error !== null && <Notice kind="warning">{error}</Notice>}
      <Form
        className={styles['form'] ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          attempt(() => onStep(signInSteps.password({ userName, password })));
        }}
      >
        <CredentialFields {...{ userName, password, setUserName, setPassword }} />
        <Button type="submit" isWide isDisabled={isBusy || userName.trim() === '' || password === ''} data-testid="passwordGoOn">
          {t('continue')}
        </Button>
      </Form>
    </>
  );
}
