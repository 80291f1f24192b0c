import { useState } from 'react';
import { Form, Input, Label, TextField } from 'react-aria-components';
import { Button } from '#client/ui/Button.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './SignIn.module.css';

const shortestCode = 8;

/** Signing in by a one-time code. */
export function AccessCodeForm({ onCode }: { readonly onCode: (code: string) => void }) {
  const { t } = useTexts('signIn');
  const [code, setCode] = useState('');
  return (
    <Form
      className={styles['form'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        onCode(code);
      }}
    >
      <p>{t('codeHelp')}</p>
      <TextField value={code} onChange={setCode} isRequired autoComplete="one-time-code" className={styles['field'] ?? ''}>
        <Label>{t('code')}</Label>
        <Input className={styles['input'] ?? ''} />
      </TextField>
      <Button type="submit" isDisabled={code.trim().length < shortestCode}>
        {t('signIn')}
      </Button>
    </Form>
  );
}
