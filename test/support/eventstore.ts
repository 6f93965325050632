import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authority, certified } from '../eventstore-server/certificates.js';
import { EventStoreCluster } from '../eventstore-server/cluster.js';
import type { Faults } from '../eventstore-server/faults.js';

export interface EventStoreOptions {
  /** Bytes of one append, 1 MiB unless told, as the real server's default. */
  readonly maxAppendSize?: number;
  /** Milliseconds that an append may take, 2,000 unless told. */
  readonly writeTimeout?: number;
  readonly version?: string;
  /**
   * `localhost`: with a certificate for that name, by an authority that the connection string names.
   * `elsewhere`: the certificate is for another host. `untrusted`: the connection string names
   * another authority. Without it connections are not encrypted.
   */
  readonly tls?: 'localhost' | 'elsewhere' | 'untrusted';
  /** Who may read and write; without it everybody. The client sends them over TLS only. */
  readonly credentials?: { readonly username: string; readonly password: string };
}

export interface ClusterOptions extends EventStoreOptions {
  /** Nodes that may lead, three unless told. */
  readonly nodes?: number;
  readonly readOnlyReplicas?: number;
}

export interface StartedEventStore {
  /** Connection string for the client; of a cluster it lists all hosts, so that gossip is asked. */
  readonly url: string;
  /** `esdb+discover://` by one node. */
  readonly discoverUrl: string;
  readonly faults: Faults;
  readonly cluster: EventStoreCluster;
  stop(): Promise<void>;
}

/**
 * The server that EVENTSTORE_URL names, or one of our own. Tests of it use streams of their own and
 * nothing that only the stand-in has, so that a real server can stand here too.
 */
export async function eventStoreUnderTest(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = realServer();
  return url === undefined ? startEventStore() : { url, stop: () => Promise.resolve() };
}

/** Connection string of a real server to test against, where one is set. */
export function realServer(): string | undefined {
  const url = process.env['EVENTSTORE_URL'];
  return url === '' ? undefined : url;
}

/** One node on a port of its own. */
export function startEventStore(options: EventStoreOptions = {}): Promise<StartedEventStore> {
  return startEventStoreCluster({ ...options, nodes: 1 });
}

export async function startEventStoreCluster(
  options: ClusterOptions = {},
): Promise<StartedEventStore> {
  const tls = options.tls === undefined ? undefined : await encryption(options.tls);
  const cluster = new EventStoreCluster({
    nodes: options.nodes ?? 3,
    readOnlyReplicas: options.readOnlyReplicas ?? 0,
    limits: {
      maxAppendSize: options.maxAppendSize ?? 1024 * 1024,
      writeTimeout: options.writeTimeout ?? 2_000,
    },
    version: options.version ?? '24.10.4',
    host: tls === undefined ? '127.0.0.1' : 'localhost',
    credentials: options.credentials,
    tls: tls?.server,
  });
  await cluster.start();
  const hosts = cluster.nodes.map(({ host, port }) => `${host}:${port}`);
  const settings = tls === undefined ? '?tls=false' : `?tls=true&tlsCAFile=${tls.trusted}`;
  const user = userOf(options.credentials);
  return {
    url: `esdb://${user}${hosts.join(',')}${settings}`,
    discoverUrl: `esdb+discover://${user}${hosts[0] ?? ''}${settings}`,
    faults: cluster.faults,
    cluster,
    stop: async () => {
      await cluster.stop();
      if (tls !== undefined) rmSync(tls.folder, { recursive: true, force: true });
    },
  };
}

function userOf(credentials: EventStoreOptions['credentials']): string {
  return credentials === undefined ? '' : `${credentials.username}:${credentials.password}@`;
}

interface Encryption {
  readonly server: { readonly key: Buffer; readonly certificate: Buffer };
  readonly folder: string;
  /** File of the authority that the client trusts. */
  readonly trusted: string;
}

async function encryption(kind: 'localhost' | 'elsewhere' | 'untrusted'): Promise<Encryption> {
  const issuer = await authority();
  const name = kind === 'elsewhere' ? 'elsewhere.example' : 'localhost';
  const { key, certificate } = await certified(issuer, name);
  const trusted = kind === 'untrusted' ? await authority() : issuer;
  const folder = mkdtempSync(join(tmpdir(), 'purse-eventstore-'));
  const file = join(folder, 'authority.pem');
  writeFileSync(file, trusted.certificate);
  return {
    server: { key: Buffer.from(key), certificate: Buffer.from(certificate) },
    folder,
    trusted: file,
  };
}
