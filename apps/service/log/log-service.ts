import type { Logger } from 'pino';
import type { Pool } from 'pg';
import type { Provenance } from '#contracts/envelope.js';
import type { LogStep } from '#contracts/commands/log.js';
import { streamOf } from '#contracts/events/all.js';
import { londonDay } from '#contracts/financial-year.js';
import type { Refusal } from '#contracts/problems.js';
import { formatVerifierKey, type VerifierKey } from '#libs/transparency/keys.js';
import type { Hash } from '#libs/transparency/hashes.js';
import type { TrustedLog } from '#libs/transparency/signed-checkpoint.js';
import type { TileReader } from '#libs/transparency/stored-tree.js';
import { ExplainedError } from '../explained.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Checkpoints } from './checkpoints.js';
import { idOfOrigin } from './origin.js';
import { takeInCosignatures } from './cosignatures.js';
import { decideLog } from './decide-log.js';
import { cosignerTerms, keyTerms, logDecider, type LogKeys } from './log-keys.js';
import { firstKey, keysOf, type LogSigning } from './signing.js';
import { checkpointOfSize, cosigned, newestCheckpoint } from './stored-checkpoints.js';
import type { TransparencyLog } from './transparency-log.js';
import type { TreeKeeper } from './tree-keeper.js';
import { Watch } from './watch.js';

interface Parts {
  readonly origin: string;
  readonly pool: Pool;
  readonly ledger: Ledger;
  readonly keeper: TreeKeeper;
  /** Undefined where no key file is named: the tree grows, and nothing is signed. */
  readonly checkpoints: Checkpoints | undefined;
  readonly signing: LogSigning | undefined;
  readonly logger: Logger;
}

/** How the service acts on the log's own stream, in its own name. */
const authority = 'Whoever holds the key of the log signs it';

/** The log as the service keeps, signs and shows it. */
export class LogService implements TransparencyLog {
  readonly origin: string;
  readonly tiles: TileReader;
  /** What tells the log's own stream from others: the origin, as an id can have it. */
  readonly id: string;
  readonly watch: Watch;

  constructor(private readonly parts: Parts) {
    const { origin, keeper, ledger, pool, logger } = parts;
    this.origin = origin;
    this.tiles = keeper.tiles;
    this.id = idOfOrigin(origin);
    this.watch = new Watch(ledger.store, pool, keeper, logger, parts.checkpoints && this.tend);
  }

  get pool(): Pool {
    return this.parts.pool;
  }

  /** How many events the tree covers now. */
  size(): Promise<number> {
    return this.parts.keeper.size();
  }

  rootAt(size: number): Promise<Hash> {
    return this.watch.seen(() => this.parts.keeper.rootAt(size));
  }

  async checkpointCovering(size: number): Promise<string> {
    const { checkpoints, keeper } = this.parts;
    if (!checkpoints) throw new ExplainedError('The log is not signed: no key file is named.');
    return this.watch.seen(async () => {
      await keeper.grownTo(size);
      const { note, size: signed, by } = await checkpoints.covering(size);
      if (by.length > 1) await this.retire(by, signed);
      return note;
    });
  }

  async cosigned(size: number): Promise<string | undefined> {
    const found = await checkpointOfSize(this.parts.pool, size);
    return found && cosigned(found);
  }

  async latest(): Promise<string | undefined> {
    return (await newestCheckpoint(this.parts.pool))?.note;
  }

  async trusted(): Promise<TrustedLog> {
    const { origin } = this;
    const { keys, cosigners } = await this.keys();
    if (keys.length > 0) return { origin, keys, cosigners };
    const first = await this.firstKey();
    return { origin, keys: first ? [{ key: first, from: 0 }] : [], cosigners };
  }

  /** Names the key of the log in its own stream, where it does not stand there yet, and signs. */
  async introduce(): Promise<void> {
    const { keys } = await this.keys();
    if (keys.length > 0) return;
    // A log that calls itself otherwise says so here, before it has two names.
    const { keeper, ledger } = this.parts;
    await keeper.grownTo((await ledger.store.head()).number);
    const first = await this.firstKey();
    if (!first) return;
    const verifierKey = formatVerifierKey(first);
    await this.step('the first key', {
      ...{ command: 'introduce-log-key', verifierKey, from: 0 },
      effective: this.today(),
    });
    await this.checkpointCovering((await ledger.store.head()).number);
  }

  /** Decides in the log's own stream, in the service's name; repeated, it changes nothing. */
  async step(
    key: string,
    command: LogStep,
    provenance: Pick<Provenance, 'actor' | 'organisation'> & Partial<Provenance> = service,
    reason = 'The log is signed by keys that its own stream names',
  ): Promise<Refusal | undefined> {
    const outcome = await this.parts.ledger.execute(
      {
        provenance: { authority, ...provenance, reason },
        key: `log/${this.id}/${key}`,
        asked: ['log', this.id, key],
        dryRun: false,
      },
      {
        stream: this.stream,
        decider: logDecider,
        decide: (state, circumstances) => decideLog(state, command, circumstances),
      },
    );
    return 'refused' in outcome ? outcome.refused : undefined;
  }

  today(): string {
    return londonDay(this.parts.ledger.now());
  }

  async stop(): Promise<void> {
    await this.watch.stop();
    await this.parts.pool.end();
  }

  get stream(): string {
    return streamOf('log', this.id);
  }

  /** The log's own stream, as it stands. */
  look<Seen>(look: (state: LogKeys) => Seen): Promise<Seen> {
    return this.parts.ledger.read(this.stream, logDecider, look);
  }

  keys(): Promise<Pick<TrustedLog, 'keys' | 'cosigners'>> {
    return this.look((state) => ({ keys: keyTerms(state), cosigners: cosignerTerms(state) }));
  }

  /** Shows cosignatures that other processes recorded; signs what is due. */
  private readonly tend = async (head: number, due: boolean): Promise<void> => {
    const { ledger, pool } = this.parts;
    await takeInCosignatures(ledger.store, pool, this.stream);
    if (due) await this.checkpointCovering(head);
  };

  private async firstKey(): Promise<VerifierKey | undefined> {
    const { signing, pool } = this.parts;
    if (!signing) return undefined;
    const newest = (await newestCheckpoint(pool))?.note;
    const kept = keysOf(signing.keyFile, this.origin, newest === undefined);
    return firstKey(signing.keyFile, kept, newest).key;
  }

  /** A checkpoint that both signed is the last of the key before. */
  private async retire(by: readonly string[], to: number): Promise<void> {
    const signers = await this.look(({ keys }) =>
      keys.map(({ verifierKey }) => verifierKey).filter((key) => by.includes(key)),
    );
    for (const verifierKey of signers.slice(0, -1))
      await this.step(`retired ${verifierKey}`, {
        ...{ command: 'retire-log-key', verifierKey, to, cause: 'followed' },
        effective: this.today(),
      });
  }
}

const service = { actor: 'common-purse', organisation: 'common-purse' } as const;
