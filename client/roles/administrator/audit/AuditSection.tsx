import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AuditFilter, AuditLine } from '#shared/audit/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { Button } from '#client/ui/Button.tsx';
import { Panel } from '#client/ui/Card.tsx';
import styles from './Audit.module.css';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditTable } from './AuditTable.tsx';
import { exportAddress } from './exportAddress.ts';

type Shown = { readonly filter: AuditFilter; readonly entries: readonly AuditLine[]; readonly hasMore: boolean };

/** Who has done what in the administrator's scope, the newest first (F108). */
export function AuditSection({ act }: DeskProps) {
  const { t, language } = useTexts('audit');
  const [shown, setShown] = useState<Shown | null>(null);
  const show = async (filter: AuditFilter): Promise<void> => {
    const page = await act('audit:list', { filter, before: null });
    if (page !== null) setShown({ filter, ...page });
  };
  const showOlder = async ({ filter, entries }: Shown): Promise<void> => {
    const page = await act('audit:list', { filter, before: entries.at(-1)?.id ?? null });
    if (page !== null) setShown({ filter, hasMore: page.hasMore, entries: [...entries, ...page.entries] });
  };
  useEffect(() => {
    void act('audit:list', { filter: {}, before: null }).then((page) => page !== null && setShown({ filter: {}, ...page }));
  }, [act]);
  return (
    <Panel
      title={t('title')}
      data-testid="audit"
      tools={
        <a className={styles['export']} href={exportAddress(shown?.filter ?? {})} download="audit.jsonl" data-testid="audit-export">
          <Download aria-hidden /> {t('export')}
        </a>
      }
    >
      <p>{t('lead')}</p>
      <AuditFilters onShow={show} />
      {shown !== null && <AuditTable entries={shown.entries} timeOf={(at) => clockTime(at, language, true)} />}
      {shown?.hasMore === true && (
        <Button kind="secondary" onPress={() => void showOlder(shown)}>
          {t('older')}
        </Button>
      )}
    </Panel>
  );
}
