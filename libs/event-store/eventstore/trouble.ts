import { AccessDeniedError, NotLeaderError } from '@eventstore/db-client';
import { clientOf, isFinal, serverVersion } from './client.js';

/** EventStoreDB cannot be used as the settings say; tells why in a sentence. */
export class EventStoreUnusable extends Error {
  override readonly name = 'EventStoreUnusable';
}

interface Parts {
  /** `esdb` or `esdb+discover`. */
  readonly protocol: string;
  readonly user: string | undefined;
  readonly credentials: string;
  readonly hosts: readonly string[];
  readonly options: string;
}

/** What a connection string names; it has been parsed by the client before. */
function partsOf(url: string): Parts {
  const [, protocol = 'esdb', credentials = '', hosts = '', options = ''] =
    /^([^:]+):\/\/(?:([^@/?]*)@)?([^/?]*)\/?(.*)$/.exec(url.trim()) ?? [];
  return {
    protocol,
    credentials: credentials === '' ? '' : `${credentials}@`,
    user: credentials === '' ? undefined : decodeURIComponent(credentials.split(':')[0] ?? ''),
    hosts: hosts.split(',').filter((host) => host !== ''),
    options,
  };
}

/** Where EventStoreDB is, as it may be shown. */
export function placeOf(url: string): string {
  return partsOf(url).hosts.join(', ');
}

/** One connection string for each node of a cluster that is named. */
function singleNodes(url: string): readonly string[] {
  const { protocol, credentials, hosts, options } = partsOf(url);
  if (protocol === 'esdb' && hosts.length === 1) return [];
  return hosts.map((host) => `esdb://${credentials}${host}${options}`);
}

/**
 * What keeps EventStoreDB from being used. Where a cluster was looked for and not found the client
 * does not say why: then each node that is named is asked alone.
 */
export async function troubleOf(error: unknown, url: string): Promise<EventStoreUnusable> {
  for (const node of singleNodes(url)) {
    const client = clientOf(node);
    try {
      await serverVersion(client);
    } catch (reason) {
      if (!isFinal(error)) return explained(reason, node);
    } finally {
      await client.dispose();
    }
  }
  return explained(error, url);
}

/** The error in one sentence, with what to do about it. */
function explained(error: unknown, url: string): EventStoreUnusable {
  const place = placeOf(url);
  const { user } = partsOf(url);
  const detail = detailOf(error);
  return new EventStoreUnusable(sentence(error, detail, place, user), { cause: error });
}

function sentence(error: unknown, detail: string, place: string, user: string | undefined): string {
  if (error instanceof AccessDeniedError || /permission_denied|unauthenticated/i.test(detail)) {
    return user === undefined
      ? `EventStoreDB at ${place} wants a user: write one into EVENTSTORE_URL, as in esdb://user:password@host:2113.`
      : `EventStoreDB at ${place} does not let "${user}" in: look at the user and the password in EVENTSTORE_URL.`;
  }
  if (error instanceof NotLeaderError) {
    return `EventStoreDB at ${place} is not the leader, and the leader, ${error.leader.address}:${error.leader.port}, did not answer: name all nodes of the cluster in EVENTSTORE_URL.`;
  }
  if (/altname|does not match certificate/i.test(detail)) {
    return `The certificate of EventStoreDB at ${place} is for another name (${detail}): use the name in the certificate in EVENTSTORE_URL.`;
  }
  if (/certificate|self.signed|unable to (verify|get)/i.test(detail)) {
    return `The certificate of EventStoreDB at ${place} is not trusted (${detail}): name the file of its authority in EVENTSTORE_URL, as in ?tlsCAFile=/etc/eventstore/ca.crt.`;
  }
  if (/wrong version number|packet length too long|ssl3?_|EPROTO/i.test(detail)) {
    return `EventStoreDB at ${place} does not speak TLS: add ?tls=false to EVENTSTORE_URL, or set its certificate.`;
  }
  return `EventStoreDB at ${place} cannot be reached (${detail}): see that it runs, and look at the address and at tls in EVENTSTORE_URL.`;
}

/** What gRPC and the client say, without their wrappings. */
function detailOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const last = /Last error: (?:Error: )?(.*?)\.?(?: Resolution note:.*)?$/s.exec(message)?.[1];
  return (last ?? message).replace(/^\d+ [A-Z_]+: /, '').replace(/[.\s]+$/, '');
}
