import type { DataClass } from '#shared/privacy/classes.ts';
import type { StoredClass } from '#shared/privacy/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { DataTable } from '#client/ui/DataTable.tsx';

type Props = { readonly classes: readonly DataClass[]; readonly stored: readonly StoredClass[]; readonly timeOf: (at: number) => string };

const columns = ['name', 'why', 'ground', 'readers', 'rows', 'oldest', 'limit'] as const;
const dayHours = 24;

export function StoredTable({ classes, stored, timeOf }: Props) {
  const { t } = useTexts('privacy');
  const limitText = (hours: number | null | undefined): string => {
    if (hours == null) return t('limit.none');
    const isDays = hours % dayHours === 0 && hours > dayHours;
    return isDays ? t('limit.days', { count: hours / dayHours }) : t('limit.hours', { count: hours });
  };
  return (
    <DataTable
      caption={t('title')}
      columns={columns.map((id) => ({ id, title: t(`column.${id}`), isFigure: id === 'rows' }))}
      empty=""
      rows={classes.map(({ id, ground, readers }) => {
        const now = stored.find(({ dataClass }) => dataClass === id);
        return {
          id,
          testId: `stored-${id}`,
          cells: [
            t(`class.${id}.name`),
            t(`class.${id}.why`),
            t(`ground.${ground}`),
            readers.map((reader) => t(`reader.${reader}`)).join(', '),
            now?.rowCount ?? '',
            now?.oldestAt == null ? '' : timeOf(now.oldestAt),
            limitText(now?.limitHours),
          ],
        };
      })}
    />
  );
}
