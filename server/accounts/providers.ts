import { createRemoteJWKSet, jwtVerify } from 'jose';
import {
  type Configuration,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import type { ProviderSettings } from '#server/providerSettings.ts';

/** Signatures by a public key alone: with others, whoever knows the public key could sign (RFC 8725, 3.1). */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';
/** A logout token is for now; as long a used one is remembered. */
export const logoutTokenSeconds = 300;

const logoutTokenSchema = z
  .looseObject({
    jti: z.string().min(1).max(255),
    sub: z.string().min(1).max(255).optional(),
    sid: z.string().min(1).max(255).optional(),
    events: z.looseObject({ [logoutEvent]: z.looseObject({}) }),
  })
  .refine((token) => !('nonce' in token) && (token.sub !== undefined || token.sid !== undefined));
export type LogoutToken = Pick<z.output<typeof logoutTokenSchema>, 'jti' | 'sub' | 'sid'>;

const idTokenSchema = z.looseObject({ sub: z.string().min(1).max(255), sid: z.string().max(255).optional() });

/** What must come back from the provider. */
export type Pending = { readonly state: string; readonly nonce: string; readonly verifier: string };
export type Arrived = { readonly claims: z.output<typeof idTokenSchema>; readonly idToken: string };

export type Providers = ReturnType<typeof createProviders>;

type Options = {
  readonly settings: readonly ProviderSettings[];
  /** Plain HTTP to the provider, where everything is on one machine. */
  readonly allowsPlainHttp: boolean;
};

/** Speaks with the providers of OpenID Connect. What they publish of themselves is read when the first person comes, and kept. */
export function createProviders({ settings, allowsPlainHttp }: Options) {
  const known = new Map<string, Promise<Configuration>>();
  const keys = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

  /** Errors: notFound. */
  function demand(id: string): ProviderSettings {
    const provider = settings.find((one) => one.id === id);
    if (provider === undefined) throw new AppError('notFound');
    return provider;
  }

  function configurationOf(id: string): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = demand(id);
    const found = known.get(id);
    if (found !== undefined) return found;
    const execute = [enableNonRepudiationChecks, ...(allowsPlainHttp ? [allowInsecureRequests] : [])];
    const asked = discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: 10 });
    known.set(id, asked);
    // Where it fails, the next person asks again.
    asked.catch(() => known.delete(id));
    return asked;
  }

  const keysOf = (id: string, address: string) => {
    const found = keys.get(id) ?? createRemoteJWKSet(new URL(address));
    keys.set(id, found);
    return found;
  };

  return {
    settings,
    demand,

    /** Where the browser goes, and what must come back from there. */
    async begin(id: string, redirectUri: string): Promise<Pending & { readonly address: string }> {
      const [verifier, state, nonce] = [randomPKCECodeVerifier(), randomState(), randomNonce()];
      const address = buildAuthorizationUrl(await configurationOf(id), {
        redirect_uri: redirectUri,
        scope: demand(id).scope,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { address: address.href, verifier, state, nonce };
    },

    /** Exchanges the code. Errors: whatever is wrong with what came back, with a reason for the log alone. */
    async arrive(id: string, cameBackTo: URL, { state, nonce, verifier }: Pending): Promise<Arrived> {
      const tokens = await authorizationCodeGrant(await configurationOf(id), cameBackTo, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      return { claims: idTokenSchema.parse(tokens.claims()), idToken: z.string().parse(tokens.id_token) };
    },

    /** What a provider says by itself when somebody has signed out there. Errors: whatever is wrong with it. */
    async readLogoutToken(id: string, token: string): Promise<LogoutToken> {
      const { issuer, jwks_uri: address } = (await configurationOf(id)).serverMetadata();
      const { payload } = await jwtVerify(token, keysOf(id, z.string().parse(address)), {
        issuer,
        audience: demand(id).clientId,
        algorithms,
        maxTokenAge: logoutTokenSeconds,
        clockTolerance: 30,
        requiredClaims: ['iat', 'jti'],
      });
      return logoutTokenSchema.parse(payload);
    },

    /** Where the browser goes to end the session at the provider too; null where the provider has no such page. */
    async signOutAddress(id: string, idToken: string, backTo: string): Promise<string | null> {
      const configuration = await configurationOf(id);
      if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
      const hint = idToken === '' ? {} : { id_token_hint: idToken };
      return buildEndSessionUrl(configuration, { post_logout_redirect_uri: backTo, ...hint }).href;
    },
  };
}
