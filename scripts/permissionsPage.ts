import { type Role, roles } from '#shared/contract/define.ts';
import { type RequestName, requests } from '#shared/contract/index.ts';
import { type RouteName, routes } from '#shared/permissions/routes.ts';
import { scopeOf, scopes } from '#shared/permissions/table.ts';

const columns: readonly (Role | 'anybody')[] = ['anybody', ...roles];

function tableOf(names: readonly (RequestName | RouteName)[]): string {
  const used = columns.filter((role) => names.some((name) => scopeOf(name, role) !== undefined));
  const row = (name: RequestName | RouteName): string => `| \`${name}\` | ${used.map((role) => scopeOf(name, role) ?? '').join(' | ')} |`;
  return [`| | ${used.join(' | ')} |`, `| --- | ${used.map(() => '---').join(' | ')} |`, ...names.toSorted().map(row)].join('\n');
}

/** Who may do what, from the table that the server asks. */
export const permissionsPage = (): string =>
  [
    '# Who may do what',
    'Made from `shared/permissions/table.ts` by `npm run docs`; do not edit. The server asks the same table, and a test makes every request with every role and with own, foreign, ended, unknown and malformed ids (`tests/store/permissions.test.ts`, `tests/integration/signalling/routes.test.ts`).',
    'An empty field means `forbidden` (over HTTP `notSignedIn`). A word says how far the right reaches; what lies outside is refused as if it did not exist:',
    ['| Word | Reaches |', '| --- | --- |', ...Object.entries(scopes).map(([name, meaning]) => `| ${name} | ${meaning} |`)].join('\n'),
    '## Requests on the socket',
    tableOf(Object.keys(requests) as RequestName[]),
    '## Routes over HTTP',
    'Those under `/api/demo` answer in demo mode only. `/metrics` is served here outside production only; in production it has a port of its own (OPERATIONS_PORT).',
    tableOf(routes),
    '',
  ].join('\n\n');
