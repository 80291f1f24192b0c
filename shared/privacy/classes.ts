/** Why it may be kept: General Data Protection Regulation, article 6(1), (e) a task of the authority, (c) a duty by law; or nothing of a person in it. */
export type LegalGround = 'publicTask' | 'legalDuty' | 'notPersonal';

/** Where data stands besides the database's rows. */
export const dataStores = ['dumps', 'backups', 'logs', 'metrics', 'browser', 'memory'] as const;
export type DataStore = (typeof dataStores)[number];

export const dataReaders = ['customer', 'expert', 'adviser', 'supervisor', 'administrator', 'operator', 'nobody'] as const;
export type DataReader = (typeof dataReaders)[number];

/** Limits in hours, by class, that the operator may set (`RETENTION`), with their defaults and bounds. */
export const settableLimits = {
  /** Which visit a call belonged to, and who of the staff was in it. */
  callDetails: { hours: 24, least: 24, most: 24 * 90 },
  /** Visits: the number, when they came and went. */
  visits: { hours: 24, least: 24, most: 24 * 90 },
  /** Calls and their events without persons; ratings and measured quality. */
  statistics: { hours: 24 * 730, least: 24, most: 24 * 365 * 10 },
} as const;
export type SettableLimit = keyof typeof settableLimits;
export type Limits = Readonly<Record<SettableLimit, number>>;
export const defaultLimits: Limits = {
  callDetails: settableLimits.callDetails.hours,
  visits: settableLimits.visits.hours,
  statistics: settableLimits.statistics.hours,
};

/** How long: a limit that is set (in hours after the end), a fixed number of hours, another setting of the server, or as long as something lasts. */
export type DataLimit =
  | { readonly kind: 'limit'; readonly limit: SettableLimit }
  | { readonly kind: 'hours'; readonly hours: number }
  | { readonly kind: 'setting'; readonly setting: 'NOTE_RETENTION_HOURS' | 'AUDIT_RETENTION_DAYS' | 'operator' }
  | { readonly kind: 'while' };

export type DataClass = {
  readonly id: string;
  /** Every table that holds it, with the column that says how old a row is; null where no row has an age. */
  readonly tables: Readonly<Record<string, string | null>>;
  readonly stores: readonly DataStore[];
  readonly ground: LegalGround;
  readonly readers: readonly DataReader[];
  readonly limit: DataLimit;
};

const day = 24;

