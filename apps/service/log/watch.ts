import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Pool } from 'pg';
import { tileWidthMax } from '#libs/transparency/tiles.js';
import { messageOf } from '../explained.js';
import { inspectLog } from './inspect.js';
import { LogAltered } from './log-altered.js';
import { newestCheckpoint } from './stored-checkpoints.js';
import { requireTile, type Store, type TreeKeeper } from './tree-keeper.js';

const roundMilliseconds = 10_000;
/** With a round to spare, a checkpoint at least every minute. */
const signedAfterMilliseconds = 45_000;
/** Tiles of 256 events that are read again in a round: a million events in some forty minutes. */
const tilesPerRound = 16;

/** What is wrong with the log or with its signing. */
export interface Trouble {
  readonly detail: string;
  /** The log is not what was signed; otherwise it only cannot be signed now. */
  readonly altered: boolean;
}

/**
 * Keeps the tree up to the log, has it signed in time, and reads the log again and again, so that
 * what is changed past the service is found by it and not only by those who audit it.
 */
export class Watch {
  private current: Trouble | undefined;
  private diagnosed: string | undefined;
  private next = 0;
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;

  constructor(
    private readonly store: Store,
    private readonly pool: Pool,
    private readonly keeper: TreeKeeper,
    private readonly logger: Logger,
    /** Does what is to be done in a round; `due` says that something waits to be signed. */
    private readonly tend: ((head: number, due: boolean) => Promise<void>) | undefined,
  ) {
    this.running = tend === undefined ? Promise.resolve() : this.run();
  }

  /** Undefined while all is well. */
  get trouble(): Trouble | undefined {
    return this.current;
  }

  /** Does something with the log; what is found wrong with it is kept and said. */
  async seen<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      this.report(error);
      throw error;
    }
  }

  /** One round now: grows, reads again, signs. Resolves when it is done, well or not. */
  async round(): Promise<void> {
    try {
      await this.keeper.grownTo((await this.store.head()).number);
      const size = await this.keeper.size();
      // Asked for after the size: others append and grow the tree meanwhile.
      const { number: head } = await this.store.head();
      if (head < size)
        throw new LogAltered(`The log was rolled back: it has ${head} events, and had ${size}.`);
      await this.readAgain(size);
      await this.tend?.(head, await this.isDue(head));
      this.current = undefined;
    } catch (error) {
      this.report(error instanceof LogAltered ? await this.diagnosis(error) : error);
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.round();
      await sleep(roundMilliseconds, undefined, { signal }).catch(() => undefined);
    }
  }

  private async isDue(head: number): Promise<boolean> {
    const newest = await newestCheckpoint(this.pool);
    if (newest === undefined) return head > 0;
    if (newest.size >= head) return false;
    // By the clock of the process: it may differ from the database's, and never by much.
    const age = Date.now() - Date.parse(newest.signed);
    return age > signedAfterMilliseconds || this.current !== undefined;
  }

  /** The last tile, and some of the others in turn. */
  private async readAgain(size: number): Promise<void> {
    const tiles = Math.ceil(size / tileWidthMax);
    if (tiles === 0) return;
    await requireTile(this.store, this.keeper.tiles, tiles - 1, size);
    for (let count = 0; count < Math.min(tilesPerRound, tiles - 1); count += 1) {
      const index = this.next % (tiles - 1);
      await requireTile(this.store, this.keeper.tiles, index, size);
      // Only past what is right: what is wrong is said until it is mended.
      this.next = index + 1;
    }
  }

  /** Finds out, once, whether it is the log or only its tree that is wrong; mends the latter. */
  private async diagnosis(found: LogAltered): Promise<unknown> {
    if (this.diagnosed === found.message) return this.current ? undefined : found;
    try {
      const size = await this.keeper.size();
      const altered = await inspectLog(this.store, this.pool, this.keeper.tiles, size);
      const signed = (await newestCheckpoint(this.pool))?.size ?? 0;
      this.diagnosed = found.message;
      if (altered === undefined || altered > signed) return found;
      await this.keeper.rebuild();
      this.logger.warn(
        { event: altered },
        'the tree of the log was damaged, the log is as it was signed: the tree was made again',
      );
      return undefined;
    } catch (error) {
      this.diagnosed = found.message;
      return error;
    }
  }

  private report(error: unknown): void {
    if (error === undefined || this.stopping.signal.aborted) return;
    // Asked for what is not there: nothing is wrong with the log.
    if (error instanceof RangeError) return;
    const altered = error instanceof LogAltered;
    const detail = messageOf(error);
    const told = this.current?.detail === detail;
    this.current = { detail, altered };
    if (told) return;
    if (altered) this.logger.fatal({ detail }, 'THE LOG WAS ALTERED: nothing more is signed');
    else this.logger.error({ err: error }, 'the log could not be signed; trying again');
  }
}
