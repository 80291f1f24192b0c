import { Search, X } from 'lucide-react';
import { Button, Input, Label, SearchField } from 'react-aria-components';
import { useTexts } from '#client/app/i18n/index.ts';
import styles from './PlainSearch.module.css';

type Props = {
  readonly label: string;
  /** An example of what one may write. */
  readonly hint: string;
  readonly value: string;
  readonly autoFocus?: boolean;
  readonly onChange: (value: string) => void;
};

/** One field for a person's own words. */
export function PlainSearch({ label, hint, value, autoFocus = false, onChange }: Props) {
  const { t } = useTexts('common');
  return (
    <SearchField value={value} onChange={onChange} autoFocus={autoFocus} autoComplete="off" className={styles['search'] ?? ''}>
      <Label className="visually-hidden">{label}</Label>
      <Search aria-hidden />
      <Input placeholder={hint} maxLength={120} spellCheck={false} className={styles['input'] ?? ''} data-testid="plainSearch" />
      {value !== '' && (
        <Button className={styles['clear'] ?? ''} aria-label={t('clear')}>
          <X aria-hidden />
        </Button>
      )}
    </SearchField>
  );
}
