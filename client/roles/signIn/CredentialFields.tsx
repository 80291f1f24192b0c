import { useTexts } from '#client/app/i18n/index.ts';
import { Field } from '#client/ui/Field.tsx';

type Props = {
  readonly userName: string;
  readonly password: string;
  readonly setUserName: (userName: string) => void;
  readonly setPassword: (password: string) => void;
};

/** The user name and the password that somebody has. */
export function CredentialFields({ userName, password, setUserName, setPassword }: Props) {
  const { t } = useTexts('signIn');
  return (
    <>
      <Field label={t('userName')} value={userName} onChange={setUserName} autoComplete="username" maxLength={64} testId="userName" />
      <Field label={t('password')} type="password" value={password} onChange={setPassword} autoComplete="current-password" maxLength={128} testId="password" />
    </>
  );
}
