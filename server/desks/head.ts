import type { AdviserInCall, Call } from '#shared/call/lifecycle.ts';
import type { PointId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { countWaiting } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Transaction } from '#server/db/index.ts';
import { countOnDuty } from '#server/experts/index.ts';
import type { Hours } from '#server/hours/index.ts';
import { nextVersion } from './store.ts';

/** Version and clock of a view. The version is taken before anything is read, so a higher one never knows less. */
export const headOf = async (tx: Transaction): Promise<{ version: number; now: Instant }> => ({ version: await nextVersion(tx), now: tx.now });

export const callHeadOf = ({ callId, agencyId, serviceId, language, otherLanguages, queuedAt }: Call) => ({
  callId,
  agencyId,
  serviceId,
  language,
  otherLanguages: [...otherLanguages],
  queuedAt,
});

export const advisersOf = (advisers: readonly AdviserInCall[], catalogue: CatalogueReader) =>
  advisers.map((adviser) => ({ ...adviser, displayName: catalogue.nameOf(adviser.adviserId) }));

/** How every agency stands now at the point. */
export async function agencyStates(tx: Transaction, catalogue: CatalogueReader, hours: Hours, pointId: PointId) {
  const waiting = new Map((await countWaiting(tx)).map((row) => [row.agencyId, row.waiting]));
  const onDuty = new Map((await countOnDuty(tx)).map((row) => [row.agencyId, row.onDuty]));
  return catalogue.all.agencies.map(({ id, services }) => ({
    agencyId: id,
    waiting: waiting.get(id) ?? 0,
    expertsOnDuty: onDuty.get(id) ?? 0,
    opening: hours.opening(id, null, pointId, tx.now),
    services: services
      .filter(({ opening }) => opening !== undefined)
      .map((service) => ({ serviceId: service.id, opening: hours.opening(id, service.id, pointId, tx.now) })),
  }));
}

export const unknownDevices = { camera: 'unknown', microphone: 'unknown' } as const;
