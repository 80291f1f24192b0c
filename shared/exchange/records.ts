import { type CatalogueRecord, type RecordOf, type Records, isCovered } from '#shared/administration/records.ts';
import { type Scope } from '#shared/permissions/scope.ts';
import type { StaffMember } from '#shared/contract/staff.ts';
import { type CatalogueDocument, documentFormat, documentVersion } from './document.ts';

/** A record, and where it stands in the document, such as `agencies.0.services.2`. */
export type Placed = { readonly record: CatalogueRecord; readonly path: string };

/** Lists of people are kept in this order, so that two lists of the same differ in nothing. */
const inKeptOrder = (member: StaffMember): StaffMember => {
  const languages = member.languages.toSorted((one, other) => other.level - one.level || (one.language < other.language ? -1 : 1));
  if (member.role !== 'expert') return { ...member, languages };
  const services = member.services.toSorted((one, other) => one.level - other.level || (one.serviceId < other.serviceId ? -1 : 1));
  return { ...member, languages, services };
};

/** Everything in the document, record by record, in its order. */
export function recordsIn({ agencies, points, staff }: Pick<CatalogueDocument, 'agencies' | 'points' | 'staff'>): Placed[] {
  const placed: Placed[] = [];
  const add = (record: CatalogueRecord, path: string): void => void placed.push({ record, path });
  for (const [at, { services, units, ...agency }] of agencies.entries()) {
    const agencyId = agency.id;
    add({ kind: 'agency', id: agencyId, content: agency }, `agencies.${at}`);
    for (const [unitAt, unit] of units.entries()) add({ kind: 'unit', id: unit.id, content: { ...unit, agencyId } }, `agencies.${at}.units.${unitAt}`);
    for (const [serviceAt, service] of services.entries()) {
      add({ kind: 'service', id: service.id, content: { ...service, agencyId } }, `agencies.${at}.services.${serviceAt}`);
    }
  }
  for (const [at, { terminals, ...point }] of points.entries()) {
    add({ kind: 'point', id: point.id, content: point }, `points.${at}`);
    for (const [terminalAt, terminal] of terminals.entries()) {
      add({ kind: 'terminal', id: terminal.id, content: { ...terminal, pointId: point.id } }, `points.${at}.terminals.${terminalAt}`);
    }
  }
  for (const [at, member] of staff.entries()) add({ kind: 'staff', id: member.id, content: inKeptOrder(member) }, `staff.${at}`);
  return placed;
}

export type Moment = { readonly today: string; readonly now: number };

/** Whether the record is over for good: it is history, and no part of a document. */
export function hasEnded({ content: { validity } }: CatalogueRecord, { today, now }: Moment): boolean {
  if (validity === undefined) return false;
  return (validity.endedAt !== undefined && validity.endedAt <= now) || (validity.to !== undefined && validity.to < today);
}

type Of<K extends CatalogueRecord['kind']> = RecordOf<K>['content'];

/** The scope's part of the catalogue as a document. The same catalogue gives the same document. */
export function documentOf(records: Records, scope: Scope, moment: Moment): CatalogueDocument {
  const shown = [...records.values()].filter((record) => !hasEnded(record, moment) && isCovered(scope, record, records));
  const all = <K extends CatalogueRecord['kind']>(kind: K): Of<K>[] =>
    // The kind says which content it is.
    shown.flatMap((record) => (record.kind === kind ? [record.content as Of<K>] : []));
  const [units, services, terminals] = [all('unit'), all('service'), all('terminal')];
  return {
    format: documentFormat,
    version: documentVersion,
    agencies: all('agency').map((agency) => ({
      ...agency,
      units: units.flatMap(({ agencyId, ...unit }) => (agencyId === agency.id ? [unit] : [])),
      services: services.flatMap(({ agencyId, ...service }) => (agencyId === agency.id ? [service] : [])),
    })),
    points: all('point').map((point) => ({
      ...point,
      terminals: terminals.flatMap(({ pointId, ...terminal }) => (pointId === point.id ? [terminal] : [])),
    })),
    staff: all('staff')
      .map(inKeptOrder)
      .toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  };
}
