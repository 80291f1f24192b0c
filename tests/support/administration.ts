import { randomUUID } from 'node:crypto';
import type { WaitingChoice, WantedRecord } from '#shared/administration/contract.ts';
import type { LooseContent, RecordKind } from '#shared/administration/records.ts';
import type { AdministratorId, AgencyId } from '#shared/ids.ts';
import type { Scope } from '#shared/permissions/scope.ts';
import type { World } from './onBothDatabases.ts';

/** An administrator's session, as the gateway makes it. */
export const administratorOf = (scope: Scope, id = 'administrator-1') =>
  ({ role: 'administrator', id: id as AdministratorId, scope, connectionId: '', key: `administrator:${id as AdministratorId}` }) as const;
export const nation = administratorOf({ kind: 'nation' });
export const ofAgency = (id: string) => administratorOf({ kind: 'agency', agencyId: id as AgencyId }, `administrator-${id}-1`);

type Session = ReturnType<typeof administratorOf>;

/** An administrator's requests to the engine of a test. */
export function administering(world: World, author: Session = nation) {
  const { handlers } = world.engine;
  const all = async () => (await handlers['record:list'](author, {})).records;
  const record = async (kind: RecordKind, id: string) => {
    const found = (await all()).find((one) => one.kind === kind && one.id === id);
    if (found === undefined) throw new Error(`there is no ${kind} ${id}`);
    return found;
  };
  const wanted = async (kind: RecordKind, id: string, change: (content: LooseContent) => LooseContent): Promise<WantedRecord> => {
    const found = await record(kind, id);
    return { kind, id, version: found.version, content: change(found.content) };
  };
  const apply = (records: WantedRecord[], changeId: string = randomUUID(), waiting: WaitingChoice = { kind: 'serve' }) =>
    handlers['change:apply'](author, { changeId, records, note: '', waiting });
  return {
    all,
    record,
    wanted,
    apply,
    preview: (records: WantedRecord[]) => handlers['change:preview'](author, { records }),
    undo: (changeId: string, undoId: string = randomUUID()) => handlers['change:undo'](author, { changeId, undoId, note: '' }),
    changes: async (of: { kind: RecordKind; id: string } | null = null) => (await handlers['change:list'](author, { before: null, record: of })).changes,
  };
}
