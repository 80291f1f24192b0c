import { AuditTable } from '#client/roles/administrator/audit/AuditTable.tsx';
import { AuditFilters } from '#client/roles/administrator/audit/AuditFilters.tsx';
import { StoredTable } from '#client/roles/administrator/privacy/StoredTable.tsx';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Panel } from '#client/ui/Card.tsx';
import { dataClasses } from '#shared/privacy/classes.ts';
import { auditLines, storedClasses } from './administratorRecords.ts';
import { Stage } from './Stage.tsx';

/** What an administrator reads of acts, and of what is stored. */
export function AdministratorRecords() {
  const { t, language } = useTexts('audit');
  const timeOf = (at: number): string => clockTime(at, language, true);
  return (
    <>
      <Stage title="administrator / audit">
        <Panel title={t('title')}>
          <AuditFilters onShow={() => Promise.resolve()} />
          <AuditTable entries={auditLines} timeOf={timeOf} />
        </Panel>
      </Stage>
      <Stage title="administrator / audit / empty">
        <AuditTable entries={[]} timeOf={timeOf} />
      </Stage>
      <Stage title="administrator / privacy">
        <StoredTable classes={dataClasses} stored={storedClasses} timeOf={timeOf} />
      </Stage>
    </>
  );
}
