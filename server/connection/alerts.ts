import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type ParticipantKey, splitKey } from '#shared/call/flows.ts';
import type { CauseCode } from '#shared/connection/findings.ts';
import type { Finding } from '#shared/connection/settle.ts';
import type { Role } from '#shared/contract/define.ts';
import type { CallId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes, Topic } from '#server/changes.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import * as store from './store.ts';

type AlertBookOptions = { readonly database: Database; readonly changes: Changes; readonly catalogue: CatalogueReader; readonly logger: Logger };

/** Keeps a row for each finding, from when it appears till it goes, so that every desk sees it on whichever server it is. */
export class AlertBook {
  readonly #options: AlertBookOptions;
  /** The rows of what stands now, by cause. */
  readonly #open = new Map<ParticipantKey, ReadonlyMap<CauseCode, string>>();
  readonly #writing = new Map<ParticipantKey, Promise<void>>();

  constructor(options: AlertBookOptions) {
    this.#options = options;
  }

  /** Brings a participant's rows in line with what stands now; one writing after the other, so that the last one is the newest. */
  write(participant: ParticipantKey, roomId: CallId | null, findings: readonly Finding[]): void {
    const step = (this.#writing.get(participant) ?? Promise.resolve()).then(() => this.#writeNow(participant, roomId, findings));
    const settled = step.catch((error: unknown) =>
      this.#options.logger.warn({ err: error, participant }, 'findings could not be written; the next change tries again'),
    );
    this.#writing.set(participant, settled);
    void settled.then(() => this.#writing.get(participant) === settled && this.#writing.delete(participant));
  }

  async #writeNow(participant: ParticipantKey, roomId: CallId | null, findings: readonly Finding[]): Promise<void> {
    const { database, changes, catalogue } = this.#options;
    const known = this.#open.get(participant) ?? new Map<CauseCode, string>();
    const { role: leg, id: subjectId } = splitKey(participant);
    const next = new Map(findings.map(({ code }) => [code, known.get(code) ?? randomUUID()]));
    await database.transaction(async (tx) => {
      const ownPoint = leg === 'terminal' ? (catalogue.terminal(subjectId)?.point.id ?? null) : null;
      const room = roomId === null ? null : await store.readRoomPlace(tx, roomId);
      const pointId = ownPoint ?? room?.pointId ?? null;
      if (roomId !== null && known.size > 0) await store.attachToRoom(tx, [...known.values()], roomId, pointId);
      for (const finding of findings) {
        const alertId = next.get(finding.code);
        if (alertId !== undefined && !known.has(finding.code)) await store.insertAlert(tx, { alertId, leg, subjectId, pointId, roomId }, finding);
      }
      for (const [code, alertId] of known) if (!next.has(code)) await store.endAlert(tx, alertId);
      tx.afterCommit(() => changes.announce([...topicsOf(leg, subjectId, pointId), ...(room?.expertId == null ? [] : [`expert:${room.expertId}` as const])]));
    });
    if (next.size === 0) this.#open.delete(participant);
    else this.#open.set(participant, next);
  }

  /** Says that what stands here still stands, and closes what nobody has touched for `forgottenAfterMs`: what fallen servers left open. */
  async keep(tx: Transaction, forgottenAfterMs: number): Promise<void> {
    const alertIds = [...this.#open.values()].flatMap((codes) => [...codes.values()]);
    if (alertIds.length > 0) await store.touchAlerts(tx, alertIds);
    const gone = await store.endForgotten(tx, forgottenAfterMs);
    tx.afterCommit(() => this.#options.changes.announce(gone.flatMap(({ pointId, leg, subjectId }) => topicsOf(leg, subjectId, pointId))));
  }

  /** Resolves when everything that was found so far is written. */
  async settled(): Promise<void> {
    await Promise.all(this.#writing.values());
  }
}

const topicsOf = (leg: Role, subjectId: string, pointId: string | null): Topic[] => [
  `${leg}:${subjectId}`,
  ...(pointId === null ? [] : [`point:${pointId}` as const]),
];
