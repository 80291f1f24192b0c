import type { OxlintOverride } from 'oxlint';

/**
 * Which folder may import what. `oxlint.config.ts` makes the lint rules from these tables; `tests/architecture/layers.test.ts` checks that every file
 * has a row, that each row matches a file, and that the linter finds what a row forbids.
 */
export type Row = {
  /** A glob. Where several rows match a file, the last one holds. */
  readonly files: string;
  /** Folders and files of the project. A folder of the server is imported by its `index.ts` only. Files of the own folder are named by `./`. */
  readonly imports: readonly string[];
  /** Packages; `node` stands for everything that Node brings. */
  readonly packages: readonly string[];
  /** Which files of the own folder; all of them if it is not said. */
  readonly own?: string;
};

const folder = (name: string, imports: readonly string[], packages: readonly string[] = []): Row => ({ files: `${name}/**`, imports, packages });

const shared: readonly Row[] = [
  { files: 'shared/*.ts', imports: [], packages: ['zod'] },
  folder('shared/queue', ['shared/instant.ts']),
  folder('shared/catalogue', ['shared/contract', 'shared/language.ts']),
  folder('shared/texts', []),
  folder('shared/permissions', ['shared/ids.ts', 'shared/contract'], ['zod']),
  folder('shared/accounts', ['shared/contract', 'shared/ids.ts', 'shared/instant.ts', 'shared/language.ts', 'shared/permissions'], ['zod']),
  folder('shared/audit', ['shared/contract'], ['zod']),
  folder('shared/exchange', ['shared/administration', 'shared/contract', 'shared/permissions'], ['zod']),
  folder('shared/people', []),
  folder('shared/knowledge', []),
  folder('shared/offer', ['shared/contract', 'shared/ids.ts'], ['zod']),
  folder('shared/ptv', ['shared/contract', 'shared/exchange', 'shared/language.ts'], ['zod']),
  folder('shared/administration', ['shared/catalogue', 'shared/contract', 'shared/ids.ts', 'shared/language.ts', 'shared/permissions'], ['zod']),
  folder('shared/privacy', []),
  folder('shared/practice', [], ['zod']),
  folder('shared/identity', [], ['zod']),
  folder('shared/call', ['shared/contract', 'shared/errors.ts', 'shared/ids.ts', 'shared/instant.ts', 'shared/language.ts']),
  folder('shared/expert', ['shared/call', 'shared/ids.ts']),
  folder('shared/views', ['shared/instant.ts'], ['zod']),
  folder('shared/connection', ['shared/call', 'shared/contract'], ['zod']),
  folder('shared/encryption', ['shared/contract', 'shared/ids.ts'], ['zod']),
  folder('shared/messages', ['shared/contract', 'shared/ids.ts', 'shared/instant.ts', 'shared/language.ts'], ['zod']),
  folder('shared/forms', ['shared/contract', 'shared/ids.ts', 'shared/instant.ts', 'shared/language.ts'], ['yjs', 'zod']),
  folder('shared/contract', ['shared'], ['zod']),
  // A feature's requests and events. Rules beside them stand on the rows above.
  { files: 'shared/*/contract.ts', imports: ['shared'], packages: ['zod'] },
];

/** What any feature of the server may stand on, and what it offers to the house. */
const base = [
  'shared',
  'server/errors.ts',
  'server/platform/changes.ts',
  'server/platform/database',
  'server/feature.ts',
  'server/useCases.ts',
  'server/platform/jobs.ts',
  'server/platform/gateway/port.ts',
];
const dates = 'server/serviceDay.ts';
const limits = 'server/limits.ts';
const port = 'server/media/port.ts';
const text = 'server/cleanText.ts';
const useful = ['zod', 'pino'];
const features = (names: string): string[] => names.split(' ').map((name) => `server/${name}`);

