import { passwordLength } from '#shared/accounts/http.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Field } from '#client/ui/Field.tsx';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** It has been tried: what is wrong is said now, and not while it is typed. */
  readonly isTried: boolean;
  readonly testId: string;
};

export const isLongEnough = (password: string): boolean => password.length >= passwordLength.min;

/** A password that is chosen: how long it must be stands beside it. */
export function NewPassword({ label, value, onChange, isTried, testId }: Props) {
  const { t } = useTexts('accounts');
  const { min, max } = passwordLength;
  return (
    <Field
      label={label}
      hint={t('newPassword.hint', { min })}
      error={isTried && !isLongEnough(value) ? t('newPassword.short', { min }) : null}
      type="password"
      value={value}
      onChange={onChange}
      autoComplete="new-password"
      maxLength={max}
      testId={testId}
    />
  );
}
