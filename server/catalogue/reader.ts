import {
  type Agency,
  type Catalogue,
  type KnowledgeCard,
  type Point,
  type RoutingSettings,
  type Service,
  type Unit,
  defaultRouting,
} from '#shared/contract/catalogue.ts';
import type { AgencyId, ServiceId, TerminalId } from '#shared/ids.ts';
import { catalogueInForce, isInForce } from '#shared/catalogue/inForce.ts';
import { servesAt } from '#shared/contract/actor.ts';
import type { Localised } from '#shared/language.ts';
import type { Database } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { serviceDate } from '#server/serviceDay.ts';
import { type StaffRow, raiseForDay, readCatalogue, readStaff, readVersion } from './store.ts';

export type TerminalLocation = { readonly id: TerminalId; readonly names: Localised; readonly point: Point };

/**
 * What exists, read from the database and held for quick look-up; `reload` after a change. `all`, the services on offer and the people are those in force
 * now (F98). Agencies, points and terminals are found by their id afterwards too, since calls go on and have been.
 */
export class CatalogueReader {
  readonly #database: Database;
  #catalogue: Catalogue = { agencies: [], points: [] };
  #everything: Catalogue = { agencies: [], points: [] };
  #version = 0;
  #services = new Map<string, { agency: Agency; service: Service }>();
  #terminals = new Map<string, TerminalLocation>();
  #staff = new Map<string, StaffRow>();
  #inForce = { services: new Set<string>(), terminals: new Set<string>() };
  #withoutTerminal: readonly Point[] = [];
  #namesOfStaff = new Map<string, string>();

  private constructor(database: Database) {
    this.#database = database;
  }

  static async create(database: Database): Promise<CatalogueReader> {
    const reader = new CatalogueReader(database);
    await reader.reload();
    return reader;
  }

