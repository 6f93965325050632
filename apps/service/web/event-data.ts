import type { Json } from '#contracts/envelope.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import { parsePence } from '#libs/money/pence.js';
import { number, text, type Cell, type Table } from './table.js';
import { inWords, money, nameIn, sentenceCase } from './words.js';

type Data = Readonly<Record<string, Json>>;

/** What an event says, as people read it: in rows, and its lists as tables below them. */
export interface DataShown {
  readonly rows: readonly DataRow[];
  readonly lists: readonly Table[];
}

interface DataRow {
  readonly key: string;
  readonly simple?: string;
  /** What is neither a value nor a list of things that are alike stands as it was recorded. */
  readonly nested?: string;
}

export function dataShown(data: Data, facts: FactsAt): DataShown {
  const entries = Object.entries(data);
  return {
    rows: entries.flatMap(([name, value]): DataRow[] =>
      isList(value)
        ? []
        : isNested(value)
          ? [{ key: sentenceCase(name), nested: JSON.stringify(value, null, 2) }]
          : [{ key: sentenceCase(name), simple: written(value, name, facts) }],
    ),
    lists: entries.flatMap(([name, value]) =>
      isList(value) ? [listTable(sentenceCase(name), value, facts)] : [],
    ),
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

function listTable(caption: string, list: readonly Data[], facts: FactsAt): Table {
  const names = [...new Set(list.flatMap((each) => Object.keys(each)))].sort(
    // Amounts stand last, as in every table.
    (a, b) => Number(isAmount(list, a)) - Number(isAmount(list, b)),
  );
  const cell = (name: string, of: string): Cell => (isAmount(list, name) ? number(of) : text(of));
  return {
    caption,
    head: names.map((name) => cell(name, sentenceCase(name))),
    rows: list.map((each) =>
      names.map((name) => cell(name, written(each[name] ?? null, name, facts, '\u2013'))),
    ),
  };
}

const amount = /^-?\d+\.\d{2}$/;
const isAmount = (list: readonly Data[], name: string): boolean =>
  list.some(({ [name]: of }) => typeof of === 'string' && amount.test(of));

/** Kinds of things that the member that holds them names; others are known by their identifiers alone. */
const byMember = ['award', 'fund', 'scheme', 'source'] as const;
const byThemselves = ['organisation', 'area'] as const;

/** A value as people write it, with what it is called where it is a reference that somebody has named. */
export function written(
  value: Json,
  member: string,
  facts: FactsAt,
  unsaid = 'Not stated',
): string {
  if (value === null) return unsaid;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'object') return 'None';
  if (typeof value !== 'string') return JSON.stringify(value);
  if (value === 'none') return 'None';
  if (amount.test(value)) return money(parsePence(value));
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return inWords(value);
  const said = byMember.find((kind) => kind === member);
  const kind = (said ? [said] : byThemselves).find((each) => facts.get(each, value));
  return kind === undefined ? value : `${nameIn(facts, kind, value)} (${value})`;
}
