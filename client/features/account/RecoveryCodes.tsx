import { Copy, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { TickCard } from '#client/ui/OptionCard.tsx';
import styles from './Account.module.css';
import { useAttempt } from './useAttempt.ts';

type Props = { readonly codes: readonly string[]; readonly onSaved: () => void };

/** Shown once: one goes on when one has said that they are kept. */
export function RecoveryCodes({ codes, onSaved }: Props) {
  const { t } = useTexts('accounts');
  const [isSaved, setSaved] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const { attempt } = useAttempt();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(codes.join('\n'));
    setCopied(true);
  };
  return (
    <div className={styles['form']}>
      <p>{t('recovery.help')}</p>
      <ul className={styles['codes']} data-testid="recoveryCodes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles['tools']}>
        <Button kind="secondary" icon={<Printer aria-hidden />} onPress={() => window.print()}>
          {t('recovery.print')}
        </Button>
        <Button kind="secondary" icon={<Copy aria-hidden />} onPress={() => attempt(copy)}>
          {isCopied ? t('recovery.copied') : t('recovery.copy')}
        </Button>
      </div>
      <TickCard isOn={isSaved} title={t('recovery.saved')} onChange={setSaved} testId="codesSaved" />
      <Button isDisabled={!isSaved} onPress={onSaved} data-testid="codesGoOn">
        {t('recovery.goOn')}
      </Button>
    </div>
  );
}
