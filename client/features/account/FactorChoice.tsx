import { Fingerprint } from 'lucide-react';
import { QRCodeSVG } from 'qrcode.react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { SetUpOptions } from '#shared/accounts/http.ts';
import type { NewFactor } from '#client/app/api/accounts.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import styles from './Account.module.css';
import { canUsePasskeys, makePasskey } from './passkey.ts';
import { useAttempt } from './useAttempt.ts';

type Props = {
  readonly options: SetUpOptions;
  /** Rejects with what is wrong with it. */
  readonly onFactor: (factor: NewFactor) => Promise<unknown>;
};

/** Both ways to confirm that it is oneself: a passkey, or an app where no passkey is at hand. */
export function FactorChoice({ options, onFactor }: Props) {
  const { t } = useTexts('accounts');
  const { attempt, isBusy, error } = useAttempt();
  const [name, setName] = useState(t('passkey.byDefault'));
  const make = async (): Promise<void> => {
    const answer = await makePasskey(options.passkey);
    await onFactor({ kind: 'passkey', name: name.trim() === '' ? t('passkey.byDefault') : name, answer });
  };
  return (
    <div className={styles['form']}>
      {error !== null && <Notice kind="warning">{error}</Notice>}
      <section className={styles['way']} aria-label={t('passkey.title')}>
        <h3>{t('passkey.title')}</h3>
        {canUsePasskeys() ? (
          <>
            <p>{t('passkey.help')}</p>
            <Field label={t('passkey.name')} hint={t('passkey.nameHint')} value={name} onChange={setName} maxLength={60} autoComplete="off" />
            <Button icon={<Fingerprint aria-hidden />} isDisabled={isBusy} data-testid="makePasskey" onPress={() => attempt(make)}>
              {t('passkey.make')}
            </Button>
          </>
        ) : (
          <p>{t('passkey.unsupported')}</p>
        )}
      </section>
      <Totp {...options.totp} isBusy={isBusy} onCode={(code) => attempt(() => onFactor({ kind: 'totp', code }))} />
    </div>
  );
}

type TotpProps = SetUpOptions['totp'] & { readonly isBusy: boolean; readonly onCode: (code: string) => void };

function Totp({ secret, uri, isBusy, onCode }: TotpProps) {
  const { t } = useTexts('accounts');
  const [code, setCode] = useState('');
  return (
    <section className={styles['way']} aria-label={t('totp.title')}>
      <h3>{t('totp.title')}</h3>
      <p>{t('totp.help')}</p>
      <div className={styles['scan']}>
        <div className={styles['qr']}>
          <QRCodeSVG value={uri} size={148} level="M" title={t('totp.qr')} />
        </div>
        <div>
          <p>{t('totp.scan')}</p>
          <p>
            {t('totp.secret')}:{' '}
            <span className={styles['secret']} data-testid="totpSecret">
              {secret.match(/.{1,4}/g)?.join(' ')}
            </span>
          </p>
        </div>
      </div>
      <Form
        className={styles['form'] ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          onCode(code);
        }}
      >
        <Field label={t('totp.code')} value={code} onChange={setCode} inputMode="numeric" autoComplete="one-time-code" maxLength={9} testId="totpCode" />
        <Button type="submit" kind="secondary" isDisabled={isBusy || code.replaceAll(/\s/g, '').length !== 6} data-testid="confirmTotp">
          {t('totp.confirm')}
        </Button>
      </Form>
    </section>
  );
}
