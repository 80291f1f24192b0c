/**
 * A week of a national network in virtual time: the product's own rule of who gets whom (assign.rules.ts), moved on by events instead of by a
 * clock, beside what Erlang C says of the same load. Where the theory's conditions hold (one skill, everybody waits, steady arrivals,
 * exponential handling) the two must agree; the week as it is, with its rush and its many skills, is what the theory cannot give.
 */
import { performance } from 'node:perf_hooks';
import type { RoutableCall } from '#server/routing/assign.rules.ts';
import { type FreeExpert, assign } from '#server/routing/assign.rules.ts';
import { type AgencyRouting, poolUnit } from '#server/routing/routingTargets.rules.ts';
import { defaultRouting } from '#shared/contract/catalogue.ts';
import type { CallId, ExpertId, PointId, ServiceId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';
import { erlangC } from './erlang.ts';

const seed = Number(process.env['SEED'] ?? 20_261_123);
const pointCount = 250;
const agencyCount = 15;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const serviceLevelMs = 120_000;

/** Mulberry32: small, fast, and the same everywhere. */
function random(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Customer = RoutableCall & { readonly handlingMs: number };
type Load = {
  /** Arrivals an hour at each hour of the week; 0 where closed. */
  readonly arrivalsAt: (ms: number) => number;
  readonly peak: number;
  readonly meanHandlingMs: number;
  readonly services: readonly ServiceId[];
  readonly languageOf: (chance: number) => Language;
  readonly experts: readonly FreeExpert[];
  readonly lengthMs: number;
  /** Left out of the figures: the time in which the queue fills to its usual length. */
  readonly warmUpMs: number;
};
type Figures = { readonly served: number; readonly serviceLevel: number; readonly meanWaitMs: number; readonly occupancy: number };
/** The waits of those who came in one hour of the day, and how long the experts talked in it, over all days. */
type HourSums = { served: number; waitMs: number; inTime: number; busyMs: number };

const routing: AgencyRouting = { settings: { ...defaultRouting, relaxLanguageAfterMs: 0 }, units: [] };

/** Arrivals by thinning (Lewis and Shedler, Naval Research Logistics 26, 1979), handling exponential. */
function arrivals(load: Load, chance: () => number): Customer[] {
  const customers: Customer[] = [];
  for (let ms = 0; ;) {
    ms += (-Math.log(1 - chance()) / load.peak) * hourMs;
    if (ms >= load.lengthMs) return customers;
    if (chance() * load.peak > load.arrivalsAt(ms)) continue;
    customers.push({
      callId: String(customers.length).padStart(9, '0') as CallId,
      pointId: `point${Math.floor(chance() * pointCount)}` as PointId,
      serviceId: load.services[Math.floor(chance() * load.services.length)] as ServiceId,
      language: load.languageOf(chance()),
      otherLanguages: [],
      priority: 0,
      queuedAt: ms as Instant,
      bookedFor: null,
      isBookedTime: false,
      lostExpertId: null,
      refusals: [],
      handlingMs: -Math.log(1 - chance()) * load.meanHandlingMs,
    });
  }
}

/** Plays one agency's load through the product's rule. The longest lines are cut to their head as the index of the product does. */
function play(load: Load, chance: () => number): Figures & { readonly hours: ReadonlyMap<number, HourSums> } {
  const coming = arrivals(load, chance);
  const waiting: Customer[] = [];
  const free = new Map<ExpertId, FreeExpert>(load.experts.map((expert) => [expert.expertId, expert]));
  const busy: { until: number; expert: FreeExpert }[] = [];
  let waitMs = 0;
  let served = 0;
  let inTime = 0;
  let busyMs = 0;
  const hours = new Map<number, HourSums>();
  const hourAt = (ms: number): HourSums => {
    const hour = Math.floor((ms % dayMs) / hourMs);
    const sums = hours.get(hour) ?? { served: 0, waitMs: 0, inTime: 0, busyMs: 0 };
    hours.set(hour, sums);
    return sums;
  };
  const depth = load.experts.length + 8;
  const serve = (now: Instant): void => {
    if (free.size === 0 || waiting.length === 0) return;
    const heads = load.services.length === 1 ? waiting.slice(0, depth) : headsOf(waiting, depth);
    for (const { callId, expertId } of assign(heads, [...free.values()], routing, now)) {
      const index = waiting.findIndex((customer) => customer.callId === callId);
      const [customer] = waiting.splice(index, 1);
      const expert = free.get(expertId);
      if (customer === undefined || expert === undefined) throw new Error('an assignment to nobody');
      free.delete(expertId);
      insert(busy, { until: now + customer.handlingMs, expert });
      if (customer.queuedAt < load.warmUpMs) continue;
      const waited = now - customer.queuedAt;
      waitMs += waited;
      served += 1;
      busyMs += customer.handlingMs;
      if (waited <= serviceLevelMs) inTime += 1;
      const sums = hourAt(customer.queuedAt);
      sums.served += 1;
      sums.waitMs += waited;
      sums.inTime += waited <= serviceLevelMs ? 1 : 0;
      for (let from = now as number, until = now + customer.handlingMs; from < until;) {
        const end = Math.min(until, (Math.floor(from / hourMs) + 1) * hourMs);
        hourAt(from).busyMs += end - from;
        from = end;
      }
    }
  };
  for (let next = 0; next < coming.length || busy.length > 0;) {
    const customer = coming[next];
    const done = busy[0];
    if (customer !== undefined && (done === undefined || customer.queuedAt <= done.until)) {
      waiting.push(customer);
      next += 1;
      serve(customer.queuedAt);
    } else if (done !== undefined) {
      busy.shift();
      free.set(done.expert.expertId, { ...done.expert, idleSince: done.until as Instant });
      serve(done.until as Instant);
    }
  }
  const open = openHours(load);
  return { served, serviceLevel: inTime / served, meanWaitMs: waitMs / served, occupancy: busyMs / (open * hourMs * load.experts.length), hours };
}

const headsOf = (waiting: readonly Customer[], depth: number): Customer[] => {
  const counts = new Map<string, number>();
  return waiting.filter(({ serviceId, language }) => {
    const routingTarget = `${serviceId} ${language}`;
    const count = (counts.get(routingTarget) ?? 0) + 1;
    counts.set(routingTarget, count);
    return count <= depth;
  });
};

function insert(busy: { until: number; expert: FreeExpert }[], one: { until: number; expert: FreeExpert }): void {
  const at = busy.findIndex(({ until }) => until > one.until);
  busy.splice(at === -1 ? busy.length : at, 0, one);
}

function openHours({ arrivalsAt, lengthMs, warmUpMs }: Load): number {
  let hours = 0;
  for (let ms = warmUpMs; ms < lengthMs; ms += hourMs / 4) if (arrivalsAt(ms) > 0) hours += 0.25;
  return hours;
}

const expert = (index: number, services: readonly ServiceId[], languages: readonly Language[]): FreeExpert => ({
  expertId: `expert${String(index).padStart(4, '0')}` as ExpertId,
  unitId: poolUnit,
  idleSince: 0 as Instant,
  callsToday: 0,
  services: services.map((serviceId) => ({ serviceId, level: 1 })),
  languages: languages.map((language) => ({ language, level: 5 })),
});

const began = performance.now();
const off = (a: number, b: number): number => Math.abs(a - b) / b;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const one = ['one' as ServiceId];
type Steady = { readonly servers: number; readonly perHour: number; readonly handlingMs: number };
const steadyCalls = 400_000;
const leastWaitMs = 1_000;
const greatestDifference = 0.05;

/** The same load by the theory and by the product's rule where the theory's conditions hold; the greatest difference. */
function compare(title: string, { servers, perHour, handlingMs }: Steady, chance: () => number): number {
  const expected = erlangC({ servers, perHour, handlingMs, serviceLevelMs });
  const lengthMs = steadyCalls * (hourMs / perHour);
  const simulated = play(
    {
      arrivalsAt: () => perHour,
      peak: perHour,
      meanHandlingMs: handlingMs,
      services: one,
      languageOf: () => 'fi',
      experts: Array.from({ length: servers }, (_, at) => expert(at, one, ['fi'])),
      lengthMs,
      warmUpMs: lengthMs / 50,
    },
    chance,
  );
  // A mean of moments is made by a handful of calls; the others' shares say as much.
  const isWaiting = expected.meanWaitMs >= leastWaitMs;
  const worst = Math.max(
    isWaiting ? off(simulated.meanWaitMs, expected.meanWaitMs) : 0,
    off(simulated.serviceLevel, expected.serviceLevel),
    off(simulated.occupancy, expected.occupancy),
  );
  console.log(`${title}: ${beside(simulated, expected)}, off by ${percent(worst)} at most${isWaiting ? '' : ' (waits under a second left out)'}`);
  return worst;
}

const beside = (a: Pick<Figures, 'meanWaitMs' | 'serviceLevel' | 'occupancy'>, b: Pick<Figures, 'meanWaitMs' | 'serviceLevel' | 'occupancy'>): string =>
  `mean wait ${(a.meanWaitMs / 1_000).toFixed(1)} s (Erlang C ${(b.meanWaitMs / 1_000).toFixed(1)} s), ` +
  `service level ${percent(a.serviceLevel)} (${percent(b.serviceLevel)}), occupancy ${percent(a.occupancy)} (${percent(b.occupancy)})`;

// Where the theory holds: three sizes of queue, each long enough for the average to settle.
const theory = [
  { servers: 8, perHour: 26, handlingMs: 15 * 60_000 },
  { servers: 20, perHour: 72, handlingMs: 15 * 60_000 },
  { servers: 40, perHour: 218, handlingMs: 10 * 60_000 },
].map((steady, index) => compare(`${steady.servers} experts, ${steady.perHour} an hour`, steady, random(seed + index)));

// The week as it is: open 9 to 16 on weekdays, a rush at opening, a lull at noon; three languages, three service requests an agency.
const curve = [1.9, 1.3, 1.1, 0.7, 0.8, 0.7, 0.5];
const firstHour = 9;
const daysOpen = 5;
const agencyLoads = Array.from({ length: agencyCount }, (_, agency) => {
  const mean = (pointCount * (6 + (agency % 5))) / 100;
  const handlingMs = (10 + (agency % 4) * 3) * 60_000;
  return { mean, handlingMs, servers: Math.ceil(((mean * handlingMs) / hourMs) * 1.45) + 2 };
});
const week = agencyLoads.map(({ mean, handlingMs, servers }, agency) => {
  const services = [1, 2, 3].map((n) => `agency${agency}.${n}` as ServiceId);
  return play(
    {
      arrivalsAt: (ms) => (Math.floor(ms / dayMs) < daysOpen ? mean * (curve[Math.floor((ms % dayMs) / hourMs) - firstHour] ?? 0) : 0),
      peak: mean * 1.9,
      meanHandlingMs: handlingMs,
      services,
      languageOf: (chance) => (chance < 0.75 ? 'fi' : chance < 0.93 ? 'sv' : 'en'),
      experts: Array.from({ length: servers }, (_, at) => expert(at, services.slice(at % 3 === 0 ? 1 : 0), at % 2 === 0 ? ['fi', 'sv', 'en'] : ['fi', 'en'])),
      lengthMs: 7 * dayMs,
      warmUpMs: 0,
    },
    random(seed + 100 + agency),
  );
});

/**
 * Each hour of the week beside Erlang C for its load. The theory knows one skill, one language and a queue that has long been as it is, so the week
 * itself may differ: its experts cannot all take all, and the rush's line reaches into the next hours. Where the load is under the experts, the
 * same load is played once more under the theory's conditions, by one agency a time, and there the two must agree.
 */
const hourly = curve.flatMap((share, index) => {
  const hour = firstHour + index;
  const sums = week.map(({ hours }) => hours.get(hour) ?? { served: 0, waitMs: 0, inTime: 0, busyMs: 0 });
  const sum = (of: (one: HourSums) => number): number => sums.reduce((all, each) => all + of(each), 0);
  const served = sum((each) => each.served);
  const servers = agencyLoads.reduce((all, each) => all + each.servers, 0);
  const simulated = {
    meanWaitMs: sum((each) => each.waitMs) / served,
    serviceLevel: sum((each) => each.inTime) / served,
    occupancy: sum((each) => each.busyMs) / (daysOpen * hourMs * servers),
  };
  const loads = agencyLoads.map(({ mean, handlingMs, servers: count }) => ({ servers: count, perHour: mean * share, handlingMs }));
  const title = `the week, ${hour} to ${hour + 1}`;
  const tooMany = loads.filter((load) => (load.perHour * load.handlingMs) / hourMs >= load.servers).length;
  if (tooMany > 0) {
    console.log(
      `${title}: mean wait ${(simulated.meanWaitMs / 1_000).toFixed(1)} s, service level ${percent(simulated.serviceLevel)}, occupancy ${percent(simulated.occupancy)}; Erlang C does not apply: at ${tooMany} of ${agencyCount} agencies more comes than the experts can take, and the line grows`,
    );
    return [];
  }
  const all = loads.reduce((arrivals, { perHour }) => arrivals + perHour, 0);
  const theirs = loads.map((load) => ({ load, ...erlangC({ ...load, serviceLevelMs }) }));
  const expected = {
    meanWaitMs: theirs.reduce((mean, { load, meanWaitMs }) => mean + (meanWaitMs * load.perHour) / all, 0),
    serviceLevel: theirs.reduce((mean, { load, serviceLevel }) => mean + (serviceLevel * load.perHour) / all, 0),
    occupancy: theirs.reduce((mean, { load, occupancy }) => mean + (occupancy * load.servers) / servers, 0),
  };
  console.log(`${title}: ${beside(simulated, expected)}`);
  const agency = index % agencyCount;
  return [compare(`  its load at agency ${agency}, under the theory's conditions`, loads[agency] as Steady, random(seed + 200 + index))];
});
const worstOff = Math.max(...theory, ...hourly);
const total = week.reduce((sum, { served }) => sum + served, 0);
const weighted = (of: (figures: Figures) => number): number => week.reduce((sum, figures) => sum + of(figures) * figures.served, 0) / total;
const seconds = (performance.now() - began) / 1_000;
console.log(`a week of ${pointCount} points and ${agencyCount} agencies: ${total} calls served, wall time ${seconds.toFixed(1)} s`);
if (worstOff > greatestDifference) {
  console.error(`more than ${percent(greatestDifference)} off where the theory applies`);
  process.exitCode = 1;
}
console.log(
  JSON.stringify({
    worstAgainstErlangC: Number(worstOff.toFixed(4)),
    serviceLevel: Number(weighted(({ serviceLevel }) => serviceLevel).toFixed(4)),
    meanWaitSeconds: Number((weighted(({ meanWaitMs }) => meanWaitMs) / 1_000).toFixed(1)),
    occupancy: Number(weighted(({ occupancy }) => occupancy).toFixed(4)),
    calls: total,
    wallSeconds: Number(seconds.toFixed(1)),
  }),
);
