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

  /**
   * Everything that was counted, most frequent first; and which of the things that could have occurred
   * never did: of these the run has shown nothing.
   */
  written(possible: readonly string[]): string {
    const never = possible.filter((what) => !this.#counts.has(what));
    return [
      ...[...this.#counts]
        .sort(([, a], [, b]) => b - a)
        .map(([what, count]) => `${String(count).padStart(8)} ${what}`),
      `${possible.length - never.length} of ${possible.length} types of event occurred; never:`,
      ...(never.length === 0 ? ['         none'] : never.map((what) => `         ${what}`)),
    ].join('\n');
  }
}

export const tally = new Tally();