/** In the order in which a call travels, from what knows least to what knows all. */
const server: readonly Row[] = [
  { files: 'server/*.ts', imports: ['shared', 'server/errors.ts'], packages: ['node', 'pino', 'zod', 'temporal-polyfill', 'rate-limiter-flexible'] },
  {
    files: 'server/{feature,reactions}.ts',
    imports: [
      'shared',
      'server/platform/changes.ts',
      'server/platform/jobs.ts',
      'server/reactions.ts',
      'server/platform/gateway/port.ts',
      ...features('calls presence'),
    ],
    packages: ['express'],
  },
  { files: 'server/platform/*.ts', imports: ['shared'], packages: ['pino'] },
  { files: 'server/parse.ts', imports: ['server/errors.ts', text], packages: ['zod'] },
  folder('server/platform/database', ['shared'], ['node', 'pg', '@electric-sql/pglite', 'node-pg-migrate', ...useful]),
  folder('server/media', ['shared', 'server/errors.ts', 'server/useCases.ts', limits], ['node', 'mediasoup', ...useful]),
  folder('server/presence', base, useful),
  folder('server/audit', [...base, limits, dates, 'server/parse.ts'], ['node', 'express', 'rate-limiter-flexible', 'temporal-polyfill', ...useful]),
  folder('server/catalogue', [...base, dates, ...features('audit')], ['node', 'temporal-polyfill', 'express', ...useful]),
  folder('server/hours', [...base, dates, ...features('audit catalogue')], ['temporal-polyfill', ...useful]),
  folder('server/terminals', [...base, ...features('catalogue')], useful),
  folder('server/experts', [...base, ...features('catalogue presence')], useful),
  folder('server/calls', [...base, port, limits, ...features('catalogue presence terminals')], useful),
  folder('server/tickets', [...base, ...features('audit')], ['node', ...useful]),
  folder('server/visits', [...base, dates, ...features('audit calls catalogue hours presence terminals tickets')], useful),
  folder('server/queue', [...base, dates, ...features('calls catalogue hours visits')], useful),
  folder('server/ratings', [...base, ...features('calls visits')], useful),
  folder('server/sharedNotes', [...base, ...features('calls catalogue visits')], useful),
  folder('server/forms', [...base, dates, ...features('audit calls')], ['node', '@cantoo/fontkit', '@cantoo/pdf-lib', 'yjs', ...useful]),
  folder('server/visiting', [...base, dates, ...features('catalogue tickets visits')], ['temporal-polyfill', ...useful]),
  folder('server/callbacks', [...base, ...features('calls catalogue hours presence tickets visiting visits')], useful),
  folder('server/routing', [...base, dates, ...features('calls catalogue experts hours terminals')], useful),
  folder('server/consultations', [...base, port, ...features('calls catalogue hours visits')], useful),
  folder('server/administration', [...base, dates, ...features('audit catalogue queue visiting')], ['node', 'date-holidays', ...useful]),
  folder('server/remoteActions', [...base, ...features('audit calls catalogue presence')], useful),
  folder('server/connection', [...base, port, ...features('audit calls catalogue presence ratings remoteActions')], ['node', ...useful]),
  folder('server/messages', [...base, ...features('calls catalogue visits')], useful),
  folder('server/encryption', [...base, ...features('calls')], useful),
  folder('server/chat', [...base, ...features('calls catalogue')], useful),
  folder('server/help', [...base, ...features('calls catalogue terminals visits')], useful),
  folder('server/practice', [...base, port, ...features('audit calls catalogue')], useful),
  folder('server/selfTest', [...base, limits, port, ...features('catalogue connection identity terminals')], ['node', 'express', ...useful]),
  folder(
    'server/identity',
    [...base, limits, port, 'server/parse.ts', ...features('audit calls catalogue hours presence')],
    ['node', 'express', 'cookie', 'bowser', ...useful],
  ),
  folder('server/fleet', [...base, ...features('audit calls catalogue identity presence terminals')], useful),
  folder(
    'server/accounts',
    [...base, 'server/secrets.ts', limits, 'server/parse.ts', 'server/providerSettings.ts', ...features('audit catalogue identity')],
    ['node', 'express', 'cookie', '@node-rs/argon2', '@simplewebauthn/server', 'fxa-common-password-list', 'jose', 'openid-client', 'otpauth', ...useful],
  ),
  folder(
    'server/exchange',
    [...base, dates, limits, 'server/parse.ts', ...features('administration audit catalogue identity')],
    ['node', 'express', ...useful],
  ),
  folder('server/knowledge', [...base, ...features('catalogue')]),
  folder('server/offer', [...base, dates, ...features('audit catalogue')], useful),
  folder('server/onboarding', [...base, ...features('accounts calls catalogue identity')], useful),
  folder('server/people', [...base, ...features('audit catalogue identity')], useful),
  folder('server/privacy', [...base, ...features('calls connection ratings visits')], useful),
  folder('server/texts', ['shared', 'server/errors.ts'], ['node', 'express', ...useful]),
  folder('server/platform/observability', ['shared', port, 'server/platform/database'], ['node', 'prom-client', ...useful]),
  folder(
    'server/views',
    [
      ...base,
      dates,
      ...features(
        'callbacks calls catalogue connection experts forms hours identity messages presence queue ratings remoteActions routing sharedNotes terminals tickets visiting visits',
      ),
    ],
    useful,
  ),
  folder('server/wall', [...base, limits, ...features('catalogue hours identity views')], ['express', ...useful]),
  folder(
    'server/platform/gateway',
    [...base, limits, text, ...features('audit catalogue views identity presence')],
    ['node', 'socket.io', '@socket.io/postgres-adapter', 'pg', 'cookie', 'rate-limiter-flexible', ...useful],
  ),
  folder(
    'server/platform/http',
    ['shared', 'server/errors.ts', limits, 'server/clientAddress.ts', 'server/platform/gateway'],
    ['node', 'express', 'helmet', 'prom-client', ...useful],
  ),
  { files: 'server/{main,admin,app,verifyAudit,backup}.ts', imports: ['shared', 'server'], packages: ['node', 'close-with-grace', ...useful] },
  { files: 'server/engine.ts', imports: ['shared', 'server'], packages: ['pino'] },
  { files: 'server/pastCalls.ts', imports: ['shared', 'server'], packages: ['express', 'zod'] },
  // Rules know no clock, no chance, no database, no socket and no logger.
  { files: 'server/**/*.rules.ts', imports: ['shared', dates], packages: ['temporal-polyfill'], own: './*.rules.ts' },
];

