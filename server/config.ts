import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { isSimple, isTextLanguage, shippedLanguages, shippedVariants } from '#shared/language.ts';
import { type Limits, defaultLimits } from '#shared/privacy/classes.ts';
import { trustOf } from './clientAddress.ts';
import { type ProviderSettings, readProviders } from './providerSettings.ts';
import { keyOf } from './secrets.ts';
import { readLimits } from './privacy/limits.rules.ts';

const milliseconds = (byDefault: number) => z.coerce.number().int().min(10).max(86_400_000).default(byDefault);
const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Every setting, its default and its meaning. docs/settings.md is made from this object, and nothing else reads the environment. */
const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development').describe('`production` requires DATABASE_URL and refuses demo mode'),
  PORT: port.default(3000).describe('HTTP and signalling port; 0 takes any free one'),
  OPERATIONS_PORT: port
    .optional()
    .describe('Port of `/metrics`, `/healthz` and `/readyz` for those who operate the server; in production `/metrics` is nowhere else'),
  OPERATIONS_HOST: z.string().default('127.0.0.1').describe('Address that OPERATIONS_PORT listens on'),
  HOST: z.string().optional().describe('Address to listen on; by default all of them, and in demo mode, where anybody can be anybody, only this machine’s own'),
  PUBLIC_ORIGINS: z.string().default('').describe('Comma-separated origins that pages may come from; empty means the address that the request was sent to'),
  TRUSTED_PROXIES: z
    .string()
    .default('loopback, uniquelocal')
    .describe(
      'Comma-separated addresses and ranges of the proxies before the server, whose X-Forwarded-For says who asks; `loopback`, `linklocal` and `uniquelocal` name the private ranges',
    ),
  DATABASE_URL: z.string().optional().describe('PostgreSQL 15 or newer; without it the embedded database is used'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20).describe('Connections to PostgreSQL'),
  DATA_DIR: z.string().default('.data').describe('Folder of the embedded database'),
  PILOT: flag
    .default(false)
    .describe('For small trials: lets NODE_ENV `production`, with its real sign-in, do with the embedded database, which is not safe against power loss'),
  DEMO: flag.optional().describe('Demo content and sign-in by choosing who to be; by default on with the embedded database outside production'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info').describe('pino log level'),
  LOG_FILE: z.string().optional().describe('Write the log there; by default it goes to standard output'),
  MEDIA_WORKERS: z.coerce
    .number()
    .int()
    .min(0)
    .max(256)
    .default(availableParallelism())
    .describe('mediasoup workers; by default one a core; 0 runs without media (tests)'),
  MEDIA_PORT: port
    .default(40_000)
    .describe(
      'UDP and TCP port of the first media worker, the next one has the next port, and practice calls (UDP) the twenty from a hundred above; 0 takes any free ones',
    ),
  MEDIA_LISTEN_IP: z.string().optional().describe('Address that media workers listen on; by default all when one is announced, else only this machine’s own'),
  MEDIA_ANNOUNCED_ADDRESS: z
    .string()
    .optional()
    .describe('Address or host name that browsers send media to; required in production, unless MEDIA_LISTEN_IP is one that browsers reach'),
  MEDIASOUP_WORKER_BIN: z.string().optional().describe('Path of the media worker; read by mediasoup itself'),
  TURN_URLS: z
    .string()
    .default('')
    .describe(
      'Comma-separated TURN addresses given to pages, such as `turn:relay.example.fi:3478?transport=udp` and `turns:relay.example.fi:443?transport=tcp`',
    ),
  TURN_SECRET: z.string().default('').describe('Shared secret for time-limited TURN credentials'),
  TURN_LIFETIME_SECONDS: z.coerce.number().int().min(60).max(86_400).default(3_600).describe('Lifetime of TURN credentials'),
  SESSION_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 365)
    .default(12)
    .describe('Lifetime of a staff session, however much it is used; a call that runs then goes on, through its wrap-up'),
  SESSION_IDLE_MINUTES: z.coerce
    .number()
    .int()
    .min(5)
    .max(60 * 24 * 365)
    .default(240)
    .describe('A staff session in which nothing was pressed for this long ends; a call that runs then goes on, through its wrap-up'),
  TERMINAL_SESSION_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(395)
    .default(365)
    .describe('A terminal that was not connected for this long is enrolled anew; one that is used stays enrolled'),
  OIDC_PROVIDERS: z
    .string()
    .default('')
    .describe(
      'Providers of OpenID Connect by whom staff sign in, as a JSON list: `id`, `issuer`, `clientId`, `clientSecret`, `names` (what the button says, by language) and, if needed, `scope`. It holds secrets (docs/sign-in.md)',
    ),
  SECRETS_KEY: z
    .string()
    .default('')
    .describe(
      'Key with which secrets in the database are encrypted: 32 bytes in base64 (`openssl rand -base64 32`). Required in production with DATABASE_URL, else made and kept as `secrets.key` in DATA_DIR. After a comma, keys of before, which are read once more. It is in no backup: keep it apart',
    ),
  NOTE_RETENTION_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 90)
    .default(24)
    .describe('Notes are erased this long after the call has closed'),
  CLOCK_AHEAD_HOURS: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('For tests of what time brings: the database’s clock is taken to be so many hours ahead; refused in production'),
  AUDIT_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(30)
    .max(365 * 20)
    .default(365 * 5)
    .describe('Entries of the audit are erased after so many days, the oldest first'),
  RETENTION: z.string().default('').describe('Comma-separated limits that differ from docs/privacy.md, such as `callDetails=48h,statistics=365d`'),
  RING_MS: milliseconds(20_000).describe('How long an offer rings'),
  REFUSAL_MS: milliseconds(60_000).describe('How long an expert who declined or missed is not asked again about that call'),
  CONNECT_MS: milliseconds(15_000).describe('A call counts as started this long after the accept even if no page has confirmed media'),
  CONNECTING_GRACE_MS: milliseconds(8_000).describe('An expert who vanishes right after the accept may return this long'),
  EXPERT_GRACE_MS: milliseconds(30_000).describe('An expert who vanishes in a call may return this long; then the customer is first in the queue'),
  TERMINAL_GRACE_MS: milliseconds(120_000).describe('A terminal that vanishes keeps its place or call this long'),
  ADVISER_GRACE_MS: milliseconds(15_000).describe('An adviser who vanishes in a call may return this long'),
  WRAP_UP_MS: milliseconds(120_000).describe('Wrap-up ends by itself after this time'),
  OFFLINE_AFTER_MS: milliseconds(10_000).describe('An expert whose page is gone this long becomes offline'),
  PARK_MS: milliseconds(900_000).describe('Who goes to fetch something keeps the place this long'),
  SUMMON_MS: milliseconds(300_000).describe('The point shows the number of a customer who is called back this long'),
  SUMMON_PAUSE_MS: milliseconds(600_000).describe('After being called back in vain, the customer is called again this much later'),
  SUMMON_TRIES: z.coerce.number().int().min(1).max(10).default(2).describe('How often a customer is called back before the place is given up'),
  DATABASE_LOST_AFTER_MS: milliseconds(5_000).describe('A server that has not reached the database for this long sends its pages to another one'),
  PRESENCE_LEASE_MS: milliseconds(8_000).describe('A page counts as connected this long after its server was last heard of'),
  VISIT_IDLE_MS: milliseconds(600_000).describe('A visit without a call closes by itself after this time'),
  ENTRIES_AN_HOUR: z.coerce
    .number()
    .int()
    .min(1)
    .default(12)
    .describe('Queue entries and bookings that customers may make at one terminal within an hour; an adviser can lift it'),
  ACCESSIBILITY_CONTACT: z
    .string()
    .max(200)
    .default('')
    .describe('Where people tell what is hard to use, such as an address and a telephone number; shown in the accessibility statement (`/accessibility`)'),
  TERMINAL_LANGUAGES: z
    .string()
    .default([...shippedLanguages, ...shippedVariants].join(','))
    .describe('Comma-separated languages that customers can choose at the terminals, in this order; `sv-simple` and `fi-simple` are plain Swedish and Finnish'),
  TEXTS_DIR: z
    .string()
    .optional()
    .describe(
      'Folder with the installation’s own texts, `NAMESPACE/LANGUAGE.json`: languages besides the product’s, and texts in place of its own (docs/languages.md)',
    ),
  FORMS_DIR: z
    .string()
    .optional()
    .describe('Folder with the agencies’ forms: `forms.json` and the PDFs with fields that it lists (docs/forms.md); in demo mode the demo’s own'),
  DUMP_INTERVAL_MS: milliseconds(3_600_000).describe('How often the embedded database is dumped'),
});

