import { isKnownAct } from '#shared/audit/acts.ts';
import type { AuditLine } from '#shared/audit/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { DataTable } from '#client/ui/DataTable.tsx';
import { State } from '#client/ui/State.tsx';
import styles from './Audit.module.css';

type Props = { readonly entries: readonly AuditLine[]; readonly timeOf: (at: number) => string };

const columns = ['at', 'actor', 'act', 'object', 'details', 'sequence'] as const;

export function AuditTable({ entries, timeOf }: Props) {
  const { t } = useTexts('audit');
  const actorOf = ({ actor }: AuditLine): string => (actor.kind === 'subject' ? actor.id : t(`actor.${actor.kind}`));
  const actOf = ({ act, outcome }: AuditLine) => (
    <>
      {isKnownAct(act) ? t(`act.${act}`) : act} {outcome !== 'done' && <State kind="poor">{t(`outcome.${outcome}`)}</State>}
      <small className={styles['code']}>{act}</small>
    </>
  );
  return (
    <DataTable
      caption={t('title')}
      columns={columns.map((id) => ({ id, title: t(`column.${id}`), isFigure: id === 'sequence' }))}
      empty={t('empty')}
      rows={entries.map((entry) => ({
        id: String(entry.id),
        testId: `audit-${entry.act}`,
        cells: [
          timeOf(entry.at),
          actorOf(entry),
          actOf(entry),
          entry.object === null ? '' : `${entry.object.kind} ${entry.object.id}`,
          <Details key="details" details={entry.details} />,
          entry.sequence ?? t('unsealed'),
        ],
      }))}
    />
  );
}

/** Codes and ids as they are kept. */
const Details = ({ details }: Pick<AuditLine, 'details'>) => (
  <span className={styles['details']}>
    {Object.entries(details).map(([name, value]) => (
      <span key={name}>
        {name}: {String(value)}
      </span>
    ))}
  </span>
);
