import { z } from 'zod';
import { agencySchema, pointSchema, serviceSchema, terminalSchema, unitSchema } from '#shared/contract/catalogue.ts';
import { staffMemberSchema } from '#shared/contract/staff.ts';
import { agencyIdSchema, pointIdSchema } from '#shared/ids.ts';
import { type Place, type Scope, covers } from '#shared/permissions/scope.ts';

/** What can be changed by itself, in the order in which one needs the other: an agency is written before its services. */
export const recordKinds = ['agency', 'unit', 'service', 'point', 'terminal', 'staff'] as const;
export type RecordKind = (typeof recordKinds)[number];

export const agencyContent = agencySchema.omit({ services: true, units: true });
export const unitContent = unitSchema.extend({ agencyId: agencyIdSchema });
export const serviceContent = serviceSchema.extend({ agencyId: agencyIdSchema });
export const pointContent = pointSchema.omit({ terminals: true });
export const terminalContent = terminalSchema.extend({ pointId: pointIdSchema });

/** The form of each kind's content. */
export const recordContents = {
  agency: agencyContent,
  unit: unitContent,
  service: serviceContent,
  point: pointContent,
  terminal: terminalContent,
  staff: staffMemberSchema,
} as const satisfies Record<RecordKind, z.ZodType>;

type Contents = { readonly [K in RecordKind]: z.output<(typeof recordContents)[K]> };
export type RecordOf<K extends RecordKind> = { readonly [N in K]: { readonly kind: N; readonly id: string; readonly content: Contents[N] } }[K];
export type CatalogueRecord = RecordOf<RecordKind>;

/** Whatever JSON can say. */
export const jsonValueSchema = z.json();

/** Content as it crosses a socket and as it is kept in the history; what it has to be is checked by its kind. */
export const looseContentSchema = z.record(z.string().max(60), jsonValueSchema);
export type LooseContent = z.output<typeof looseContentSchema>;

/** Names a record among those of all kinds. */
export const keyOf = ({ kind, id }: { readonly kind: RecordKind; readonly id: string }): string => `${kind}:${id}`;

/** All records by their keys. */
export type Records = ReadonlyMap<string, CatalogueRecord>;
export const recordsByKey = (records: Iterable<CatalogueRecord>): Map<string, CatalogueRecord> => new Map([...records].map((one) => [keyOf(one), one]));

/** The record, if there is one of that kind. */
export function recordOf<K extends RecordKind>(records: Records, kind: K, id: string): RecordOf<K> | undefined {
  const found = records.get(keyOf({ kind, id }));
  // The key has the kind in it.
  return found === undefined ? undefined : (found as RecordOf<K>);
}

const nation: Place = { kind: 'nation' };
const pointPlace = (records: Records, pointId: string): Place => {
  const point = recordOf(records, 'point', pointId)?.content;
  return point === undefined ? nation : { kind: 'point', pointId, municipality: point.municipality['fi'] ?? '' };
};

/** Where a record belongs. A new agency or point belongs to the nation until it is there. */
export function placeOf(record: CatalogueRecord, records: Records): Place {
  switch (record.kind) {
    case 'agency':
      return { kind: 'agency', agencyId: record.id };
    case 'unit':
    case 'service':
      return { kind: 'agency', agencyId: record.content.agencyId };
    case 'point':
      return { kind: 'point', pointId: record.id, municipality: record.content.municipality['fi'] ?? '' };
    case 'terminal':
      return pointPlace(records, record.content.pointId);
    case 'staff':
      return staffPlace(record.content, records);
  }
}

function staffPlace(member: Contents['staff'], records: Records): Place {
  if (member.role === 'adviser') return pointPlace(records, member.pointId);
  if (member.role !== 'administrator') return { kind: 'agency', agencyId: member.agencyId };
  const { scope } = member;
  switch (scope.kind) {
    case 'nation':
      return nation;
    case 'agency':
      return { kind: 'agency', agencyId: scope.agencyId };
    case 'municipality':
      return { kind: 'point', pointId: '', municipality: scope.municipality };
    case 'point':
      return pointPlace(records, scope.pointId);
  }
}

/** Whether the record is somebody's to see and to change. */
export const isCovered = (scope: Scope, record: CatalogueRecord, records: Records): boolean => covers(scope, placeOf(record, records));
