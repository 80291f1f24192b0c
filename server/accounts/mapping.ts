import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { SignInMethod } from '#shared/accounts/contract.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import { covers } from '#shared/permissions/scope.ts';
import { appendAudit } from '#server/audit/index.ts';
import { AppError } from '#server/errors.ts';
import type { SessionFor } from '#server/platform/gateway/port.ts';
import { resultsOf } from './claims.rules.ts';
import type { AccountsContext } from './context.ts';
import { knownPlaces } from './providerSignIn.ts';
import { readMapping, writeMapping } from './providerStore.ts';
import type { Providers } from './providers.ts';

type Administrator = SessionFor<'signInMethods:read'>;
export type MappingContext = AccountsContext & { readonly providers: Providers };

export const redirectPathOf = (provider: string): string => `/api/sign-in/provider/${provider}/callback`;
const logoutPathOf = (provider: string): string => `/api/sign-in/provider/${provider}/logout`;

/** Who may sign in, and as what, concerns everybody. Errors: notFound. */
function demandNation({ scope }: Administrator): void {
  if (!covers(scope, { kind: 'nation' })) throw new AppError('notFound');
}

/** Errors: notFound. */
export async function readMethods({ database, providers }: MappingContext, administrator: Administrator): Promise<SignInMethod[]> {
  demandNation(administrator);
  return database.transaction((tx) =>
    Promise.all(
      providers.settings.map(async ({ id, names, issuer, clientId }) => ({
        provider: id,
        names,
        issuer,
        clientId,
        redirectPath: redirectPathOf(id),
        logoutPath: logoutPathOf(id),
        ...(await readMapping(tx, id)),
      })),
    ),
  );
}

/** Errors: notFound, wrongState where somebody else has changed it meanwhile. */
export async function changeMapping(
  { database, providers }: MappingContext,
  administrator: Administrator,
  { provider, rules, version }: RequestParsed<'signInMethods:change'>,
): Promise<number> {
  demandNation(administrator);
  providers.demand(provider);
  await database.transaction(async (tx) => {
    if (!(await writeMapping(tx, provider, { rules, version }))) throw new AppError('wrongState');
    const { role, id } = administrator;
    const details = { version: version + 1, rules: rules.length };
    await appendAudit(tx, { actor: { kind: 'subject', role, id }, act: 'signInMethod.changed', object: { kind: 'signInMethod', id: provider }, details });
  });
  return version + 1;
}

const claimsSchema = z.looseObject({});

/** The claims of a token, which is not checked, or of JSON. Errors: invalidPayload. */
function claimsIn(pasted: string): z.output<typeof claimsSchema> {
  try {
    const text = pasted.trim();
    return claimsSchema.parse(text.startsWith('{') ? JSON.parse(text) : decodeJwt(text));
  } catch (cause) {
    throw new AppError('invalidPayload', { places: 'pasted' }, { cause });
  }
}

/** What each rule would come to. Nothing is kept of the claims, and nothing is written: it is a question. Errors: notFound, invalidPayload. */
export function tryMapping(context: MappingContext, administrator: Administrator, { rules, pasted }: RequestParsed<'signInMethods:try'>) {
  demandNation(administrator);
  return resultsOf(rules, claimsIn(pasted), knownPlaces(context));
}
