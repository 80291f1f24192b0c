import { z } from 'zod';
import {
  type Agency,
  type Catalogue,
  type Point,
  type Unit,
  agencySchema,
  pointSchema,
  serviceSchema,
  terminalSchema,
  validitySchema,
  type Validity,
} from '#shared/contract/catalogue.ts';
import { isInForce } from '#shared/catalogue/inForce.ts';
import { serviceIdSchema } from '#shared/ids.ts';
import { type Localised, languageSchema } from '#shared/language.ts';
import { scopeSchema } from '#shared/permissions/scope.ts';
import type { StaffMember } from '#shared/contract/staff.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { serviceDate } from '#server/serviceDay.ts';

export { staffMemberSchema } from '#shared/contract/staff.ts';

export type Content = { readonly agencies: readonly Agency[]; readonly points: readonly Point[]; readonly staff: readonly StaffMember[] };

/** Writes content over what is there; what the content does not name stays. */
export async function importContent(transaction: Transaction, { agencies, points, staff }: Content): Promise<void> {
  for (const [position, { services, units, ...agency }] of agencies.entries()) {
    await transaction.run(
      `insert into agencies (id, position, content) values ($1, $2, $3)
       on conflict (id) do update set position = excluded.position, content = excluded.content`,
      [agency.id, position, JSON.stringify(agency)],
    );
    await importUnits(transaction, agency.id, units);
    for (const [servicePosition, service] of services.entries()) {
      await transaction.run(
        `insert into services (id, agency_id, position, content) values ($1, $2, $3, $4)
         on conflict (id) do update set agency_id = excluded.agency_id, position = excluded.position, content = excluded.content`,
        [service.id, agency.id, servicePosition, JSON.stringify(service)],
      );
    }
  }
  for (const [position, { terminals, ...point }] of points.entries()) {
    await transaction.run(
      `insert into points (id, position, content) values ($1, $2, $3)
       on conflict (id) do update set position = excluded.position, content = excluded.content`,
      [point.id, position, JSON.stringify(point)],
    );
    for (const [terminalPosition, terminal] of terminals.entries()) {
      await transaction.run(
        `insert into terminals (id, point_id, position, names, validity) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set point_id = excluded.point_id, position = excluded.position, names = excluded.names, validity = excluded.validity`,
        [terminal.id, point.id, terminalPosition, JSON.stringify(terminal.names), jsonOrNull(terminal.validity)],
      );
    }
  }
  for (const member of staff) await putStaffMember(transaction, member);
  await raiseVersion(transaction);
}

const jsonOrNull = (value: object | undefined): string | null => (value === undefined ? null : JSON.stringify(value));

/** An agency's units are those that the content names. */
async function importUnits(transaction: Transaction, agencyId: string, units: readonly Unit[]): Promise<void> {
  await transaction.run('delete from units where agency_id = $1 and id <> all($2::text[])', [agencyId, units.map(({ id }) => id)]);
  for (const [position, unit] of units.entries()) {
    await transaction.run(
      `insert into units (id, agency_id, position, content) values ($1, $2, $3, $4)
       on conflict (id) do update set agency_id = excluded.agency_id, position = excluded.position, content = excluded.content`,
      [unit.id, agencyId, position, JSON.stringify(unit)],
    );
  }
}

/** Writes somebody over what is known of them. */
export async function putStaffMember(transaction: Transaction, member: StaffMember): Promise<void> {
  await transaction.run(
    `insert into staff (id, role, display_name, agency_id, point_id, unit_id, scope, validity) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do update set role = excluded.role, display_name = excluded.display_name, agency_id = excluded.agency_id,
       point_id = excluded.point_id, unit_id = excluded.unit_id, scope = excluded.scope, validity = excluded.validity`,
    [
      member.id,
      member.role,
      member.displayName,
      'agencyId' in member ? member.agencyId : null,
      member.role === 'adviser' ? member.pointId : null,
      member.role === 'expert' ? (member.unitId ?? null) : null,
      member.role === 'administrator' ? JSON.stringify(member.scope) : null,
      jsonOrNull(member.validity),
    ],
  );
  // Who has another role from now on is not signed in to the old one.
  await transaction.run('delete from sessions where subject_id = $1 and role <> $2 and role <> $3', [member.id, member.role, 'terminal']);
  await transaction.run('delete from staff_languages where staff_id = $1', [member.id]);
  for (const { language, level } of member.languages) {
    await transaction.run('insert into staff_languages (staff_id, language, level) values ($1, $2, $3)', [member.id, language, level]);
  }
  await transaction.run('delete from staff_services where staff_id = $1', [member.id]);
  if (member.role !== 'expert') return;
  for (const { serviceId, level } of member.services) {
    await transaction.run('insert into staff_services (staff_id, service_id, level) values ($1, $2, $3)', [member.id, serviceId, level]);
  }
}

const administratorRow = z.object({ scope: scopeSchema, validity: validitySchema.nullable() });

/** Whether anybody looks after the whole installation now: who has ended, or has not begun, does not. */
export const hasAdministrator = async (tx: Transaction): Promise<boolean> => {
  const administrators = await tx.rows(administratorRow, `select scope, validity from staff where role = 'administrator'`);
  return administrators.some(({ scope, validity }) => scope.kind === 'nation' && isInForce(validity, serviceDate(tx.now).toString(), tx.now));
};

const validityRow = z.object({ validity: validitySchema.nullable() });

