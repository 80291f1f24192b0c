import { type Agency, type Catalogue, type Point, type RoutingSettings, type Service, type Unit, defaultRouting } from '#shared/contract/catalogue.ts';
import type { AgencyId, ServiceId, TerminalId } from '#shared/ids.ts';
import type { Localised } from '#shared/language.ts';
import type { Database } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { type StaffRow, readCatalogue, readStaff, readVersion } from './store.ts';

export type TerminalLocation = { readonly id: TerminalId; readonly names: Localised; readonly point: Point };

/** What exists, read from the database and held for quick look-up; `reload` after a change. */
export class CatalogueReader {
  readonly #database: Database;
  #catalogue: Catalogue = { agencies: [], points: [] };
  #version = 0;
  #services = new Map<string, { agency: Agency; service: Service }>();
  #terminals = new Map<string, TerminalLocation>();
  #staff = new Map<string, StaffRow>();

  private constructor(database: Database) {
    this.#database = database;
  }

  static async create(database: Database): Promise<CatalogueReader> {
    const reader = new CatalogueReader(database);
    await reader.reload();
    return reader;
  }

  async reload(): Promise<void> {
    const { version, catalogue, staff } = await this.#database.transaction(async (tx) => ({
      // First: what is committed meanwhile is read once more, and not missed.
      version: await readVersion(tx),
      catalogue: await readCatalogue(tx),
      staff: await readStaff(tx),
    }));
    // A slower read of an older state must not stand over a newer one.
    if (version < this.#version) return;
    this.#version = version;
    this.#catalogue = catalogue;
    this.#services = new Map(catalogue.agencies.flatMap((agency) => agency.services.map((service) => [service.id, { agency, service }])));
    this.#terminals = new Map(catalogue.points.flatMap((point) => point.terminals.map((t) => [t.id, { id: t.id, names: t.names, point }])));
    this.#staff = new Map(staff.map((member) => [member.id, member]));
  }

  /** Reads anew if another process, or an import, has changed the catalogue since. Returns whether it did. */
  async refresh(): Promise<boolean> {
    const version = await this.#database.transaction(readVersion);
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

  get staff(): readonly StaffRow[] {
    return [...this.#staff.values()];
  }

  /** Whether the agency offers the service. */
  offers(agencyId: AgencyId, serviceId: ServiceId): boolean {
    return this.#services.get(serviceId)?.agency.id === agencyId;
  }

  /** Whether a customer may ask for it: it is offered, and not for practice, which only an adviser sets up (E35). */
  isForCustomers(agencyId: AgencyId, serviceId: ServiceId): boolean {
    return this.offers(agencyId, serviceId) && !this.isPractice(serviceId);
  }

  /** Whether the service can be had by video. */
  isRemote(serviceId: string): boolean {
    return this.#services.get(serviceId)?.service.channels.includes('remote') ?? false;
  }

  /** Lets through what can be queued for, in whatever way: a service of the agency that this asker may have and that is served by video. Errors: notFound, notRemote. */
  demandQueue({ agencyId, serviceId }: { readonly agencyId: AgencyId; readonly serviceId: ServiceId }, asker: 'customer' | 'staff'): void {
    if (!(asker === 'customer' ? this.isForCustomers(agencyId, serviceId) : this.offers(agencyId, serviceId))) throw new AppError('notFound');
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

  agency(agencyId: string): Agency | undefined {
    return this.#catalogue.agencies.find((agency) => agency.id === agencyId);
  }

  /** How the agency's calls find their experts; the default for an agency that has left the register. */
  routingOf(agencyId: string): { readonly settings: RoutingSettings; readonly units: readonly Unit[] } {
    const agency = this.agency(agencyId);
    return { settings: agency?.routing ?? defaultRouting, units: agency?.units ?? [] };
  }

  terminal(terminalId: string): TerminalLocation | undefined {
    return this.#terminals.get(terminalId);
  }

  point(pointId: string): Point | undefined {
    return this.#catalogue.points.find((point) => point.id === pointId);
  }

  /** The points that advisers of this one look after: it first, then those that have nobody of their own (F60). */
  pointsAdvisedFrom(pointId: string): readonly Point[] {
    const isOwn = (point: Point): boolean => point.id === pointId;
    const isAdvised = ({ advisedFrom }: Point): boolean => advisedFrom?.some((from) => from === pointId) ?? false;
    const { points } = this.#catalogue;
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
    return this.#staff.get(staffId)?.displayName ?? staffId;
  }
}
