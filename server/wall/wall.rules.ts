import { type Wall, type WallState, wallStates } from '#shared/contract/wall.ts';
import type { SupervisorView } from '#shared/contract/views/index.ts';
import type { Catalogue } from '#shared/contract/catalogue.ts';

type Status = SupervisorView['experts'][number]['status']['status'];

const stateOf = (status: Status): WallState | null => (status === 'offline' ? null : (wallStates.find((state) => state === status) ?? 'away'));

/** What everybody in the room may read of the supervisor's view: figures of queues and of the team, and no person's name, state or call. */
export function wallOf({ now, supervisor, closure, queues, experts }: SupervisorView, { agencies }: Pick<Catalogue, 'agencies'>): Wall {
  const { agencyId } = supervisor;
  const agency = agencies.find(({ id }) => id === agencyId);
  const named = (id: string) => ({ sv: id, fi: id, en: id });
  const count = (state: WallState) => experts.filter(({ status }) => stateOf(status.status) === state).length;
  return {
    now,
    names: agency?.names ?? named(agencyId),
    closure,
    queues: queues.map(({ serviceId, waiting, longestSince, ableOnDuty, closure: own }) => ({
      serviceId,
      names: agency?.services.find(({ id }) => id === serviceId)?.names ?? named(serviceId),
      waiting,
      longestSince,
      ableOnDuty,
      closure: own,
    })),
    experts: { available: count('available'), offered: count('offered'), inCall: count('inCall'), wrapUp: count('wrapUp'), away: count('away') },
    answered: experts.reduce((sum, { answered }) => sum + answered, 0),
    missed: experts.reduce((sum, { missed }) => sum + missed, 0),
  };
}
