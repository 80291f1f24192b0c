import type { RecordChange } from '#shared/administration/changes.ts';
import type { Concerned } from '#shared/administration/contract.ts';
import { type CatalogueRecord, type RecordKind, type Records, keyOf } from '#shared/administration/records.ts';
import { isInForce } from '#shared/catalogue/inForce.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { countConcerned } from '#server/queue/index.ts';
import { countVisiting } from '#server/visiting/index.ts';
import { momentOf } from './context.ts';

/** How many the change concerns now: those who wait, talk or have booked, the experts who serve it, and the terminals that show it. */
export async function concernedBy(tx: Transaction, records: Records, changes: readonly RecordChange[]): Promise<Concerned> {
  const idsOf = (kind: RecordKind): string[] => changes.filter((change) => change.kind === kind).map(({ id }) => id);
  const filter = { agencyIds: idsOf('agency'), serviceIds: idsOf('service'), pointIds: idsOf('point'), terminalIds: idsOf('terminal') };
  const calls = await countConcerned(tx, filter);
  const visiting = await countVisiting(tx, filter);
  const { today, now } = momentOf(tx);
  const inForce = [...records.values()].filter(({ content }) => isInForce(content.validity, today, now));
  return {
    ...calls,
    booked: calls.booked + visiting,
    experts: inForce.filter((record) => isExpertOf(record, changes)).length,
    terminals: inForce.filter((record) => isTerminalOf(record, changes)).length,
  };
}

function isExpertOf({ kind, id, content }: CatalogueRecord, changes: readonly RecordChange[]): boolean {
  if (kind !== 'staff' || !('services' in content)) return false;
  return changes.some((change) => {
    switch (change.kind) {
      case 'agency':
        return content.agencyId === change.id;
      case 'service':
        return content.services.some(({ serviceId }) => serviceId === change.id);
      case 'unit':
        return content.unitId === change.id;
      case 'staff':
        return change.id === id;
      case 'point':
      case 'terminal':
        return false;
    }
  });
}

/** An agency and its services are shown by all terminals. */
function isTerminalOf(record: CatalogueRecord, changes: readonly RecordChange[]): boolean {
  if (record.kind !== 'terminal') return false;
  return changes.some(
    (change) =>
      change.kind === 'agency' ||
      change.kind === 'service' ||
      keyOf(change) === keyOf(record) ||
      (change.kind === 'point' && change.id === record.content.pointId),
  );
}
