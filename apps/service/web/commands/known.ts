import type { FactsAt } from '#libs/ledger/facts-at.js';
import { problemDocument, type Refusal } from '#contracts/problems.js';
import type { Reading } from '#projections/reading/reading.js';
import { Refused } from '#projections/reading/refused.js';
import { toldInWords } from '../finding-words.js';
import { commandCalled } from '../refused-command.js';
import { isNamed, spelled } from '../words.js';
import { textOf, type Sent } from './filled-in.js';
import { isShared, listFor, type ListName } from './list-names.js';
import type { Choice } from './listing.js';
import { byIdentifier, inTheWordsOf, listed } from './lists.js';
import { lackingOf } from './move-lists.js';
import { isMine } from './is-mine.js';
import { ownerOf } from './owners.js';
import { recordedFirst } from './recorded-first.js';
import { taskOf } from './task-link.js';
import type { Choices } from './shown.js';

/** What a command is given to. */
export interface To {
  readonly collection: string;
  readonly id: string;
  readonly command: string;
}

/** What there is to name in a form: of its fund, of a fund that is named beside a field, or of all. */
export class Known {
  /** The lists that fields have asked for, each once. */
  readonly lists = new Map<string, Choices>();

  private constructor(
    private readonly to: To,
    private readonly fund: string,
    /** Of the fund that the form is about. */
    readonly facts: FactsAt,
    /** Of what all funds share. */
    readonly place: FactsAt,
    private readonly day: string,
    private readonly beside: ReadonlyMap<string, FactsAt>,
  ) {}

  static async of(reading: Reading, to: To, fund: string, sent: Sent = {}): Promise<Known> {
    const { facts: place, moment } = await reading.place({});
    const factsOf = (of: string): Promise<FactsAt> => factsOr(place, reading, of);
    const beside = new Map<string, FactsAt>();
    for (const name of Object.keys(sent))
      if (name.endsWith('.fund') && textOf(sent, name) !== '')
        beside.set(besideOf(name), await factsOf(textOf(sent, name)));
    return new Known(to, fund, await factsOf(fund), place, moment.day, beside);
  }

  /** All of a list: what funds share is known apart from any of them. */
  all(list: ListName, at = ''): readonly Choice[] {
    const facts = isShared.has(list) ? this.place : (this.beside.get(besideOf(at)) ?? this.facts);
    const of = this.to.collection === 'funds' ? undefined : this.to.id;
    return listed(facts, this.place, this.day, list, of);
  }

  /**
   * To what a command can be given: of those of a kind, what has the parts that it is about, such as an
   * option to exercise.
   */
  givable(list: ListName, about: readonly ListName[]): readonly Choice[] {
    const partsOf = about.map((part) =>
      [this.facts, this.place]
        .flatMap((facts) => listed(facts, this.place, this.day, part))
        .map(({ value }) => value),
    );
    return this.all(list).filter(({ value }) =>
      partsOf.every((of) => of.some((part) => part.startsWith(`${value}/`))),
    );
  }

  /** What is proposed and cannot be carried out yet, each with what its approvals lack. */
  awaited(list: ListName): string[] {
    return list === 'approved-move'
      ? this.all('open-move').flatMap(({ value, text }) => {
          const of = this.facts.get('reallocation', value)?.attributes;
          const lacking = of && lackingOf(this.facts, value, of);
          return lacking === undefined ? [] : [`${text}. ${this.refusedInWords(lacking)}`];
        })
      : [];
  }

  /** What a field is chosen from, where it is. */
  readonly choices = (name: string): Choices | undefined => {
    const list = listFor(this.to.command, name);
    if (list === undefined) return undefined;
    const known = this.lists.get(list);
    if (known) return known;
    const items = this.all(list);
    // It is known once the form says of which fund.
    if (items.length === 0 && this.fund === '' && !isShared.has(list)) return undefined;
    const choices = {
      ...{ name: list, items },
      inWords: (of: string) => inTheWordsOf(items, of, this.to.id),
      ...(items.length > 0 ? {} : this.begunBy(list)),
    };
    this.lists.set(list, choices);
    return choices;
  };

  /** What is recorded before there is anything to choose, where that is known. */
  begunBy(list: ListName): Pick<Choices, 'first'> {
    const command = recordedFirst(list);
    if (command === undefined) return {};
    const { text, href } = taskOf(command, this.fund);
    return { first: isMine(command) ? { text, href } : { text } };
  }

  /** The same before there is anything that a command can be given to: of that, or of what it is about. */
  firstFor(list: ListName, [part]: readonly ListName[]): Pick<Choices, 'first'> {
    return this.begunBy(part !== undefined && this.all(list).length > 0 ? part : list);
  }

  /** What a field names, in the words by which it is chosen. */
  inWords(name: string, id: string, sent: Sent): string {
    const list = listFor(this.to.command, name);
    if (list === undefined) return id;
    // What is of no one scheme or source is said as all pages say it.
    if (!isNamed(id)) return spelled(id);
    return inTheWordsOf(this.all(list, name), id, ownerOf(this.to, list, sent));
  }

  /** Why the ledger refuses, with what it names by identifiers as people call it. */
  refusedInWords(refusal: Refusal): string {
    const { problem, facts } = commandCalled(refusal);
    const called = Object.entries(facts).map(([name, value]) => {
      const list = listFor('', name);
      const known = list && this.all(list).find((each) => each.value === value);
      return [name, known?.text ?? value];
    });
    const { detail } = problemDocument({
      problem,
      facts: Object.fromEntries(called) as Refusal['facts'],
    });
    return toldInWords(detail, this.place).replace(/"([\w.:-]+)"/g, (quoted, id: string) => {
      const text = quotedLists
        .flatMap((list) => this.all(list))
        .find(({ value }) => value === id)?.text;
      return text === undefined ? quoted : `\u201c${text}\u201d`;
    });
  }

  /** What was chosen by its words, by its identifier. */
  identified(sent: Sent): Sent {
    return byIdentifier(this.to, sent, (list, path) => this.all(list, path));
  }
}

/** What refusals quote by their identifiers. */
const quotedLists: readonly ListName[] = [
  ...(['scheme', 'source', 'award', 'fund', 'organisation', 'office', 'area'] as const),
  ...(['agreement', 'outcome', 'ring-fence', 'contribution'] as const),
];

/** Of no fund, or of one that is not there yet: what all share. */
async function factsOr(place: FactsAt, reading: Reading, fund: string): Promise<FactsAt> {
  if (fund === '') return place;
  try {
    return (await reading.terms(fund, {})).facts;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return place;
  }
}

/** Where the names begin that stand beside one: `legs.0.from~0.` of `legs.0.from~0.fund`. */
const besideOf = (name: string): string => name.slice(0, name.lastIndexOf('.') + 1);
