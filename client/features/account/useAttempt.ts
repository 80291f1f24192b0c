import { useState } from 'react';
import { errorText } from '#client/app/shell/errorText.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { PasskeyError } from './passkey.ts';

/** One thing at a time that is asked of the server; what it is refused with is told in words. */
export function useAttempt() {
  const { t } = useTexts('accounts');
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const attempt = (work: () => Promise<unknown>): void => {
    if (isBusy) return;
    setError(null);
    setBusy(true);
    work()
      .catch(setError)
      .finally(() => setBusy(false));
  };
  const said = error === null ? null : error instanceof PasskeyError ? t('passkey.failed') : errorText(t, error);
  return { attempt, isBusy, error: said };
}
