import { isInForce } from '#shared/catalogue/inForce.ts';
import { type CatalogueRecord, type LooseContent, type RecordKind, type Records, keyOf, recordContents, recordOf } from './records.ts';

/** Why a change cannot be made. `form`: the value does not fit, as `detail` says. */
export const problemReasons = [
  'form',
  'otherId',
  'unknownAgency',
  'unknownUnit',
  'unknownService',
  'unknownPoint',
  'withoutService',
  'withoutTerminal',
  'lastAdministrator',
  'alreadyThere',
  'inUse',
] as const;
export type ProblemReason = (typeof problemReasons)[number];
export type Problem = { readonly kind: RecordKind; readonly id: string; readonly path: string; readonly reason: ProblemReason; readonly detail?: string };

const idForm = /^[a-zA-Z0-9][a-zA-Z0-9.-]{0,63}$/;

/** The record, or all that is wrong with its form. */
export function readRecord(kind: RecordKind, id: string, content: LooseContent): { readonly record: CatalogueRecord } | { readonly problems: Problem[] } {
  const parsed = recordContents[kind].safeParse(content);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map(({ path, message }) => ({ kind, id, path: path.map(String).join('.'), reason: 'form', detail: message })),
    };
  }
  if (!idForm.test(id)) return { problems: [{ kind, id, path: 'id', reason: 'form' }] };
  if (parsed.data.id !== id) return { problems: [{ kind, id, path: 'id', reason: 'otherId' }] };
  // The content was checked by the kind's own form.
  return { record: { kind, id, content: parsed.data } as CatalogueRecord };
}

/** What a record names that is not there. */
function danglingOf(record: CatalogueRecord, records: Records): Problem[] {
  const problem = (path: string, reason: ProblemReason): Problem => ({ kind: record.kind, id: record.id, path, reason });
  const missing = (kind: RecordKind, ids: readonly string[], path: string, reason: ProblemReason): Problem[] =>
    ids.every((id) => records.has(keyOf({ kind, id }))) ? [] : [problem(path, reason)];
  const optional = (id: string | undefined): string[] => (id === undefined ? [] : [id]);
  switch (record.kind) {
    case 'agency':
      return missing('agency', optional(record.content.succeeds), 'succeeds', 'unknownAgency');
    case 'service':
      return [
        ...missing('agency', [record.content.agencyId], 'agencyId', 'unknownAgency'),
        ...missing('service', optional(record.content.succeeds), 'succeeds', 'unknownService'),
        ...missing(
          'point',
          record.content.visitingDays.map(({ pointId }) => pointId),
          'visitingDays',
          'unknownPoint',
        ),
      ];
    case 'unit':
      return [
        ...missing('agency', [record.content.agencyId], 'agencyId', 'unknownAgency'),
        ...missing('unit', record.content.neighbours, 'neighbours', 'unknownUnit'),
        ...missing('point', record.content.points, 'points', 'unknownPoint'),
      ];
    case 'point':
      return missing('point', record.content.advisedFrom ?? [], 'advisedFrom', 'unknownPoint');
    case 'terminal':
      return missing('point', [record.content.pointId], 'pointId', 'unknownPoint');
    case 'staff':
      return staffDangling(record.content, records, missing, problem);
  }
}

type Missing = (kind: RecordKind, ids: readonly string[], path: string, reason: ProblemReason) => Problem[];

function staffDangling(
  member: Extract<CatalogueRecord, { kind: 'staff' }>['content'],
  records: Records,
  missing: Missing,
  problem: (path: string, reason: ProblemReason) => Problem,
): Problem[] {
  switch (member.role) {
    case 'adviser':
      return missing('point', [member.pointId], 'pointId', 'unknownPoint');
    case 'supervisor':
      return missing('agency', [member.agencyId], 'agencyId', 'unknownAgency');
    case 'administrator': {
      const { scope } = member;
      if (scope.kind === 'agency') return missing('agency', [scope.agencyId], 'scope', 'unknownAgency');
      return scope.kind === 'point' ? missing('point', [scope.pointId], 'scope', 'unknownPoint') : [];
    }
    case 'expert': {
      const isOwn = (kind: 'service' | 'unit', id: string): boolean => recordOf(records, kind, id)?.content.agencyId === member.agencyId;
      return [
        ...missing('agency', [member.agencyId], 'agencyId', 'unknownAgency'),
        ...(member.services.every(({ serviceId }) => isOwn('service', serviceId)) ? [] : [problem('services', 'unknownService')]),
        ...(member.unitId === undefined || isOwn('unit', member.unitId) ? [] : [problem('unitId', 'unknownUnit')]),
      ];
    }
  }
}

/** An agency without services, and a point without terminals, is nowhere to be found. */
function emptyOnes(records: Records): Problem[] {
  const all = [...records.values()];
  const agencies = new Set(all.flatMap((one) => (one.kind === 'service' ? [one.content.agencyId as string] : [])));
  const points = new Set(all.flatMap((one) => (one.kind === 'terminal' ? [one.content.pointId as string] : [])));
  return all.flatMap(({ kind, id }): Problem[] => {
    if (kind === 'agency' && !agencies.has(id)) return [{ kind, id, path: 'services', reason: 'withoutService' }];
    return kind === 'point' && !points.has(id) ? [{ kind, id, path: 'terminals', reason: 'withoutTerminal' }] : [];
  });
}

const administratorsOf = (records: Records, today: string, now: number) =>
  [...records.values()].filter(
    ({ kind, content }) =>
      kind === 'staff' && 'scope' in content && content.role === 'administrator' && content.scope.kind === 'nation' && isInForce(content.validity, today, now),
  );

/** A day after every end that a record has. */
const whenAllHasEnded = { today: '9999-12-31', now: Number.MAX_SAFE_INTEGER } as const;
/** Whether somebody goes on looking after the whole country, whatever ends by its date. */
const goesOn = (records: Records): boolean => administratorsOf(records, whenAllHasEnded.today, whenAllHasEnded.now).length > 0;

export type Moment = { readonly today: string; readonly now: number };

/**
 * What stands against the catalogue that a change would make: names of what is not there, an agency without services, a point without terminals, and nobody
 * left who looks after everything, now or from some day on. What was wrong before is left out, so that an old fault holds no change up.
 */
export function problemsOf(before: Records, after: Records, { today, now }: Moment): Problem[] {
  const faults = (records: Records): Problem[] => [...[...records.values()].flatMap((record) => danglingOf(record, records)), ...emptyOnes(records)];
  const known = new Set(faults(before).map((one) => JSON.stringify(one)));
  const found = faults(after).filter((one) => !known.has(JSON.stringify(one)));
  const had = administratorsOf(before, today, now);
  const [last] = had;
  const isNobodyLeft = administratorsOf(after, today, now).length === 0 || (goesOn(before) && !goesOn(after));
  if (last !== undefined && isNobodyLeft) {
    found.push({ kind: 'staff', id: last.id, path: 'scope', reason: 'lastAdministrator' });
  }
  return found;
}