/** Until when somebody's record holds, in force or not; undefined where there is none of that id. */
export const readStaffValidity = async (tx: Transaction, staffId: string): Promise<Validity | null | undefined> =>
  (await tx.rows(validityRow, 'select validity from staff where id = $1 for update', [staffId]))[0]?.validity;

/** The record holds no more from now on; it stays, for what was done by it. */
export const endStaffMember = (tx: Transaction, staffId: string): Promise<number> =>
  tx.run(`update staff set validity = coalesce(validity, '{}') || jsonb_build_object('endedAt', $2::int8) where id = $1`, [staffId, tx.now]);

/** Takes back that it was ended at once. Its dates stay. */
export const resumeStaffMember = (tx: Transaction, staffId: string): Promise<number> =>
  tx.run(`update staff set validity = nullif(validity - 'endedAt', '{}') where id = $1`, [staffId]);

const agencyRow = z.object({
  content: agencySchema.omit({ services: true, units: true }),
  units: agencySchema.shape.units,
  services: z.array(serviceSchema),
});
const pointRow = z.object({ content: pointSchema.omit({ terminals: true }), terminals: z.array(terminalSchema) });

const versionRow = z.object({ version: z.number(), asOf: z.string() });

/** Grows with every change of the catalogue. */
export const readVersion = async (transaction: Transaction): Promise<z.output<typeof versionRow>> =>
  (await transaction.rows(versionRow, 'select version, as_of as "asOf" from catalogue_version'))[0] ?? { version: 0, asOf: '' };

/** Raises it once for the day, whichever server is first: what is in force is another than yesterday. */
export const raiseForDay = (transaction: Transaction, day: string): Promise<number> =>
  transaction.run('update catalogue_version set version = version + 1, as_of = $1 where as_of <> $1', [day]);

/** To be called in the transaction of each change, so that every server reads it anew within its next look. */
export const raiseVersion = (transaction: Transaction): Promise<number> => transaction.run('update catalogue_version set version = version + 1');

type Step<T> = { readonly from: T; readonly to: T };

/** Returns 1, or 0 where there is one of that id. */
export const insertTerminal = (tx: Transaction, { id, names }: { readonly id: string; readonly names: Localised }, pointId: string): Promise<number> =>
  tx.run(
    `insert into terminals (id, point_id, position, names) values ($1, $2, (select coalesce(max(position) + 1, 0) from terminals where point_id = $2), $3)
     on conflict (id) do nothing`,
    [id, pointId, JSON.stringify(names)],
  );

/** Returns 1, or 0 where it has other names by now than those that are to be changed. */
export const renameTerminal = (tx: Transaction, id: string, { from, to }: Step<Localised>): Promise<number> =>
  tx.run('update terminals set names = $3 where id = $1 and names = $2::jsonb', [id, JSON.stringify(from), JSON.stringify(to)]);

/** Returns 1, or 0 where it stands elsewhere by now. */
export const moveTerminal = (tx: Transaction, id: string, { from, to }: Step<string>): Promise<number> =>
  tx.run(
    `update terminals set point_id = $3, position = (select coalesce(max(position) + 1, 0) from terminals where point_id = $3)
     where id = $1 and point_id = $2`,
    [id, from, to],
  );

/** All that there is, in its set order, whether in force or not; a point has no terminal when all of them were moved away. */
export async function readCatalogue(transaction: Transaction): Promise<Catalogue> {
  const agencies = await transaction.rows(
    agencyRow,
    `select a.content, json_agg(s.content order by s.position) as services,
       coalesce((select json_agg(u.content order by u.position) from units u where u.agency_id = a.id), '[]') as units
     from agencies a join services s on s.agency_id = a.id group by a.id order by a.position`,
  );
  const points = await transaction.rows(
    pointRow,
    `select p.content, coalesce(json_agg(jsonb_strip_nulls(jsonb_build_object('id', t.id, 'names', t.names, 'validity', t.validity)) order by t.position)
         filter (where t.id is not null), '[]') as terminals
     from points p left join terminals t on t.point_id = p.id group by p.id order by p.position`,
  );
  return {
    agencies: agencies.map(({ content, units, services }) => ({ ...content, units, services })),
    points: points.map(({ content, terminals }) => ({ ...content, terminals })),
  };
}

const staffRow = z.object({
  id: z.string(),
  role: z.enum(['expert', 'adviser', 'supervisor', 'administrator']),
  displayName: z.string(),
  agencyId: z.string().nullable(),
  pointId: z.string().nullable(),
  languages: z.array(z.object({ language: languageSchema, level: z.number() })),
  unitId: z.string().nullable(),
  /** Of an administrator alone. */
  scope: scopeSchema.nullable(),
  validity: validitySchema.nullable(),
  services: z.array(z.object({ serviceId: serviceIdSchema, level: z.number() })),
});
export type StaffRow = z.output<typeof staffRow>;

/** Everybody who works here, with languages (best first) and services. */
export const readStaff = (transaction: Transaction): Promise<StaffRow[]> =>
  transaction.rows(
    staffRow,
    `select id, role, display_name as "displayName", agency_id as "agencyId", point_id as "pointId", unit_id as "unitId", scope, validity,
       coalesce((select json_agg(json_build_object('language', language, 'level', level) order by level desc, language)
                 from staff_languages where staff_id = staff.id), '[]') as languages,
       coalesce((select json_agg(json_build_object('serviceId', service_id, 'level', level) order by level, service_id)
                 from staff_services where staff_id = staff.id), '[]') as services
     from staff order by id`,
  );