  async reload(): Promise<void> {
    const { version, catalogue, staff, now } = await this.#database.transaction(async (tx) => ({
      // First: what is committed meanwhile is read once more, and not missed.
      version: (await readVersion(tx)).version,
      catalogue: await readCatalogue(tx),
      staff: await readStaff(tx),
      now: tx.now,
    }));
    // A slower read of an older state must not stand over a newer one.
    if (version < this.#version) return;
    this.#version = version;
    const today = serviceDate(now).toString();
    const shown = catalogueInForce(catalogue, today, now);
    this.#everything = catalogue;
    this.#catalogue = shown;
    this.#inForce = {
      services: new Set(shown.agencies.flatMap(({ services }) => services.map(({ id }) => id))),
      terminals: new Set(shown.points.flatMap(({ terminals }) => terminals.map(({ id }) => id))),
    };
    this.#withoutTerminal = catalogue.points.filter(({ id, validity }) => isInForce(validity, today, now) && !shown.points.some((point) => point.id === id));
    this.#services = new Map(catalogue.agencies.flatMap((agency) => agency.services.map((service) => [service.id, { agency, service }])));
    this.#terminals = new Map(catalogue.points.flatMap((point) => point.terminals.map((t) => [t.id, { id: t.id, names: t.names, point }])));
    this.#staff = new Map(staff.filter(({ validity }) => isInForce(validity, today, now)).map((member) => [member.id, member]));
    this.#namesOfStaff = new Map(staff.map(({ id, displayName }) => [id, displayName]));
  }

  /**
   * Reads anew if another process, or an import, has changed the catalogue since, or if a new day has begun, with which something may begin or end. Returns
   * whether it did.
   */
  async refresh(): Promise<boolean> {
    const version = await this.#database.transaction(async (tx) => {
      const today = serviceDate(tx.now).toString();
      const known = await readVersion(tx);
      if (known.asOf === today) return known.version;
      await raiseForDay(tx, today);
      return (await readVersion(tx)).version;
    });
    if (version === this.#version) return false;
    await this.reload();
    return true;
  }

  /** Of which state of the catalogue this is. */
  get version(): number {
    return this.#version;
  }

  get all(): Catalogue {
    return this.#catalogue;
  }

  /** Points in force of which no terminal is: nowhere to be seen for customers, and waiting for one. */
  get pointsWithoutTerminal(): readonly Point[] {
    return this.#withoutTerminal;
  }

  get staff(): readonly StaffRow[] {
    return [...this.#staff.values()];
  }

  /** Whether the agency offers the service now. */
  offers(agencyId: AgencyId, serviceId: ServiceId): boolean {
    return this.#inForce.services.has(serviceId) && this.#services.get(serviceId)?.agency.id === agencyId;
  }

  /** Whether a customer may ask for it: it is offered, and not for practice, which only an adviser sets up (E35). */
  isForCustomers(agencyId: AgencyId, serviceId: ServiceId): boolean {
    return this.offers(agencyId, serviceId) && !this.isPractice(serviceId);
  }

  /** Whether the service can be had by video. */
  isRemote(serviceId: string): boolean {
    return this.#services.get(serviceId)?.service.channels.includes('remote') ?? false;
  }

  /**
   * Lets through what can be queued for at the point, in whatever way: a service of an agency that serves there, that this asker may have and that is served
   * by video. Errors: notFound, notRemote.
   */
  demandQueue({ agencyId, serviceId }: { readonly agencyId: AgencyId; readonly serviceId: ServiceId }, asker: 'customer' | 'staff', pointId: string): void {
    const isOffered = asker === 'customer' ? this.isForCustomers(agencyId, serviceId) : this.offers(agencyId, serviceId);
    if (!isOffered || !this.servesAt(agencyId, pointId)) throw new AppError('notFound');
    if (!this.isRemote(serviceId)) throw new AppError('notRemote');
  }

  /** Whether the customer is asked before anybody but the expert hears the matter. */
  isConfidential(serviceId: string): boolean {
    return (this.#services.get(serviceId)?.service.isConfidential ?? false) || this.isEndToEndEncrypted(serviceId);
  }

  /** Whether its media is encrypted between those in the call. */
  isEndToEndEncrypted(serviceId: string): boolean {
    return this.#services.get(serviceId)?.service.isEndToEndEncrypted ?? false;
  }

  /** Whether calls about it are for practice, with faults made on purpose (F103). */
  isPractice(serviceId: string): boolean {
    return this.#services.get(serviceId)?.service.isPractice ?? false;
  }

  /** What staff can look up about the service. */
  knowledgeOf(serviceId: string): readonly KnowledgeCard[] {
    return this.#services.get(serviceId)?.service.knowledge ?? [];
  }

  agency(agencyId: string): Agency | undefined {
    return this.#everything.agencies.find((agency) => agency.id === agencyId);
  }

  /** Whether customers at the point can have the agency's services (F101). */
  servesAt(agencyId: string, pointId: string): boolean {
    const agency = this.agency(agencyId);
    return agency !== undefined && servesAt(agency, pointId);
  }

  /** How the agency's calls find their experts; the default for an agency that has left the register. */
  routingOf(agencyId: string): { readonly settings: RoutingSettings; readonly units: readonly Unit[] } {
    const agency = this.agency(agencyId);
    return { settings: agency?.routing ?? defaultRouting, units: agency?.units ?? [] };
  }

  terminal(terminalId: string): TerminalLocation | undefined {
    return this.#terminals.get(terminalId);
  }

  /** Whether the terminal may be used now: it and its point are in force. */
  isTerminalInForce(terminalId: string): boolean {
    return this.#inForce.terminals.has(terminalId);
  }

  point(pointId: string): Point | undefined {
    return this.#everything.points.find((point) => point.id === pointId);
  }

  /** The points that advisers of this one look after: it first, then those that have nobody of their own (F60). */
  pointsAdvisedFrom(pointId: string): readonly Point[] {
    const isOwn = (point: Point): boolean => point.id === pointId;
    const isAdvised = ({ advisedFrom }: Point): boolean => advisedFrom?.some((from) => from === pointId) ?? false;
    const { points } = this.#everything;
    return [...points.filter(isOwn), ...points.filter((point) => !isOwn(point) && isAdvised(point))];
  }

  /** Whether advisers of one point look after the other, which may be their own. */
  isAdvisedFrom(pointId: string, adviserPointId: string): boolean {
    return this.pointsAdvisedFrom(adviserPointId).some(({ id }) => id === pointId);
  }

  member(staffId: string): StaffRow | undefined {
    return this.#staff.get(staffId);
  }

  /** The name that others see; a person who has left the register is shown by id. */
  nameOf(staffId: string): string {
    return this.#namesOfStaff.get(staffId) ?? staffId;
  }
}
