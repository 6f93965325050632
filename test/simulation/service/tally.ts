import { catalogue } from '#contracts/commands/catalogue.js';
import { eventTypes } from '#contracts/events/all.js';

/** What became of the requests by one command. */
interface Asked {
  done: number;
  repeated: number;
  /** By problem. */
  readonly refused: Map<string, number>;
}

/** What a run has seen, so that it shows where it did not look. */
class Tally {
  readonly #began = Date.now();
  readonly #commands = new Map<string, Asked>();
  readonly #events = new Map<string, number>();
  /** Beside commands and events: steps of lives, files, what was due. */
  readonly #others = new Map<string, number>();
  #lives = 0;
  #told = Date.now();

  life(): void {
    this.#lives += 1;
  }

  event(type: string): void {
    more(this.#events, type);
  }

  other(what: string): void {
    more(this.#others, what);
  }

  /** A command was done, or was before; or was refused, for a problem. */
  command(name: string, outcome: 'done' | 'repeated' | { readonly refused: string }): void {
    const of = this.#commands.get(name) ?? { done: 0, repeated: 0, refused: new Map() };
    this.#commands.set(name, of);
    if (typeof outcome === 'object') more(of.refused, outcome.refused);
    else of[outcome] += 1;
  }

  get #minutes(): number {
    return (Date.now() - this.#began) / 60_000;
  }

  /** A line of progress with the rate, now and then. */
  progress(everyMilliseconds: number): string | undefined {
    if (Date.now() - this.#told < everyMilliseconds) return undefined;
    this.#told = Date.now();
    const perMinute = (this.#lives / this.#minutes).toFixed(0);
    return `${this.#minutes.toFixed(0)} min: ${this.#lives} lives, ${perMinute} a minute`;
  }

  /**
   * What was lived, asked and refused, most often first; and at last what could have occurred and never
   * did: of that the run has shown nothing.
   */
  written(findings: number): string {
    const all = [...this.#commands.values()];
    const sum = (of: (asked: Asked) => number): number => all.reduce((n, one) => n + of(one), 0);
    const [done, repeated, refused] = [
      sum((one) => one.done),
      sum((one) => one.repeated),
      sum((one) => total(one.refused)),
    ];
    const possible = Object.values(catalogue).flatMap(({ commands }) => Object.keys(commands));
    return [
      `minutes   ${this.#minutes.toFixed(1)}`,
      `lives     ${this.#lives} of a place in the service`,
      `commands  ${done + repeated + refused} asked: ${done} accepted, ${repeated} answered again, ${refused} refused`,
      `findings  ${findings}`,
      '',
      'Commands: accepted, refused, and mostly for what',
      ...[...this.#commands]
        .sort(([, a], [, b]) => b.done - a.done)
        .map(([name, of]) => `${counted(of.done)}${counted(total(of.refused))} ${name}${why(of)}`),
      '',
      'Events',
      ...mostFirst(this.#events).map(([type, count]) => `${counted(count)} ${type}`),
      '',
      'Beside these',
      ...mostFirst(this.#others).map(([what, count]) => `${counted(count)} ${what}`),
      '',
      ...never('Commands never accepted', possible, (name) => this.#commands.get(name)?.done),
      ...never('Events never seen', Object.keys(eventTypes), (type) => this.#events.get(type)),
    ].join('\n');
  }
}

const more = (counts: Map<string, number>, what: string): unknown =>
  counts.set(what, (counts.get(what) ?? 0) + 1);
const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);
const mostFirst = (counts: ReadonlyMap<string, number>): [string, number][] =>
  [...counts].sort(([, a], [, b]) => b - a);
const counted = (count: number): string => String(count).padStart(8);

const why = ({ refused }: Asked): string => {
  const most = mostFirst(refused).slice(0, 3);
  return most.length === 0 ? '' : `: ${most.map(([name, n]) => `${name} ${n}`).join(', ')}`;
};

function never(
  title: string,
  possible: readonly string[],
  count: (what: string) => number | undefined,
): string[] {
  const missing = [...new Set(possible)].filter((what) => (count(what) ?? 0) === 0);
  const heading = `${title}, of ${new Set(possible).size}: ${missing.length}`;
  return [heading, ...missing.map((what) => `         ${what}`)];
}

export const tally = new Tally();
