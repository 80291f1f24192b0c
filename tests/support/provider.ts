import { once } from 'node:events';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

export type RunningProvider = {
  readonly issuer: string;
  /** What the provider says of whoever signs in by that name. */
  readonly people: Map<string, Readonly<Record<string, unknown>>>;
  stop(): Promise<void>;
};

type Options = { readonly port: number; readonly clientId: string; readonly clientSecret: string; readonly pages: string; readonly id: string };

/** A provider of OpenID Connect on this machine, whose sign-in page takes any password; `pages` is the origin that it sends people back to. */
export async function startProvider({ port, clientId, clientSecret, pages, id }: Options): Promise<RunningProvider> {
  const issuer = `http://127.0.0.1:${port}`;
  const people = new Map<string, Readonly<Record<string, unknown>>>();
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${pages}/api/sign-in/provider/${id}/callback`],
        post_logout_redirect_uris: [`${pages}/`],
        backchannel_logout_uri: `${pages}/api/sign-in/provider/${id}/logout`,
        backchannel_logout_session_required: true,
      },
    ],
    claims: { openid: ['sub', 'sid'], profile: ['name', 'groups', 'office'] },
    conformIdTokenClaims: false,
    features: { backchannelLogout: { enabled: true } },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    // Its own way refuses addresses of this machine.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as unknown as RequestInit),
    cookies: { keys: ['only for the test'] },
  });
  const server = createServer(provider.callback()).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    issuer,
    people,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
