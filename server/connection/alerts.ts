import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type ParticipantKey, splitKey } from '#shared/call/mediaRouting.ts';
import type { CauseCode } from '#shared/connection/findings.ts';
import { type Finding, hasEvidenceChanged } from '#shared/connection/hysteresis.ts';
import type { CallRole } from '#shared/contract/define.ts';
import type { CallId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes, Topic } from '#server/platform/changes.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import * as store from './store.ts';

type AlertBookOptions = { readonly database: Database; readonly changes: Changes; readonly catalogue: CatalogueReader; readonly logger: Logger };

type ActiveAlert = { readonly roomId: CallId | null; readonly findings: readonly Finding[] };
/** A finding as it is written. */
type Row = { readonly alertId: string; readonly roomId: CallId | null; readonly finding: Finding };
type Rows = ReadonlyMap<CauseCode, Row>;

/** Keeps a row for each finding, from when it appears till it goes, so that every desk sees it on whichever server it is. */
export class AlertBook {
  readonly #options: AlertBookOptions;
  /** What stands now, and whose rows do not say so yet. */
  readonly #active = new Map<ParticipantKey, ActiveAlert>();
  readonly #unwritten = new Set<ParticipantKey>();
  readonly #open = new Map<ParticipantKey, Rows>();
  readonly #writing = new Map<ParticipantKey, Promise<void>>();

  constructor(options: AlertBookOptions) {
    this.#options = options;
  }

  /** Brings a participant's rows in line with what stands now; a write that fails is done by the next `retry`. */
  write(participant: ParticipantKey, roomId: CallId | null, findings: readonly Finding[]): void {
    this.#active.set(participant, { roomId, findings });
    this.#unwritten.add(participant);
    this.#start(participant);
  }

  /** Writes what could not be written. Call it every second or so. */
  retry(): void {
    for (const participant of this.#unwritten) this.#start(participant);
  }

  #start(participant: ParticipantKey): void {
    if (!this.#writing.has(participant)) this.#writing.set(participant, this.#writeAll(participant));
  }

  /** One write after the other, so that the last one is the newest. */
  async #writeAll(participant: ParticipantKey): Promise<void> {
    try {
      while (this.#unwritten.delete(participant)) await this.#writeNow(participant);
    } catch (error) {
      this.#unwritten.add(participant);
      this.#options.logger.warn({ err: error, participant }, 'findings could not be written; it is tried again');
    } finally {
      this.#writing.delete(participant);
    }
  }

  async #writeNow(participant: ParticipantKey): Promise<void> {
    const { database, changes, catalogue } = this.#options;
    const { roomId, findings } = this.#active.get(participant) ?? { roomId: null, findings: [] };
    const known: Rows = this.#open.get(participant) ?? new Map();
    const { role: leg, id: subjectId } = splitKey(participant);
    const rows = await database.transaction(async (tx) => {
      const ownPoint = leg === 'terminal' ? (catalogue.terminal(subjectId)?.point.id ?? null) : null;
      const room = roomId === null ? null : await store.readRoomPlace(tx, roomId);
      const place = { leg, subjectId, pointId: ownPoint ?? room?.pointId ?? null, roomId };
      const next = new Map<CauseCode, Row>();
      for (const finding of findings) next.set(finding.code, await upsertAlert(tx, place, known.get(finding.code), finding));
      for (const [code, { alertId }] of known) if (!next.has(code)) await store.endAlert(tx, alertId);
      tx.afterCommit(() =>
        changes.announce([...topicsOf(leg, subjectId, place.pointId), ...(room?.expertId == null ? [] : [`expert:${room.expertId}` as const])]),
      );
      return next;
    });
    if (rows.size > 0) this.#open.set(participant, rows);
    else {
      this.#open.delete(participant);
      if (!this.#unwritten.has(participant)) this.#active.delete(participant);
    }
  }

  /** Says that what stands here still stands, and closes what nobody has touched for `forgottenAfterMs`: what fallen servers left open. */
  async keep(tx: Transaction, forgottenAfterMs: number): Promise<void> {
    const open = [...this.#open].flatMap(([participant, rows]) => [...rows.values()].map(({ alertId }) => ({ participant, alertId })));
    const touched = new Set(
      open.length === 0
        ? []
        : await store.touchAlerts(
            tx,
            open.map(({ alertId }) => alertId),
          ),
    );
    const gone = await store.endForgotten(tx, forgottenAfterMs);
    tx.afterCommit(() => {
      for (const { participant, alertId } of open) if (!touched.has(alertId)) this.#startAnew(participant, alertId);
      this.#options.changes.announce(gone.flatMap(({ pointId, leg, subjectId }) => topicsOf(leg, subjectId, pointId)));
    });
  }

  /** Another server has taken this one for fallen and closed the row; what still stands gets a new one. */
  #startAnew(participant: ParticipantKey, alertId: string): void {
    const rows = [...(this.#open.get(participant) ?? [])];
    if (!rows.some(([, row]) => row.alertId === alertId)) return;
    this.#open.set(participant, new Map(rows.filter(([, row]) => row.alertId !== alertId)));
    this.#unwritten.add(participant);
    this.#start(participant);
  }

  /** Resolves when everything that was found so far is written, or has failed once more. */
  async settled(): Promise<void> {
    await Promise.all(this.#writing.values());
  }
}

/** Makes the row say what stands, and returns it as it is then. */
async function upsertAlert(tx: Transaction, place: Omit<store.OpenAlert, 'alertId'>, row: Row | undefined, finding: Finding): Promise<Row> {
  const { roomId } = place;
  if (row === undefined) {
    const alertId = randomUUID();
    await store.insertAlert(tx, { ...place, alertId }, finding);
    return { alertId, roomId, finding };
  }
  let { alertId } = row;
  if (roomId !== null && row.roomId === null) await store.attachToRoom(tx, alertId, roomId, place.pointId);
  else if (roomId !== null && row.roomId !== roomId) {
    // Each call's history has its own; the desk of the new point sees to it.
    alertId = randomUUID();
    await store.continueAlert(tx, row.alertId, { ...place, alertId });
  }
  const isOther = hasEvidenceChanged(row.finding, finding);
  if (isOther) await store.updateAlert(tx, alertId, finding);
  return { alertId, roomId: roomId ?? row.roomId, finding: isOther ? finding : row.finding };
}

const topicsOf = (leg: CallRole, subjectId: string, pointId: string | null): Topic[] => [
  `${leg}:${subjectId}`,
  ...(pointId === null ? [] : [`point:${pointId}` as const]),
];