const kit = ['react', 'react-aria-components', 'lucide-react', 'zustand', 'sonner'];
const app = ['shared', 'client/media', 'client/app/api', 'client/app/i18n', 'client/app/state', 'client/app/shell', 'client/ui'];
const parts = (names: string): string[] => names.split(' ').map((name) => `client/features/${name}`);

/** From what knows least to what knows all; roles know features and ui, features never roles, roles never each other. */
const client: readonly Row[] = [
  { files: 'client/*.ts', imports: [], packages: [] },
  { files: 'client/app/*.ts', imports: [], packages: ['zustand'] },
  folder('client/app/api', ['shared'], ['socket.io-client', 'zustand', 'idb-keyval']),
  folder('client/media', ['shared', 'client/app/loadPart.ts'], ['mediasoup-client', 'zod', 'zustand']),
  folder('client/app/i18n', ['shared', 'client/app/loadPart.ts', 'client/app/api'], ['react', 'i18next', 'react-i18next', 'zustand']),
  folder('client/app/state', ['shared', 'client/app/loadPart.ts', 'client/app/api', 'client/media'], ['react', 'zustand']),
  folder('client/ui', ['shared', 'client/app/loadPart.ts', 'client/app/i18n'], kit),
  folder(
    'client/app/shell',
    ['shared', 'client/media', 'client/app/loadPart.ts', 'client/app/api', 'client/app/i18n', 'client/app/state', 'client/ui'],
    [...kit, 'i18next', 'wouter', '@fontsource-variable/noto-sans-arabic', '@fontsource-variable/source-sans-3'],
  ),
  folder('client/features/calls', app, kit),
  folder('client/features/boundary', [...app, 'client/app/loadPart.ts', ...parts('calls')], kit),
  folder('client/features/account', app, [...kit, '@simplewebauthn/browser', 'qrcode.react']),
  folder('client/features/catalogue', app, kit),
  folder('client/features/chat', app, kit),
  folder('client/features/encryption', [...app, ...parts('calls')], kit),
  folder('client/features/devices', app, kit),
  folder('client/features/forms', [...app, 'client/app/loadPart.ts', ...parts('boundary calls')], [...kit, 'pdfjs-dist', 'yjs']),
  folder('client/features/fleet', app, [...kit, 'qrcode.react']),
  folder('client/features/messages', [...app, ...parts('catalogue')], kit),
  folder('client/features/selfTest', app, kit),
  folder('client/features/connection', [...app, ...parts('calls devices')], [...kit, 'recharts']),
  folder('client/roles/signIn', ['shared', 'client/app/api', 'client/app/i18n', 'client/app/shell', 'client/ui', ...parts('account')], [...kit, 'wouter']),
  folder('client/roles/statement', ['shared', 'client/app/api', 'client/app/i18n', 'client/ui'], ['react']),
  folder(
    'client/roles/terminal',
    [...app, 'client/app/loadPart.ts', ...parts('boundary calls catalogue chat connection devices encryption forms messages selfTest')],
    [...kit, 'react-dom', 'zxing-wasm'],
  ),
  folder('client/roles/expert', [...app, ...parts('account boundary calls catalogue chat connection devices encryption forms messages selfTest')], kit),
  folder('client/roles/adviser', [...app, ...parts('account boundary calls catalogue chat connection devices encryption fleet messages selfTest')], kit),
  folder('client/roles/supervisor', [...app, ...parts('account boundary calls catalogue')], kit),
  folder('client/roles/administrator', [...app, ...parts('account boundary catalogue fleet forms')], [...kit, 'wouter']),
  // The demo's: what is around the roles' pages, and what a page in one of its frames needs.
  folder('client/roles/stage', app, [...kit, 'i18next', 'wouter']),
  // Shows everything; of the rest only main.tsx knows it, and only where there is a demo.
  folder('client/gallery', ['shared', 'client'], [...kit, 'i18next', 'wouter']),
  {
    files: 'client/main.tsx',
    imports: ['shared', 'client'],
    packages: [...kit, 'react-dom', 'wouter', 'virtual:design-tokens.css'],
  },
  { files: 'client/vite.config.ts', imports: [], packages: ['../scripts/firstLoad.ts', 'node', 'vite', '@vitejs/plugin-react', 'suomifi-design-tokens'] },
];

