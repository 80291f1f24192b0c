import { useState } from 'react';
import { Form } from 'react-aria-components';
import { signInSteps } from '#client/app/api/accounts.ts';
import { useAttempt } from '#client/features/account/useAttempt.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import type { StepProps } from './props.ts';
import styles from './SignIn.module.css';

const shortestToken = 20;

/** An empty installation: whoever has the address that the server has printed becomes its first administrator. */
export function FirstAdministrator({ onStep }: StepProps) {
  const { t } = useTexts('signIn');
  const { attempt, isBusy, error } = useAttempt();
  const [name, setName] = useState('');
  // Behind `#` it reaches no server and no log on its way.
  const token = window.location.hash.slice(1);
  return (
    <>
      <h2>{t('first.title')}</h2>
      <p>{t('first.help')}</p>
      {token.length < shortestToken && <Notice kind="warning">{t('first.noToken')}</Notice>}
      {error !== null && <Notice kind="warning">{error}</Notice>}
      <Form
        className={styles['form'] ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          attempt(() => onStep(signInSteps.firstAdministrator(token, name)));
        }}
      >
        <Field label={t('first.name')} hint={t('first.nameHint')} value={name} onChange={setName} autoComplete="name" maxLength={100} testId="ownName" />
        <Button type="submit" size="large" isWide isDisabled={isBusy || name.trim() === '' || token.length < shortestToken} data-testid="firstGoOn">
          {t('continue')}
        </Button>
      </Form>
    </>
  );
}
