import type { DemoStage } from '#shared/contract/http.ts';
import type { Language } from '#shared/language.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { Hours } from '#server/hours/index.ts';
import { atOnce } from '#server/limits.ts';
import type { Database } from '#server/platform/database/index.ts';
import { castOf } from './demoStage.rules.ts';
import type { Identity } from './service.ts';

/** A visit on the stage takes minutes. */
const stageSessionMs = 3_600_000;

export type StageParts = {
  readonly database: Database;
  readonly hours: Pick<Hours, 'opening'>;
  /** From 0 up to, and without, the bound. */
  readonly randomInt: (below: number) => number;
};
type Options = StageParts & { readonly identity: Pick<Identity, 'open' | 'signedInSince'>; readonly catalogue: CatalogueReader };

/** Demo mode: casts a visit of the given language, and opens a short session for each who plays in it. Errors: unavailable where nobody fits. */
export function createStages({ identity, catalogue, database, hours, randomInt }: Options): (language: Language) => Promise<DemoStage> {
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((one) => ({ one, by: randomInt(1_000_000) }))
      .sort((a, b) => a.by - b.by)
      .map(({ one }) => one);
  const openStage = async (language: Language): Promise<DemoStage> => {
    const signedIn = new Map((await identity.signedInSince()).map(({ role, id, since }) => [`${role}:${id}`, since]));
    const now = await database.transaction((tx) => Promise.resolve(tx.now));
    const cast = castOf({
      language,
      agencies: shuffled(catalogue.all.agencies),
      points: shuffled(catalogue.all.points),
      staff: shuffled(catalogue.staff),
      isOpen: (agencyId, serviceId, pointId) => hours.opening(agencyId, serviceId, pointId, now).state !== 'closed',
      signedInAt: ({ role, id }) => signedIn.get(`${role}:${id}`) ?? null,
    });
    if (cast === null) throw new AppError('unavailable');
    const { players, agencyId, serviceId } = cast;
    const open = async (role: keyof typeof players) => ({
      id: players[role],
      token: (await identity.open({ role, id: players[role] }, { lifetimeMs: stageSessionMs })).token,
    });
    return { players: { terminal: await open('terminal'), expert: await open('expert'), adviser: await open('adviser') }, agencyId, serviceId };
  };
  // One after the other: two at the same moment would cast the same people.
  const inTurn = atOnce(1);
  return (language) => inTurn(() => openStage(language));
}
