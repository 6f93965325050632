import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Request, RequestHandler, Response } from 'express';
import type { Configuration, Provider } from 'oidc-provider';
import { page } from '../web/pages.js';
import { capital } from '../web/words.js';
import type { LocalKey } from './local-key.js';

/** Somebody whom one can say to be. */
export interface Choice {
  readonly subject: string;
  readonly name: string;
  readonly role: string | undefined;
}

/** Who may ask it for tokens. */
export interface LocalClients {
  /** The service itself, for people who sign in to its pages. */
  readonly pages: { readonly id: string; readonly returnsTo: string };
  /** Programs that ask in their own name, by client credentials. */
  readonly programs: readonly { readonly id: string; readonly secret: string }[];
  /** For what their tokens are meant. */
  readonly audience: string;
}

const bodyBytesMax = 1_000;

/**
 * An OpenID provider (oidc-provider) that asks who you are and believes it. It is made when it is
 * first asked: a service with an issuer of its own never loads it.
 */
export function localProvider(
  url: string,
  path: string,
  key: LocalKey,
  clients: LocalClients,
  people: () => Promise<readonly Choice[]>,
): RequestHandler {
  let made: Promise<Provider> | undefined;
  return (request, response, next) => {
    made ??= make(url, path, key, clients);
    forgetSession(request);
    made
      .then((provider) =>
        request.path.startsWith('/people/')
          ? choosing(provider, people, request, response)
          : provider.callback()(request, response),
      )
      .catch(next);
  };
}

/**
 * Each sign-in asks anew, and whoever signed in before is nobody's business. The provider would lead
 * from one person to the next by a page that sends itself off with a script, and none may run here.
 */
function forgetSession({ headers }: IncomingMessage): void {
  if (headers.cookie === undefined) return;
  headers.cookie = headers.cookie
    .split(/; */)
    .filter((pair) => !pair.startsWith('_session'))
    .join('; ');
}

/** Who you are: a page that asks, and what is answered to it. */
async function choosing(
  provider: Provider,
  people: () => Promise<readonly Choice[]>,
  request: Request,
  response: Response,
): Promise<void> {
  await provider.interactionDetails(request, response);
  const known = await people();
  if (request.method === 'POST') {
    const chosen = (await formOf(request)).get('person');
    const person = known.find((each) => each.subject === chosen);
    if (person) {
      const login = { accountId: person.subject };
      await provider.interactionFinished(request, response, { login });
      return;
    }
  }
  const missing = request.method === 'POST';
  const items = known.map(({ subject, name, role }) => ({
    ...{ value: subject, text: name },
    ...(role === undefined ? {} : { hint: { text: capital(role) } }),
  }));
  response
    .status(missing ? 400 : 200)
    .type('html')
    .set('Cache-Control', 'no-store')
    .send(page('choose-person', { items, missing }));
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const length = Number(request.headers['content-length'] ?? Infinity);
  return new URLSearchParams(length <= bodyBytesMax ? await text(request) : '');
}

async function make(
  url: string,
  path: string,
  key: LocalKey,
  clients: LocalClients,
): Promise<Provider> {
  const [made, { InvalidTarget }, kept] = await Promise.all([
    import('oidc-provider/lib/provider.js'),
    import('oidc-provider/lib/helpers/errors.js'),
    import('oidc-provider/lib/adapters/memory_adapter.js'),
  ]);
  const adapter = kept.createMemoryAdapter();
  return new made.Provider(url, { ...configurationOf(path, key, clients, InvalidTarget), adapter });
}

const configurationOf = (
  path: string,
  key: LocalKey,
  { pages, programs, audience }: LocalClients,
  InvalidTarget: new () => Error,
): Configuration => ({
  clients: [
    {
      client_id: pages.id,
      token_endpoint_auth_method: 'none',
      redirect_uris: [pages.returnsTo],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      id_token_signed_response_alg: 'ES256',
    },
    ...programs.map(({ id, secret }) => ({
      ...{ client_id: id, client_secret: secret, grant_types: ['client_credentials'] },
      ...{ redirect_uris: [], response_types: [], id_token_signed_response_alg: 'ES256' as const },
    })),
  ],
  jwks: { keys: [key] },
  cookies: { keys: [randomBytes(32).toString('base64url')] },
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    // A sign-in asks each time, so that there is nothing to sign out of.
    rpInitiatedLogout: { enabled: false },
    clientCredentials: { enabled: true },
    // A program needs to name nothing: its tokens are for the API of this service, and for no other.
    resourceIndicators: {
      enabled: true,
      defaultResource: (_, client) => (client.clientId === pages.id ? [] : audience),
      getResourceServerInfo: (_, resource) => {
        if (resource !== audience) throw new InvalidTarget();
        return {
          ...{ scope: '', audience, accessTokenFormat: 'jwt' },
          jwt: { sign: { alg: 'ES256' } },
        };
      },
    },
  },
  interactions: { url: (_, { uid }) => `${path}/people/${uid}` },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
  // What the service learns of somebody is who they are: nothing that they would have to consent to.
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({
      ...(oidc.client === undefined ? {} : { clientId: oidc.client.clientId }),
      ...(oidc.session?.accountId === undefined ? {} : { accountId: oidc.session.accountId }),
    });
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  },
  renderError: (context, { error, error_description: why }) => {
    context.type = 'html';
    context.body = page('error', { title: 'You cannot be signed in', detail: why ?? error });
  },
  ttl: {
    AccessToken: 300,
    ClientCredentials: 3_600,
    AuthorizationCode: 60,
    IdToken: 300,
    Interaction: 600,
    Session: 600,
    Grant: 600,
  },
});
