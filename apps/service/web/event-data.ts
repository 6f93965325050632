import type { Json } from '#contracts/envelope.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import { parsePence, sumPence } from '#libs/money/pence.js';
import { number, text, type Cell, type Table } from './table.js';
import { inWords, money, nameIn, sentenceCase } from './words.js';

type Data = Readonly<Record<string, Json>>;

/** What an event says, as people read it: in rows, and its lists as tables below them. */
export interface DataShown {
  readonly rows: readonly DataRow[];
  readonly lists: readonly Table[];
}

/** What things are called, and which members hold amounts of money. */
export interface Said {
  readonly facts: FactsAt;
  readonly amounts: ReadonlySet<string>;
  /** How a person is called who is known by a reference. */
  readonly called: (person: string) => string;
}

interface DataRow {
  readonly key: string;
  readonly simple?: string;
  /** What holds further things, as an outline of them. */
  readonly outline?: readonly Held[];
}

/** One thing that another holds; what it holds itself stands below it. */
interface Held {
  readonly key: string;
  readonly simple?: string;
  readonly outline?: readonly Held[];
}

export function dataShown(data: Data, said: Said): DataShown {
  const entries = Object.entries(data);
  return {
    rows: entries.flatMap(([name, value]): DataRow[] =>
      isList(value)
        ? []
        : isNested(value)
          ? [{ key: sentenceCase(name), ...heldIn(value, name, said) }]
          : [{ key: sentenceCase(name), simple: written(value, name, said) }],
    ),
    lists: entries.flatMap(([name, value]) =>
      isList(value) ? [listTable(name, value, said)] : [],
    ),
  };
}

/** Several values stand in one line; of several things that hold more, each is counted. */
function heldIn(value: Json, member: string, said: Said): Omit<Held, 'key'> {
  if (!isNested(value)) return { simple: written(value, member, said) };
  if (Array.isArray(value) && value.every((each: Json) => !isNested(each)))
    return { simple: value.map((each: Json) => written(each, member, said)).join('; ') };
  const things: readonly (readonly [string, string, Json])[] = Array.isArray(value)
    ? value.map((each: Json, place) => [String(place + 1), member, each] as const)
    : Object.entries(value as Data).map(
        ([name, each]) => [sentenceCase(name), name, each] as const,
      );
  return {
    outline: things.map(([key, name, each]) => ({ key, ...heldIn(each, name, said) })),
  };
}

/** What holds nothing is said like a value. */
const isNested = (value: Json): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** Things that hold nothing but values, each of which is a row. */
const isList = (value: Json): value is Data[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every(
    (each: Json) =>
      typeof each === 'object' &&
      each !== null &&
      !Array.isArray(each) &&
      Object.values(each).every((of) => typeof of !== 'object' || of === null),
  );

function listTable(listed: string, list: readonly Data[], said: Said): Table {
  const isAmount = (name: string): boolean => said.amounts.has(name);
  const names = [...new Set(list.flatMap((each) => Object.keys(each)))].sort(
    // Amounts stand last, as in every table, and of two what was before stands before.
    (a, b) =>
      Number(isAmount(a)) - Number(isAmount(b)) || Number(a === 'after') - Number(b === 'after'),
  );
  const cell = (name: string, of: string): Cell => (isAmount(name) ? number(of) : text(of));
  const added = areParts(listed, names) ? names.filter((name) => partsOf.has(name)) : [];
  return {
    caption: sentenceCase(listed),
    head: names.map((name) => cell(name, sentenceCase(name))),
    rows: list.map((each) =>
      names.map((name) =>
        cell(name, written(each[name] ?? null, memberOf(name, each), said, '\u2013')),
      ),
    ),
    ...(list.length > 1 && added.some(isAmount)
      ? {
          total: names.map((name, place) =>
            cell(name, added.includes(name) ? sumOf(name, list) : place === 0 ? 'Total' : ''),
          ),
        }
      : {}),
  };
}

/** Members that say how much of a whole each of a list is. */
const partsOf: ReadonlySet<string> = new Set(['amount', 'recoverableVat']);

/** Lists of amounts that are each an amount of its own: rules, or sides of the same money. */
const eachApart: ReadonlySet<string> = new Set([
  ...['bases', 'counted', 'legs', 'match', 'restated', 'stages'],
]);

/** Whether amounts of a list add up; what goes to and fro, or is of several kinds, does not. */
const areParts = (listed: string, names: readonly string[]): boolean =>
  !eachApart.has(listed) && !names.includes('direction') && !names.includes('kind');

const sumOf = (name: string, list: readonly Data[]): string =>
  money(
    sumPence(
      list.map((each) => {
        const value = each[name];
        return typeof value === 'string' ? parsePence(value) : 0n;
      }),
    ),
  );

const amount = /^-?\d+\.\d{2}$/;

/** Kinds of things that the member that holds them names; others are known by their identifiers alone. */
const byMember = ['award', 'fund', 'scheme', 'source'] as const;
const byThemselves = ['organisation', 'area'] as const;

/** What a list names only as one of its kind, such as an effect of a move: by the member that says which. */
const memberOf = (name: string, { of }: Data): string =>
  name === 'id' && typeof of === 'string' ? of : name;

/** Members that hold references to people. */
const people: ReadonlySet<string> = new Set(['actor', 'by', 'proposer', 'approver']);

/** Numbers that say how many, and not which one. */
const counts: ReadonlySet<string> = new Set(['people', 'rows', 'recorded', 'quarantined', 'count']);

/** A value as people write it, with what it is called where it is a reference that somebody has named. */
export function written(
  value: Json,
  member: string,
  { facts, amounts, called }: Said,
  unsaid = 'Not stated',
): string {
  if (value === null) return unsaid;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'object') return 'None';
  if (typeof value === 'number')
    return counts.has(member) ? value.toLocaleString('en-GB') : String(value);
  if (value === 'none') return 'None';
  if (amounts.has(member) && amount.test(value)) return money(parsePence(value));
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return inWords(value);
  if (people.has(member)) return called(value);
  if (member === 'strategies') return titleOf(value, facts);
  const named = byMember.find((kind) => kind === member);
  const kind = (named ? [named] : byThemselves).find((each) => facts.get(each, value));
  if (kind === undefined) return value;
  const name = nameIn(facts, kind, value);
  return name.endsWith(`(${value})`) ? name : `${name} (${value})`;
}

/** A strategy is known by what it was called last, for it may have been called otherwise. */
function titleOf(strategy: string, facts: FactsAt): string {
  const last = facts
    .list('strategy')
    .findLast(({ attributes }) => attributes.strategy === strategy);
  return last === undefined ? strategy : `${last.attributes.title} (${strategy})`;
}