export const rows: readonly Row[] = [...shared, ...server, ...client];

/** A property that some files may not read; without an object, of anything. */
export type Ban = { readonly object?: string; readonly property: string; readonly message: string };
type BanRow = { readonly files: readonly string[]; readonly except?: readonly string[]; readonly bans: readonly Ban[] };

const environment: Ban = { object: 'process', property: 'env', message: 'only server/config.ts reads the environment' };
const pure = 'rules take the time and chance as arguments';
const impure: readonly Ban[] = [
  ...['Date', 'performance'].map((object) => ({ object, property: 'now', message: pure })),
  { object: 'Temporal', property: 'Now', message: pure },
  { object: 'Math', property: 'random', message: pure },
  ...['randomUUID', 'getRandomValues'].map((property) => ({ object: 'crypto', property, message: pure })),
];
const openingText = 'client/app/i18n/openingText.ts';
const times = `times and dates are written in ${openingText}, in Finland's time`;
const localTimes: readonly Ban[] = [
  { object: 'Intl', property: 'DateTimeFormat', message: times },
  ...['toLocaleTimeString', 'toLocaleDateString'].map((property) => ({ property, message: times })),
  { property: 'toLocaleString', message: `times by ${openingText}, numbers by Intl.NumberFormat` },
  ...['getHours', 'getMinutes', 'getDay', 'getDate'].map((property) => ({ property, message: "the page's own time zone is not Finland's" })),
];

const rawRequest: Ban = { property: 'request', message: 'a request goes through useRequest (client/app/shell), so that no press fails in silence' };

/** Where several match a file, the last one holds. */
export const banRows: readonly BanRow[] = [
  { files: ['server/**'], except: ['server/config.ts'], bans: [environment] },
  { files: ['shared/**', 'server/**/*.rules.ts'], bans: [environment, ...impure] },
  { files: ['client/**'], except: [openingText], bans: localTimes },
  { files: ['client/roles/**', 'client/features/**'], bans: [...localTimes, rawRequest] },
];

/** The specifiers by which a file or folder of the project is imported, as globs. */
const specifiersOf = (target: string): string[] => {
  if (/\.tsx?$/.test(target)) return [`#${target}`];
  return /^server\/(?:platform\/)?\w+$/.test(target) ? [`#${target}/index.ts`] : [`#${target}/**`];
};
const packageSpecifiersOf = (name: string): string[] => (name === 'node' ? ['node:*', 'node:*/**'] : [name, `${name}/**`]);
/** A folder's files below its subfolders name each other from the root. */
const ownSpecifiersOf = ({ files, own = './**' }: Row): string[] => [own, ...(files.endsWith('/**') ? [`#${files}`] : [])];

/** The tables as overrides of oxlint's configuration: a row's list is all that it may import. */
export const layerOverrides = (): OxlintOverride[] => [
  ...rows.map((row): OxlintOverride => {
    const allowed = [...ownSpecifiersOf(row), ...row.imports.flatMap(specifiersOf), ...row.packages.flatMap(packageSpecifiersOf)];
    const group = ['**', ...allowed.map((one) => `!${one}`)];
    const message = `scripts/layers.ts says what ${row.files} may import`;
    return { files: [row.files], rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] } };
  }),
  ...banRows.map(({ files, except = [], bans }): OxlintOverride => ({
    files: [...files],
    excludeFiles: [...except],
    rules: { 'no-restricted-properties': ['error', ...bans] },
  })),
];