/** All that is stored, where, why and how long. What is said to customers, administrators and authorities comes from here; every table belongs to one class. */
export const dataClasses = [
  {
    id: 'notes',
    tables: { call_notes: null, wrap_up_drafts: null, shared_notes: 'asked_at' },
    stores: ['dumps', 'backups'],
    ground: 'publicTask',
    readers: ['expert'],
    limit: { kind: 'setting', setting: 'NOTE_RETENTION_HOURS' },
  },
  { id: 'messages', tables: { messages: 'sent_at' }, stores: [], ground: 'publicTask', readers: ['customer', 'adviser', 'expert'], limit: { kind: 'while' } },
  {
    id: 'forms',
    tables: { call_forms: 'opened_at' },
    stores: [],
    ground: 'publicTask',
    readers: ['customer', 'expert'],
    limit: { kind: 'while' },
  },
  {
    id: 'conversation',
    tables: {},
    stores: ['memory'],
    ground: 'publicTask',
    readers: ['customer', 'expert', 'adviser', 'supervisor'],
    limit: { kind: 'while' },
  },
  {
    id: 'visits',
    tables: { visits: 'started_at', visit_service_requests: null, ended_numbers: 'ended_at' },
    stores: ['dumps', 'backups', 'logs'],
    ground: 'publicTask',
    readers: ['customer', 'adviser', 'expert'],
    limit: { kind: 'limit', limit: 'visits' },
  },
  {
    id: 'bookings',
    tables: { visiting_bookings: 'booked_at' },
    stores: ['dumps', 'backups'],
    ground: 'publicTask',
    readers: ['customer', 'adviser', 'supervisor'],
    limit: { kind: 'hours', hours: 12 },
  },
  {
    id: 'pinTries',
    tables: { pin_tries: 'at' },
    stores: ['dumps', 'backups'],
    ground: 'publicTask',
    readers: ['nobody'],
    limit: { kind: 'hours', hours: 60 * day },
  },
  {
    id: 'calls',
    tables: { calls: 'queued_at', call_events: 'at', routing_targets: 'eligible_from', mutes: null },
    stores: ['dumps', 'backups', 'logs', 'metrics'],
    ground: 'publicTask',
    readers: ['expert', 'adviser', 'supervisor'],
    limit: { kind: 'limit', limit: 'callDetails' },
  },
  {
    id: 'statistics',
    tables: { call_ratings: 'at', connection_scores: null },
    stores: ['dumps', 'backups'],
    ground: 'notPersonal',
    readers: ['supervisor', 'adviser'],
    limit: { kind: 'limit', limit: 'statistics' },
  },
  {
    id: 'connections',
    tables: { connection_samples: 'at', connection_alerts: 'started_at', healing_steps: 'at' },
    stores: ['dumps', 'backups', 'logs', 'metrics'],
    ground: 'publicTask',
    readers: ['adviser', 'expert'],
    limit: { kind: 'hours', hours: 30 * day },
  },
  {
    id: 'remoteActions',
    tables: { remote_action_runs: 'run_at' },
    stores: ['dumps', 'backups', 'logs'],
    ground: 'publicTask',
    readers: ['adviser'],
    limit: { kind: 'hours', hours: 30 * day },
  },
  {
    id: 'overrides',
    tables: { number_overrides: 'at' },
    stores: ['dumps', 'backups'],
    ground: 'publicTask',
    readers: ['adviser'],
    limit: { kind: 'hours', hours: 90 * day },
  },
  {
    id: 'terminals',
    tables: { terminal_reports: 'reported_at', self_tests: 'at', help_requests: 'requested_at', terminal_entries: 'made_at', entry_limit_lifts: 'lifted_at' },
    stores: ['dumps', 'backups', 'logs'],
    ground: 'notPersonal',
    readers: ['adviser', 'administrator'],
    limit: { kind: 'hours', hours: 90 * day },
  },
  {
    id: 'sessions',
    tables: {
      sessions: 'created_at',
      access_codes: null,
      presences: 'changed_at',
      sign_in_steps: null,
      first_administrator_links: null,
      provider_sessions: null,
      used_logout_tokens: null,
    },
    stores: ['dumps', 'backups', 'logs', 'browser'],
    ground: 'publicTask',
    readers: ['nobody'],
    limit: { kind: 'while' },
  },
  {
    id: 'staff',
    tables: {
      staff: null,
      staff_languages: null,
      staff_services: null,
      expert_statuses: 'since',
      accounts: 'created_at',
      account_staff: null,
      passkeys: 'created_at',
      recovery_codes: null,
      provider_subjects: null,
      staff_invitations: null,
    },
    stores: ['dumps', 'backups'],
    ground: 'legalDuty',
    readers: ['customer', 'expert', 'adviser', 'supervisor', 'administrator'],
    limit: { kind: 'while' },
  },
  {
    id: 'catalogue',
    tables: {
      agencies: null,
      services: null,
      points: null,
      terminals: null,
      catalogue_version: null,
      units: null,
      minimum_offers: null,
      claim_mappings: null,
      queue_closures: 'closed_at',
      point_closures: 'closed_at',
      migrations: null,
    },
    stores: ['dumps', 'backups', 'memory'],
    ground: 'notPersonal',
    readers: ['customer', 'expert', 'adviser', 'supervisor', 'administrator'],
    limit: { kind: 'while' },
  },
  {
    id: 'changes',
    tables: { catalogue_changes: 'at', catalogue_change_records: null, catalogue_drafts: null },
    stores: ['dumps', 'backups'],
    ground: 'legalDuty',
    readers: ['administrator'],
    limit: { kind: 'while' },
  },
  {
    id: 'routingRounds',
    tables: { routing_rounds: 'at' },
    stores: ['dumps', 'backups'],
    ground: 'publicTask',
    readers: ['administrator'],
    limit: { kind: 'hours', hours: 90 * day },
  },
  {
    id: 'audit',
    tables: { audit_entries: 'at', audit_chain: null },
    stores: ['dumps', 'backups'],
    ground: 'legalDuty',
    readers: ['administrator'],
    limit: { kind: 'setting', setting: 'AUDIT_RETENTION_DAYS' },
  },
  {
    id: 'ownSettings',
    tables: {},
    stores: ['browser'],
    ground: 'publicTask',
    readers: ['customer', 'expert', 'adviser', 'supervisor', 'administrator'],
    limit: { kind: 'while' },
  },
  { id: 'logs', tables: {}, stores: ['logs', 'metrics'], ground: 'legalDuty', readers: ['operator'], limit: { kind: 'setting', setting: 'operator' } },
] as const satisfies readonly DataClass[];
export type DataClassId = (typeof dataClasses)[number]['id'];

/** Hours after which a dump of the embedded database is erased. No dump holds what its own limit would erase within this time. */
export const dumpHours = 24;
