import { once } from 'node:events';
import { createServer } from 'node:http';
import { type JWK, SignJWT, UnsecuredJWT, exportJWK, exportSPKI, generateKeyPair } from 'jose';

const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });

/** A provider whose tokens are whatever the test makes them; rightly signed ones are by its one published key. */
export async function startForger(port: number) {
  const issuer = `http://127.0.0.1:${port}`;
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid: 'one', use: 'sig', alg: 'RS256' };
  let idToken = '';
  const listener = createServer((request, response) => {
    const answers: Record<string, unknown> = {
      '/.well-known/openid-configuration': {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
      },
      '/jwks': { keys: [jwk] },
      '/token': { access_token: 'x', token_type: 'Bearer', id_token: idToken },
    };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[request.url ?? ''] ?? {}));
  }).listen(port, '127.0.0.1');
  await once(listener, 'listening');
  return {
    issuer,
    setIdToken: (token: string) => void (idToken = token),
    async stop() {
      listener.closeAllConnections();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

export type Payload = Record<string, unknown>;
export type Sign = (payload: Payload) => Promise<string>;
export const rightly: Sign = (payload) => new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(privateKey);
const signedByPublicKey: Sign = async (payload) =>
  new SignJWT(payload).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(new TextEncoder().encode(await exportSPKI(publicKey)));
const signedByAnother =
  (header: Record<string, unknown>): Sign =>
  async (payload) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'RS256', ...header }).sign((await generateKeyPair('RS256')).privateKey);
const signedByOwnKeyInside: Sign = async (payload) => {
  const own = await generateKeyPair('RS256', { extractable: true });
  return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'two', jwk: await exportJWK(own.publicKey) }).sign(own.privateKey);
};
const unsigned: Sign = (payload) => Promise.resolve(new UnsecuredJWT(payload).encode());

/** What can be wrong with a token: its claims, or how it is signed. */
export const faults: readonly (readonly [string, Payload, Sign])[] = [
  ['expired', { iat: 1, exp: 2 }, rightly],
  ['for another audience', { aud: 'somebody-else' }, rightly],
  ['of another issuer', { iss: 'http://127.0.0.1:1' }, rightly],
  ['with alg none', {}, unsigned],
  ['signed with the public key as a shared secret', {}, signedByPublicKey],
  ['signed by an unknown key under a known kid', {}, signedByAnother({ kid: 'one' })],
  ['whose kid is a path', {}, signedByAnother({ kid: '../../../../dev/null' })],
  ['whose kid is a list', {}, signedByAnother({ kid: ['one'] })],
  ['that names its key’s address', {}, signedByAnother({ kid: 'one', jku: 'http://127.0.0.1:1/jwks' })],
  ['that brings its own key', {}, signedByOwnKeyInside],
];
