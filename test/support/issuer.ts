import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientMetadata, Configuration } from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';
import { Provider } from 'oidc-provider/lib/provider.js';
import { newLocalKey, type LocalKey } from '#apps/service/sign-in/local-key.js';

/** An issuer as an operator has one: the real provider, on a server of its own. */
export interface TestIssuer {
  readonly url: string;
  readonly secret: string;
  /** Signs whoever comes next in as somebody, without asking. */
  signsIn: string;
  /** Begins for the service at an address, or begins anew: with a new key unless one is given. */
  serve(serviceUrl: string, key?: LocalKey): Promise<void>;
  /** An access token by client credentials, for a service. */
  token(client: string, resource: string): Promise<string>;
  /** With what it signs now. */
  key(): LocalKey;
  stop(): Promise<void>;
}

export const clientId = 'common-purse';
const secret = 'of-no-use-elsewhere';

export async function startIssuer(): Promise<TestIssuer> {
  const now: { provider?: Provider; key?: LocalKey } = {};
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { provider } = now;
    if (!provider) throw new Error('it serves nobody yet');
    if (request.url?.startsWith('/interaction/') === true)
      await provider.interactionFinished(request, response, {
        login: { accountId: issuer.signsIn },
      });
    else await provider.callback()(request, response);
  }

  const issuer: TestIssuer = {
    ...{ url, secret, signsIn: '' },
    serve: async (serviceUrl, key) => {
      now.key = key ?? (await newLocalKey());
      now.provider = new Provider(url, configurationOf(serviceUrl, now.key));
    },
    token: async (client, resource) => {
      const form = { grant_type: 'client_credentials', resource, scope: 'api' };
      const answered = await fetch(`${url}/token`, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { Authorization: `Basic ${btoa(`${client}:${secret}`)}` },
      });
      const given = (await answered.json()) as { access_token?: string };
      if (given.access_token === undefined) throw new Error(JSON.stringify(given));
      return given.access_token;
    },
    key: () => {
      if (!now.key) throw new Error('it serves nobody yet');
      return now.key;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return issuer;
}

const program = (id: string): ClientMetadata => ({
  ...{ client_id: id, client_secret: secret, grant_types: ['client_credentials'] },
  ...{ redirect_uris: [], response_types: [], id_token_signed_response_alg: 'ES256' },
});

const configurationOf = (serviceUrl: string, key: LocalKey): Configuration => ({
  clients: [
    {
      ...{ client_id: clientId, client_secret: secret },
      redirect_uris: [`${serviceUrl}/sign-in/callback`],
      post_logout_redirect_uris: [`${serviceUrl}/`],
      backchannel_logout_uri: `${serviceUrl}/sign-in/ended`,
      id_token_signed_response_alg: 'ES256',
    },
    program('importer'),
    program('stranger'),
  ],
  adapter: createMemoryAdapter(),
  jwks: { keys: [key] },
  cookies: { keys: ['tests'] },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context, form) => {
        context.body = form;
      },
    },
    backchannelLogout: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_, resource) => ({
        ...{ scope: 'api', audience: resource, accessTokenFormat: 'jwt' },
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
  loadExistingGrant: async ({ oidc }) => {
    const { client, session } = oidc;
    const grant = new oidc.provider.Grant({
      ...(client === undefined ? {} : { clientId: client.clientId }),
      ...(session?.accountId === undefined ? {} : { accountId: session.accountId }),
    });
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  },
  ttl: {
    AccessToken: 300,
    ClientCredentials: 300,
    IdToken: 300,
    Interaction: 300,
    Session: 300,
    Grant: 300,
  },
  // Its own dispatcher refuses addresses of this machine, where the service under test is, and its signal
  // gives up after 2.5 s, which a busy machine may need.
  fetch: (address, options) =>
    fetch(address, { ...options, dispatcher: undefined, signal: null } as unknown as RequestInit),
});
