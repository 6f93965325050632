/** What a run has seen, so that it shows where it did not look. */
export class Tally {
  readonly #began = Date.now();
  readonly #counts = new Map<string, number>();
  #told = Date.now();

  count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  /** A line of progress with the rate, now and then. */
  progress(everyMilliseconds: number): string | undefined {
    if (Date.now() - this.#told < everyMilliseconds) return undefined;
    this.#told = Date.now();
    const seconds = (Date.now() - this.#began) / 1_000;
    const lives = this.#counts.get('lives') ?? 0;
    const perMinute = ((lives * 60) / seconds).toFixed(0);
    return `${(seconds / 60).toFixed(0)} min: ${lives} lives, ${perMinute} a minute`;
  }

  /** Everything that was counted, most frequent first. */
  written(): string {
    return [...this.#counts]
      .sort(([, a], [, b]) => b - a)
      .map(([what, count]) => `${String(count).padStart(8)} ${what}`)
      .join('\n');
  }
}

export const tally = new Tally();
