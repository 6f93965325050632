import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckedAppend } from '../limits.js';
import type { KnownKey } from '../port.js';
import type { Claims, Held } from './claims.js';
import type { Looking } from './looking.js';
import { NotNumbered, type NumberTable } from './number-table.js';

/** Another use of the key may or may not be recorded: nothing can be said before that is known. */
export class KeyInUse extends Error {
  override readonly name = 'KeyInUse';
}

/** Whose keys may be appended: all but these. */
export interface Cleared {
  readonly known: ReadonlyMap<string, KnownKey>;
  /** By key, why nothing can be said of it yet. */
  readonly inUse: ReadonlyMap<string, unknown>;
}

/**
 * After so long nothing that was sent under a claim can still arrive: well over the time in which
 * appends are sent and answered, for whatever a network may hold back.
 */
export const usualClaimMilliseconds = 120_000;

/** How long a claim of another process is waited for: about as long as an append takes. */
const heldMilliseconds = 200;
const pauseMilliseconds = 10;

/** Claims keys, and finds out what became of the uses that hold them. */
export class Claiming {
  constructor(
    private readonly claims: Claims,
    private readonly table: NumberTable,
    private readonly looking: Looking,
    /** After so long a claim whose use was never seen is taken over. */
    private readonly claimMilliseconds: number,
  ) {}

  async take(batch: readonly CheckedAppend[], token: string): Promise<Cleared> {
    const known = new Map<string, KnownKey>();
    const until = performance.now() + heldMilliseconds;
    for (let asked = batch; ;) {
      const claimed = await this.claims.take(asked, token);
      for (const [key, place] of claimed.known) known.set(key, place);
      const inUse = new Map<string, unknown>();
      for (const held of claimed.held) {
        const reason = await this.resolve(held, known, token);
        if (reason !== undefined) inUse.set(held.append.key, reason);
      }
      // Most are on their way in another process, and settled in a moment.
      const soon = claimed.held.filter(
        ({ append, ageMilliseconds }) =>
          inUse.has(append.key) && ageMilliseconds < heldMilliseconds,
      );
      if (soon.length === 0 || performance.now() > until) return { known, inUse };
      await sleep(pauseMilliseconds);
      asked = asked.filter(({ key }) => inUse.has(key));
    }
  }

  /** Undefined once the key is known or the claim is ours; otherwise why that cannot be said. */
  private async resolve(
    held: Held,
    known: Map<string, KnownKey>,
    token: string,
  ): Promise<Error | undefined> {
    const { stream, expected, append } = held;
    const there = await this.looking.keyAt(stream, expected + 1);
    if (there === append.key) {
      try {
        await this.table.numbersOf([{ stream, revision: expected + 1 }]);
      } catch (error) {
        if (error instanceof NotNumbered) return error;
        throw error;
      }
      for (const [key, place] of await this.table.known([append.key])) known.set(key, place);
      return undefined;
    }
    // Where another event stands in its place it can never stand there.
    const gone = there !== undefined || held.ageMilliseconds > this.claimMilliseconds;
    if (gone && (await this.claims.takeOver(held, token))) return undefined;
    return new KeyInUse(
      `The key ${append.key} is in use by a command on ${stream} whose outcome is not known yet: try again.`,
    );
  }
}
