import { randomUUID } from 'node:crypto';
import {
  NO_STREAM,
  WrongExpectedVersionError,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { append as appendOnce } from '@eventstore/db-client/dist/streams/appendToStream/append.js';
import type { Settled } from '../group-commit.js';
import type { CheckedAppend } from '../limits.js';
import type { KnownKey } from '../port.js';
import type { Claiming } from './claiming.js';
import type { Claims } from './claims.js';
import { isFinal, pause } from './client.js';
import { proposed } from './events.js';
import type { LogStreams } from './names.js';
import { NotNumbered, type NumberTable } from './number-table.js';
import type { Looking } from './looking.js';

export interface AppendingOptions {
  /** How long a batch is tried, with pauses, while EventStoreDB fails. */
  readonly patienceMilliseconds: number;
  /** Within which each attempt must be answered. */
  readonly callMilliseconds: number;
}

/** What became of the chain of one stream. */
type Fate =
  | { readonly stands: true }
  | { readonly movedTo: number; readonly unknown: boolean }
  | { readonly error: unknown };

/** Appends batches: claims their keys, appends each stream's chain in one call, waits for numbers. */
export class Appender {
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly streams: LogStreams,
    private readonly claims: Claims,
    private readonly claiming: Claiming,
    private readonly table: NumberTable,
    private readonly looking: Looking,
    private readonly options: AppendingOptions,
  ) {}

  readonly commit = async (batch: readonly CheckedAppend[]): Promise<readonly Settled[]> => {
    const until = performance.now() + this.options.patienceMilliseconds;
    const token = randomUUID();
    const { known, inUse } = await this.claiming.take(batch, token);
    const fates = new Map<string, Fate>();
    const sending: Promise<void>[] = [];
    for (const [stream, chain] of chainsOf(batch)) {
      const used = chain.find(({ key }) => inUse.has(key));
      if (used !== undefined) fates.set(stream, { error: inUse.get(used.key) });
      else if (chain.some(({ key }) => known.has(key)))
        fates.set(stream, { movedTo: await this.table.lastRevision(stream), unknown: false });
      else
        sending.push(
          this.append(stream, chain, until).then(
            (fate) => void fates.set(stream, fate),
            (error: unknown) => void fates.set(stream, { error }),
          ),
        );
    }
    await Promise.all(sending);
    return this.settle(batch, fates, known, token);
  };

  private async append(
    stream: string,
    chain: readonly CheckedAppend[],
    until: number,
  ): Promise<Fate> {
    const [first] = chain;
    const expected = first?.expectedRevision ?? -1;
    const events = chain.flatMap(proposed);
    let unknown = false;
    let failure: unknown = new Error(`An append to ${stream} came too late.`);
    for (let attempts = 0; ; attempts += 1) {
      // Its key could be another's by the time this arrives.
      if (performance.now() > until) throw failure;
      try {
        // The client's own choice would be its batch append. Its answers are found by a table that
        // all its calls share: one that fails empties it, and the answer to another, on a second
        // connection as in a failover, then ends the process.
        const { success, nextExpectedRevision } = await appendOnce.call(
          this.client,
          this.streams.prefix + stream,
          events,
          {
            expectedRevision: expected < 0 ? NO_STREAM : BigInt(expected),
            requiresLeader: true,
            deadline: this.options.callMilliseconds,
            batchAppendSize: 0,
          },
        );
        return success ? { stands: true } : { movedTo: Number(nextExpectedRevision), unknown };
      } catch (error) {
        if (error instanceof WrongExpectedVersionError) {
          const movedTo =
            typeof error.actualVersion === 'bigint' ? Number(error.actualVersion) : -1;
          const ids = events.map(({ id }) => id.toLowerCase());
          // The answer of an earlier attempt may have been lost on its way.
          if (unknown && (await this.looking.standThere(stream, expected + 1, ids)))
            return { stands: true };
          return { movedTo, unknown };
        }
        if (isFinal(error)) throw error;
        failure = error;
        unknown = true;
        await pause(attempts);
      }
    }
  }

  private async settle(
    batch: readonly CheckedAppend[],
    fates: ReadonlyMap<string, Fate>,
    claimedKnown: ReadonlyMap<string, KnownKey>,
    token: string,
  ): Promise<Settled[]> {
    const known = new Map(claimedKnown);
    const lost = new Map<string, unknown>();
    const moved = batch.filter(({ stream }) => movedTo(fates.get(stream)) !== undefined);
    // What moved a stream may be a use of the same key, known once it is numbered.
    const ends = new Map(moved.map(({ stream }) => [stream, movedTo(fates.get(stream)) ?? -1]));
    for (const [stream, revision] of ends) {
      try {
        if (revision >= 0) await this.table.numbersOf([{ stream, revision }]);
      } catch (error) {
        if (!(error instanceof NotNumbered)) throw error;
        lost.set(stream, error);
      }
    }
    if (moved.length > 0) {
      const found = await this.table.known(moved.map(({ key }) => key));
      for (const [key, place] of found) known.set(key, place);
      await this.claims.release(moved.filter((append) => isPast(append, fates.get(append.stream))));
      await this.claims.release(
        moved.filter(({ stream }) => isDefinite(fates.get(stream))),
        token,
      );
    }
    const numbers = await this.numbersOf(batch.filter(({ stream }) => stands(fates.get(stream))));
    return batch.map((append) => {
      const { stream, key } = append;
      const fate = fates.get(stream);
      const number = numbers.get(append);
      if (number !== undefined) return number;
      if (fate === undefined || 'stands' in fate)
        return { error: new Error(`An append to ${stream} was left without an answer.`) };
      if ('error' in fate) return fate;
      if (lost.has(stream)) return { error: lost.get(stream) };
      return { revision: fate.movedTo, known: known.get(key) };
    });
  }

  private async numbersOf(
    appended: readonly CheckedAppend[],
  ): Promise<ReadonlyMap<CheckedAppend, Settled>> {
    if (appended.length === 0) return new Map();
    const ends = appended.flatMap(({ stream, expectedRevision, lastRevision }) => [
      { stream, revision: expectedRevision + 1 },
      { stream, revision: lastRevision },
    ]);
    try {
      const numbers = await this.table.numbersOf(ends);
      return new Map(
        appended.map((append, place) => [
          append,
          { firstNumber: numbers[2 * place] ?? 0, lastNumber: numbers[2 * place + 1] ?? 0 },
        ]),
      );
    } catch (error) {
      return new Map(appended.map((append) => [append, { error }]));
    }
  }
}

function stands(fate: Fate | undefined): boolean {
  return fate !== undefined && 'stands' in fate;
}

function movedTo(fate: Fate | undefined): number | undefined {
  return fate !== undefined && 'movedTo' in fate ? fate.movedTo : undefined;
}

/** Whether the stream holds another event in the place of this append, which can never stand then. */
function isPast({ expectedRevision }: CheckedAppend, fate: Fate | undefined): boolean {
  return (movedTo(fate) ?? -1) > expectedRevision;
}

/** Whether nothing of the chain was sent but what was turned down. */
function isDefinite(fate: Fate | undefined): boolean {
  return fate !== undefined && 'movedTo' in fate && !fate.unknown;
}

function chainsOf(batch: readonly CheckedAppend[]): Map<string, CheckedAppend[]> {
  const chains = new Map<string, CheckedAppend[]>();
  for (const append of batch) {
    const chain = chains.get(append.stream);
    if (chain === undefined) chains.set(append.stream, [append]);
    else chain.push(append);
  }
  return chains;
}