export type Environment = z.output<typeof environmentSchema>;

export type Config = Omit<Environment, 'HOST'> & {
  readonly HOST: string;
  readonly isDemo: boolean;
  readonly providers: readonly ProviderSettings[];
  readonly limits: Limits;
  /** Of SECRETS_KEY; none where the server keeps its own. */
  readonly secretsKeys: readonly Buffer[];
};

export class ConfigError extends Error {}

/** The parts of a setting that is a list. */
export const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** What is wrong with the list of proxies; false where nothing is. */
function untrustable(proxies: string): string | false {
  try {
    trustOf(listOf(proxies));
    return false;
  } catch (error) {
    return `TRUSTED_PROXIES: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The providers, and what is wrong with them; false where nothing is. Plain HTTP to them would show everybody who signs in. */
function providersOf({ OIDC_PROVIDERS, NODE_ENV }: Environment): { readonly providers: readonly ProviderSettings[]; readonly fault: string | false } {
  try {
    const providers = readProviders(OIDC_PROVIDERS);
    const plain = NODE_ENV === 'production' ? providers.filter(({ issuer }) => !issuer.startsWith('https:')) : [];
    return { providers, fault: plain.length > 0 && `OIDC_PROVIDERS: ${plain.map(({ id }) => id).join(', ')} needs an issuer with https in production.` };
  } catch (error) {
    return { providers: [], fault: `OIDC_PROVIDERS: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** What is wrong with the list of languages; false where nothing is. */
function unspeakable(languages: readonly string[]): string | false {
  const wrong = languages.filter((language) => !isTextLanguage(language));
  if (wrong.length > 0) return `TERMINAL_LANGUAGES: ${wrong.join(', ')} is no language such as fi or fi-simple.`;
  return languages.every(isSimple) && 'TERMINAL_LANGUAGES needs at least one language besides simple variants.';
}

/** Reads the settings. Errors: ConfigError with every fault named. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) throw new ConfigError(z.prettifyError(parsed.error));
  const values = parsed.data;
  const isProduction = values.NODE_ENV === 'production';
  const isDemo = values.DEMO ?? (!isProduction && !values.PILOT && values.DATABASE_URL === undefined);
  const { providers, fault: providersFault } = providersOf(values);
  const limits = readLimits(values.RETENTION);
  const keys = listOf(values.SECRETS_KEY).map(keyOf);
  const faults = [
    providersFault,
    isProduction &&
      values.DATABASE_URL === undefined &&
      !values.PILOT &&
      'DATABASE_URL is required when NODE_ENV is production; set PILOT for a small trial on the embedded database.',
    values.PILOT && (!isProduction || isDemo) && 'PILOT is real sign-in: it needs NODE_ENV production, and no DEMO.',
    values.PILOT && values.DATABASE_URL !== undefined && 'PILOT is for the embedded database: unset it or DATABASE_URL.',
    isDemo && isProduction && 'Demo mode is refused when NODE_ENV is production: unset DEMO.',
    isDemo &&
      values.DATABASE_URL !== undefined &&
      !isProduction &&
      values.NODE_ENV !== 'test' &&
      'Demo mode is refused with a real database: unset DEMO or DATABASE_URL.',
    (values.MEDIA_LISTEN_IP ?? (isProduction ? '0.0.0.0' : '')) === '0.0.0.0' &&
      values.MEDIA_ANNOUNCED_ADDRESS === undefined &&
      'MEDIA_ANNOUNCED_ADDRESS is required in production, and wherever MEDIA_LISTEN_IP is 0.0.0.0.',
    keys.includes(null) && 'SECRETS_KEY is 32 bytes in base64, such as `openssl rand -base64 32` makes.',
    isProduction &&
      values.DATABASE_URL !== undefined &&
      keys.length === 0 &&
      'SECRETS_KEY is required when NODE_ENV is production: `openssl rand -base64 32` makes one.',
    values.TURN_URLS !== '' && values.TURN_SECRET === '' && 'TURN_URLS needs TURN_SECRET.',
    untrustable(values.TRUSTED_PROXIES),
    unspeakable(listOf(values.TERMINAL_LANGUAGES)),
    !limits.ok && limits.fault,
    values.CLOCK_AHEAD_HOURS > 0 && values.NODE_ENV !== 'test' && 'CLOCK_AHEAD_HOURS is for tests alone: NODE_ENV must be test.',
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  const HOST = values.HOST ?? (isDemo ? '127.0.0.1' : '0.0.0.0');
  return { ...values, HOST, isDemo, providers, limits: limits.ok ? limits.limits : defaultLimits, secretsKeys: keys.filter((key) => key !== null) };
}

/** Name, default and meaning of every setting, for docs/settings.md. */
export function describeSettings(): { name: string; byDefault: string; meaning: string }[] {
  return Object.entries(environmentSchema.shape).map(([name, schema]) => {
    const byDefault = schema.safeParse(undefined);
    const isMachineDependent = name === 'MEDIA_WORKERS';
    const value = byDefault.success && byDefault.data !== undefined && byDefault.data !== '' ? String(byDefault.data) : '';
    return { name, byDefault: isMachineDependent ? 'one a core' : value, meaning: schema.description ?? '' };
  });
}
