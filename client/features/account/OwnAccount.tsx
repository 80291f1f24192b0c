import { KeyRound } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { Form } from 'react-aria-components';
import type { OwnAccount as OwnAccountReply, SetUpOptions, StaffRole } from '#shared/accounts/http.ts';
import { ownAccount } from '#client/app/api/accounts.ts';
import { dayAt } from '#client/app/i18n/openingText.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Facts, Section } from '#client/ui/Card.tsx';
import { Field } from '#client/ui/Field.tsx';
import { Loading } from '#client/ui/Loading.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import styles from './Account.module.css';
import { FactorChoice } from './FactorChoice.tsx';
import { NewPassword, isLongEnough } from './NewPassword.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { useAttempt } from './useAttempt.ts';

type Account = NonNullable<OwnAccountReply['account']>;

/** The way to one's own account, beside a desk's settings. */
export function OwnAccount({ desk }: { readonly desk: StaffRole }) {
  const { t } = useTexts('accounts');
  return (
    <ModalDialog
      title={t('own.title')}
      isDismissable
      isWide
      data-testid="ownAccountDialog"
      trigger={
        <Button kind="quiet" icon={<KeyRound aria-hidden />} data-testid="ownAccount">
          {t('own.action')}
        </Button>
      }
    >
      {(close) => (
        <>
          <AccountContent desk={desk} />
          <DialogActions>
            <Button kind="secondary" onPress={close}>
              {t('own.close')}
            </Button>
          </DialogActions>
        </>
      )}
    </ModalDialog>
  );
}

function AccountContent({ desk }: { readonly desk: StaffRole }) {
  const [account, setAccount] = useState<Account | null | undefined>(undefined);
  const { attempt, error } = useAttempt();
  const load = useCallback(async () => setAccount(await ownAccount(desk).read()), [desk]);
  // Once, when the dialog opens; a change asks again by itself.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- `attempt` is another one each time
  useEffect(() => attempt(load), [load]);
  if (error !== null) return <Notice kind="warning">{error}</Notice>;
  if (account === undefined) return <Loading />;
  return <AccountShown account={account} desk={desk} onChanged={load} />;
}

type ShownProps = { readonly account: Account | null; readonly desk: StaffRole; readonly onChanged: () => Promise<void> };

/** The account, or why there is none to change. */
export function AccountShown({ account, desk, onChanged }: ShownProps) {
  const { t } = useTexts('accounts');
  if (account === null) return <p>{t('own.none')}</p>;
  return (
    <div className={styles['form']}>
      {account.userName !== null && <Facts facts={[[t('own.userName'), account.userName]]} />}
      <Section title={t('own.roles')}>
        <ul>
          {account.roles.map((one) => (
            <li key={one.id}>{one.displayName}</li>
          ))}
        </ul>
      </Section>
      {account.userName === null ? <Notice>{t('own.atProvider')}</Notice> : <LocalAccount account={account} desk={desk} onChanged={onChanged} />}
    </div>
  );
}

type LocalProps = Omit<ShownProps, 'account'> & { readonly account: Account };

function LocalAccount({ account, desk, onChanged }: LocalProps) {
  const { t } = useTexts('accounts');
  const { attempt, isBusy, error } = useAttempt();
  const [password, setPassword] = useState('');
  const [isSaved, setSaved] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [options, setOptions] = useState<SetUpOptions | null>(null);
  const own = ownAccount(desk);
  /** Does it, and shows the account as it is then. */
  const change = async (work: Promise<unknown>): Promise<void> => {
    setSaved(false);
    await work;
    await onChanged();
    setSaved(true);
  };
  if (codes !== null) return <RecoveryCodes codes={codes} onSaved={() => setCodes(null)} />;
  if (options !== null) return <FactorChoice options={options} onFactor={(factor) => change(own.addFactor(factor)).then(() => setOptions(null))} />;
  return (
    <>
      {error !== null && <Notice kind="warning">{error}</Notice>}
      {isSaved && <Notice kind="good">{t('own.saved')}</Notice>}
      <Field
        label={t('own.passwordNow')}
        hint={t('own.passwordHelp')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        testId="ownPassword"
      />
      <Factors
        account={account}
        isBusy={isBusy || password === ''}
        onAdd={() => attempt(async () => setOptions(await own.options(password)))}
        onRemove={(passkeyId) => attempt(() => change(own.removeFactor(password, passkeyId)))}
      />
      <div className={styles['row']}>
        {t('own.codes.left', { count: account.recoveryCodesLeft })}
        <Button
          kind="secondary"
          isDisabled={isBusy || password === ''}
          onPress={() => attempt(async () => setCodes(await own.renewRecoveryCodes(password).finally(onChanged)))}
        >
          {t('own.codes.renew')}
        </Button>
      </div>
      <PasswordChange isBusy={isBusy || password === ''} onChange={(next) => attempt(() => change(own.changePassword(password, next)))} />
    </>
  );
}

type FactorsProps = {
  readonly account: Account;
  readonly isBusy: boolean;
  readonly onAdd: () => void;
  readonly onRemove: (passkeyId: string | null) => void;
};

function Factors({ account: { passkeys, hasTotp }, isBusy, onAdd, onRemove }: FactorsProps) {
  const { t, language } = useTexts('accounts');
  const isLast = passkeys.length + (hasTotp ? 1 : 0) === 1;
  const remove = (name: string, id: string | null) => (
    <Button
      kind="quiet"
      isDisabled={isBusy}
      notReady={isLast ? t('own.factors.last') : null}
      aria-label={t('own.factors.removeNamed', { name })}
      onPress={() => onRemove(id)}
    >
      {t('own.factors.remove')}
    </Button>
  );
  return (
    <Section title={t('own.factors.title')}>
      {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
        <div key={id} className={styles['row']}>
          <span>
            {name}
            <small>
              {t('own.factors.since', { date: dayAt(createdAt, language) })} ·{' '}
              {lastUsedAt === null ? t('own.factors.never') : t('own.factors.used', { date: dayAt(lastUsedAt, language) })}
            </small>
          </span>
          {remove(name, id)}
        </div>
      ))}
      {hasTotp && (
        <div className={styles['row']}>
          {t('own.factors.app')}
          {remove(t('own.factors.app'), null)}
        </div>
      )}
      <Button kind="secondary" isDisabled={isBusy} onPress={onAdd} data-testid="addFactor">
        {t('own.factors.add')}
      </Button>
    </Section>
  );
}

function PasswordChange({ isBusy, onChange }: { readonly isBusy: boolean; readonly onChange: (password: string) => void }) {
  const { t } = useTexts('accounts');
  const [next, setNext] = useState('');
  const [isTried, setTried] = useState(false);
  return (
    <Section title={t('own.password.title')}>
      <Form
        className={styles['form'] ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (isLongEnough(next)) onChange(next);
        }}
      >
        <NewPassword label={t('own.password.new')} value={next} onChange={setNext} isTried={isTried} testId="newPassword" />
        <Button type="submit" kind="secondary" isDisabled={isBusy}>
          {t('own.password.change')}
        </Button>
      </Form>
    </Section>
  );
}
