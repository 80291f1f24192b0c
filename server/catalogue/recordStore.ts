import { z } from 'zod';
import { type CatalogueRecord, type RecordKind, agencyContent, pointContent, serviceContent, unitContent } from '#shared/administration/records.ts';
import { staffMemberSchema } from '#shared/contract/staff.ts';
import { terminalSchema } from '#shared/contract/catalogue.ts';
import { pointIdSchema } from '#shared/ids.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { putStaffMember } from './store.ts';

const of = <S extends z.ZodType>(content: S) => z.object({ content });
const terminalRow = terminalSchema.extend({ pointId: pointIdSchema, validity: terminalSchema.shape.validity.nullable() });
const staffRow = z.object({ content: z.record(z.string(), z.json()) });

/** Every record, those that are not in force included, in the set order. */
export async function readRecords(tx: Transaction): Promise<CatalogueRecord[]> {
  const [agencies, units, services, points, terminals, staff] = await Promise.all([
    tx.rows(of(agencyContent), 'select content from agencies order by position, id'),
    tx.rows(of(unitContent), `select content || jsonb_build_object('agencyId', agency_id) as content from units order by agency_id, position, id`),
    tx.rows(of(serviceContent), `select content || jsonb_build_object('agencyId', agency_id) as content from services order by agency_id, position, id`),
    tx.rows(of(pointContent), 'select content from points order by position, id'),
    tx.rows(terminalRow, `select id, point_id as "pointId", names, validity from terminals order by point_id, position, id`),
    readStaffContents(tx),
  ]);
  return [
    ...agencies.map(({ content }): CatalogueRecord => ({ kind: 'agency', id: content.id, content })),
    ...units.map(({ content }): CatalogueRecord => ({ kind: 'unit', id: content.id, content })),
    ...services.map(({ content }): CatalogueRecord => ({ kind: 'service', id: content.id, content })),
    ...points.map(({ content }): CatalogueRecord => ({ kind: 'point', id: content.id, content })),
    ...terminals.map(({ validity, ...names }): CatalogueRecord => ({
      kind: 'terminal',
      id: names.id,
      content: validity === null || validity === undefined ? names : { ...names, validity },
    })),
    ...staff.map((content): CatalogueRecord => ({ kind: 'staff', id: content.id, content })),
  ];
}

async function readStaffContents(tx: Transaction) {
  const rows = await tx.rows(
    staffRow,
    `select jsonb_strip_nulls(jsonb_build_object(
       'id', id, 'role', role, 'displayName', display_name, 'agencyId', agency_id, 'pointId', point_id, 'unitId', unit_id, 'scope', scope, 'validity', validity,
       'languages', (select jsonb_agg(jsonb_build_object('language', language, 'level', level) order by level desc, language)
                     from staff_languages where staff_id = staff.id),
       'services', (select jsonb_agg(jsonb_build_object('serviceId', service_id, 'level', level) order by level, service_id)
                    from staff_services where staff_id = staff.id and role = 'expert')
     )) as content from staff order by id`,
  );
  return rows.map(({ content }) => staffMemberSchema.parse(content));
}

/** Until the end of the transaction nobody else changes the catalogue. */
export const lockCatalogue = (tx: Transaction): Promise<number> => tx.run('select 1 from catalogue_version for update');

const last = (table: string, owner: string): string => `(select coalesce(max(position) + 1, 0) from ${table}${owner})`;

/** Writes the record over what was there; a new one stands last among its like. */
export async function writeRecord(tx: Transaction, record: CatalogueRecord): Promise<void> {
  switch (record.kind) {
    case 'agency':
      await tx.run(
        `insert into agencies (id, position, content) values ($1, ${last('agencies', '')}, $2) on conflict (id) do update set content = excluded.content`,
        [record.id, JSON.stringify(record.content)],
      );
      return;
    case 'point':
      await tx.run(
        `insert into points (id, position, content) values ($1, ${last('points', '')}, $2) on conflict (id) do update set content = excluded.content`,
        [record.id, JSON.stringify(record.content)],
      );
      return;
    case 'service': {
      const { agencyId, ...content } = record.content;
      await tx.run(
        `insert into services (id, agency_id, position, content) values ($1, $2, ${last('services', ' where agency_id = $2')}, $3)
         on conflict (id) do update set agency_id = excluded.agency_id, content = excluded.content`,
        [record.id, agencyId, JSON.stringify(content)],
      );
      return;
    }
    case 'unit': {
      const { agencyId, ...content } = record.content;
      await tx.run(
        `insert into units (id, agency_id, position, content) values ($1, $2, ${last('units', ' where agency_id = $2')}, $3)
         on conflict (id) do update set agency_id = excluded.agency_id, content = excluded.content`,
        [record.id, agencyId, JSON.stringify(content)],
      );
      return;
    }
    case 'terminal': {
      const { pointId, names, validity } = record.content;
      await tx.run(
        `insert into terminals (id, point_id, position, names, validity) values ($1, $2, ${last('terminals', ' where point_id = $2')}, $3, $4)
         on conflict (id) do update set point_id = excluded.point_id, names = excluded.names, validity = excluded.validity`,
        [record.id, pointId, JSON.stringify(names), validity === undefined ? null : JSON.stringify(validity)],
      );
      return;
    }
    case 'staff':
      await putStaffMember(tx, record.content);
  }
}

const deletions: Readonly<Record<RecordKind, string>> = {
  agency: 'delete from agencies where id = $1',
  unit: 'delete from units where id = $1',
  service: 'delete from services where id = $1',
  point: 'delete from points where id = $1',
  terminal: 'delete from terminals where id = $1',
  staff: 'delete from staff where id = $1',
};

/** Takes back a record that nothing refers to. */
export const deleteRecord = (tx: Transaction, kind: RecordKind, id: string): Promise<number> => tx.run(deletions[kind], [id]);
