import type { Entry, Of } from './books.js';

/** Every entry of a fund's books, in the order in which they were made. */
export class Journal {
  readonly #made: { readonly number: number; readonly account: string; readonly entry: Entry }[] =
    [];

  note(number: number, account: string, entry: Entry): void {
    this.#made.push({ number, account, entry });
  }

  /**
   * The most that some accounts had together after any event from a number on, or just before it, of
   * what they have now: whoever decides in another stream may have known any of that.
   */
  mostSince(number: number, now: bigint, accounts: readonly string[], where: Partial<Of>): bigint {
    const asked = Object.entries(where) as [keyof Of, string][];
    let [then, most] = [now, now];
    for (let at = this.#made.length - 1; at >= 0; at -= 1) {
      const made = this.#made[at];
      if (made === undefined || made.number < number) break;
      const { account, entry } = made;
      if (accounts.includes(account) && asked.every(([name, value]) => entry[name] === value))
        then -= entry.pence;
      if (this.#made[at - 1]?.number !== made.number && then > most) most = then;
    }
    return most;
  }
}
