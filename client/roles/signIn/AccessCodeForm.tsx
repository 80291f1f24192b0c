import { MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './SignIn.module.css';

const shortestCode = 8;

/** Signing in by a one-time code, which is also how a terminal is connected. */
export function AccessCodeForm({ onCode }: { readonly onCode: (code: string) => void }) {
  const { t } = useTexts('signIn');
  const [code, setCode] = useState('');
  return (
    <section className={styles['box']} aria-labelledby="signIn-title">
      <h2 id="signIn-title">{t('signIn')}</h2>
      <p>{t('forWhom')}</p>
      <Form
        className={styles['form'] ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          onCode(code);
        }}
      >
        <Field label={t('code')} hint={t('codeHelp')} value={code} onChange={setCode} isRequired autoComplete="one-time-code" />
        <Button type="submit" size="large" isWide isDisabled={code.trim().length < shortestCode}>
          {t('signIn')}
        </Button>
      </Form>
      <Notice icon={<MonitorSmartphone aria-hidden />} title={t('terminalTitle')}>
        <p>{t('terminalHelp')}</p>
      </Notice>
    </section>
  );
}
