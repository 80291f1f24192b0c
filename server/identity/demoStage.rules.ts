import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { StageRole, Subject } from '#shared/contract/http.ts';
import type { AgencyId, PointId, ServiceId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';

type Member = {
  readonly id: string;
  readonly role: string;
  readonly agencyId: string | null;
  readonly pointId: string | null;
  readonly languages: readonly { readonly language: Language }[];
  readonly services: readonly { readonly serviceId: ServiceId }[];
};

export type StageChoice = {
  readonly language: Language;
  readonly agencies: Catalogue['agencies'];
  readonly points: Catalogue['points'];
  readonly staff: readonly Member[];
  readonly isOpen: (agencyId: AgencyId, serviceId: ServiceId, pointId: PointId) => boolean;
  /** When whoever is signed in came; null for one who is not. */
  readonly signedInAt: (subject: Subject) => Instant | null;
};

export type Cast = { readonly players: Readonly<Record<StageRole, string>>; readonly agencyId: AgencyId; readonly serviceId: ServiceId };

/** How many of them are signed in, and when the last one came: the fewer and the longer ago, the better. */
type Taken = readonly [count: number, since: number];

const takenOf = (subjects: readonly Subject[], { signedInAt }: StageChoice): Taken => {
  const since = subjects.map((subject) => signedInAt(subject)).filter((at) => at !== null);
  return [since.length, Math.max(0, ...since)];
};
const fewestFirst = <T>(candidates: readonly T[], taken: (candidate: T) => Taken): T[] =>
  candidates
    .map((candidate) => ({ candidate, taken: taken(candidate) }))
    .sort(({ taken: [a, aSince] }, { taken: [b, bSince] }) => a - b || aSince - bSince)
    .map(({ candidate }) => candidate);

/**
 * Who plays a visit together: a terminal and an adviser of one point, and an expert with the language and with a service that the point's
 * customers can have by video now. Whom somebody else plays comes last, and so does an agency in which others are signed in: the offer would
 * ring at them. Null where nobody fits; of equals the first.
 */
export function castOf(choice: StageChoice): Cast | null {
  const { points, agencies, staff, language } = choice;
  const desks = points.flatMap((point) =>
    staff
      .filter(({ role, pointId }) => role === 'adviser' && pointId === point.id)
      .flatMap((adviser) => point.terminals.map((terminal) => ({ pointId: point.id, terminal: terminal.id, adviser: adviser.id }))),
  );
  // The viewer may change the language: those who have most of them first.
  const experts = staff
    .filter((one) => one.role === 'expert' && one.languages.some((known) => known.language === language))
    .toSorted((a, b) => b.languages.length - a.languages.length);
  const matters = agencies.flatMap((agency) =>
    experts
      .filter(({ agencyId }) => agencyId === agency.id)
      .flatMap((expert) =>
        agency.services
          .filter(({ id, channels, isPractice }) => channels.includes('remote') && !isPractice && expert.services.some(({ serviceId }) => serviceId === id))
          .map(({ id }) => ({ agencyId: agency.id, serviceId: id, expert: expert.id })),
      ),
  );
  const subjectsIn = (agencyId: AgencyId): Subject[] =>
    staff.filter((one) => one.role === 'expert' && one.agencyId === agencyId).map(({ id }) => ({ role: 'expert', id }));
  const sortedMatters = fewestFirst(matters, ({ agencyId, expert }) => [
    takenOf(subjectsIn(agencyId), choice)[0],
    takenOf([{ role: 'expert', id: expert }], choice)[1],
  ]);
  const sortedDesks = fewestFirst(desks, ({ terminal, adviser }) =>
    takenOf(
      [
        { role: 'terminal', id: terminal },
        { role: 'adviser', id: adviser },
      ],
      choice,
    ),
  );
  for (const { pointId, terminal, adviser } of sortedDesks) {
    const matter = sortedMatters.find(({ agencyId, serviceId }) => choice.isOpen(agencyId, serviceId, pointId));
    if (matter === undefined) continue;
    const { agencyId, serviceId, expert } = matter;
    return { players: { terminal, expert, adviser }, agencyId, serviceId };
  }
  return null;
}
