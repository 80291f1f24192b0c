import type { AuditLine } from '#shared/audit/contract.ts';
import { dataClasses } from '#shared/privacy/classes.ts';
import type { StoredClass } from '#shared/privacy/contract.ts';
import type { Instant } from '#shared/instant.ts';
import { inMinutes } from './made.ts';

const at = (minutes: number): Instant => inMinutes(minutes) as Instant;
const line = (id: number, changes: Partial<AuditLine>): AuditLine => ({
  id,
  at: at(-id),
  actor: { kind: 'subject', role: 'expert', id: 'expert-fpa-1' },
  session: 'a1b2c3d4e5f60718',
  act: 'offer.accepted',
  object: { kind: 'call', id: '6f1c2a58-9a3e-4f7e-8a43-0c2c9d3f1b77' },
  outcome: 'done',
  details: { serviceId: 'fpa.studentAid' },
  agencyId: 'fpa',
  pointId: 'mikkeli',
  sequence: 400 + id,
  hash: '00'.repeat(32),
  ...changes,
});

/** Each kind of row: done and refused, by somebody, the server and nobody known, sealed and not yet. */
export const auditLines: readonly AuditLine[] = [
  line(6, { sequence: null, hash: null }),
  line(5, {
    actor: { kind: 'subject', role: 'supervisor', id: 'supervisor-fpa-1' },
    act: 'entry.priorityChanged',
    details: { serviceId: 'fpa.pension', priority: 1, reason: 'deadline' },
  }),
  line(4, { act: 'request.refused', outcome: 'refused', object: null, details: { request: 'point:close', code: 'forbidden' } }),
  line(3, { actor: { kind: 'unknown' }, session: null, act: 'session.refused', outcome: 'failed', object: null, details: {} }),
  line(2, { actor: { kind: 'system' }, session: null, act: 'audit.erased', object: null, details: { through: 12 } }),
  line(1, { actor: { kind: 'subject', role: 'adviser', id: 'adviser-mikkeli-1' }, act: 'point.closed', object: { kind: 'point', id: 'mikkeli' }, details: {} }),
];

export const storedClasses: readonly StoredClass[] = dataClasses.map(({ id }, index) => ({
  dataClass: id,
  rowCount: index % 4 === 0 ? null : index * 137,
  oldestAt: index % 4 === 0 ? null : at(-index * 500),
  limitHours: [null, 24, 1, 24 * 30][index % 4] ?? null,
}));
