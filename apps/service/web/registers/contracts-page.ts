import { parsePence } from '#libs/money/pence.js';
import { contradictions } from '#projections/ecosystem-investment/figures/listed-contracts.js';
import { longBands } from '#projections/ecosystem-investment/figures/published-contracts.js';
import { lengths } from '#projections/ecosystem-investment/figures/traits.js';
import { pageOfList } from '../../lists/page-of-list.js';
import {
  writtenRegisters,
  type contractsSeen,
  type WrittenContract,
} from '../../registers/contracts-seen.js';
import { kept, pointForm, standing, textOf, withPoint } from '../links.js';
import { linksToFiles } from '../page-tables.js';
import type { Framed } from '../pages.js';
import { number, text, type Cell, type Table } from '../table.js';
import { inWords, money } from '../words.js';
import { bandInWords, endingWords, flagFields, flagWords, lengthWords } from './words.js';

type Query = Readonly<Record<string, unknown>>;
type Seen = Awaited<ReturnType<typeof contractsSeen>>;

/** Asked about by several lengths at once too, as the list of the API is. */
const ofLength: ReadonlySet<string> = new Set(['byDuration', 'byDates']);
const perPage = 50;
/** The largest stand first, and those without a total last. */
const sort = '-total';

const choices = ['publisher', 'state', 'byDuration', 'byDates', 'ending'] as const;
const asked = [...choices, ...Object.values(flagFields), 'supplierIs', 'import', 'words'];

/** Published contracts, by what is asked of them: the same rows as the list of the API. */
export function contractsPage({ moment, facts, contracts }: Seen, query: Query): Framed {
  const filters = kept(query, asked)
    .filter(([name]) => name !== 'words')
    .map(([name, value]) => [name, ofLength.has(name) ? value.split(',') : [value]] as const);
  const cursor = textOf(query['cursor']);
  const all = pageOfList(contracts, {
    filters,
    sort: undefined,
    cursor: undefined,
    limit: undefined,
  });
  const found = pageOfList(contracts, {
    ...{ filters, sort, limit: perPage },
    cursor: cursor === '' ? undefined : cursor,
  });
  const carried = kept(query, [...asked, 'asKnownAt', 'effectiveOn']);
  const address = (more: readonly [string, string][]): string =>
    new URLSearchParams([...carried, ...more]).toString();
  const list = `/api/v1/published-contracts?${address([['sort', sort]])}`;
  return {
    ...{ title: 'Contracts that bodies have published', moment },
    point: pointForm('/published-contracts', query, asked),
    ecosystem: withPoint('/ecosystem', query),
    words: textOf(query['words']),
    selects: selectsOf(query, writtenRegisters(facts)),
    hidden: kept(query, ['supplierIs', 'import', 'asKnownAt', 'effectiveOn']).map(
      ([name, value]) => ({ name, value }),
    ),
    narrowed: narrowedIn(query),
    all: withPoint('/published-contracts', query),
    table: {
      ...contractsTable(found.rows, all.rows, query),
      files: linksToFiles((format) => `${standing(list, moment)}&format=${format}`),
    },
    next:
      found.next === null
        ? undefined
        : `/published-contracts?${address([['cursor', found.next]])}#contracts`,
  };
}

/** What links ask for and no field of the form does. */
const narrowedIn = (query: Query): string[] =>
  [
    ['Only contracts of one file', textOf(query['import'])],
    [
      textOf(query['supplierIs']) === 'unknown'
        ? 'Only of suppliers without an identifier'
        : `Only of the supplier ${textOf(query['supplierIs'])}`,
      textOf(query['supplierIs']),
    ],
  ].flatMap(([words = '', value]) => (value === '' ? [] : [words]));

function contractsTable(
  rows: readonly WrittenContract[],
  all: readonly WrittenContract[],
  query: Query,
): Table {
  // What is no longer listed is in no sum.
  const stated = all.flatMap(({ state, total }) =>
    state === 'listed' && total !== null ? [parsePence(total)] : [],
  );
  const sum = stated.reduce((of, pence) => of + pence, 0n);
  return {
    caption: `${all.length.toLocaleString('en-GB')} ${all.length === 1 ? 'contract' : 'contracts'}, the largest published totals first`,
    head: [
      ...['Contract', 'Supplier', 'Start', 'End', 'Publisher'].map((name) => text(name)),
      number('Published total'),
    ],
    rows: rows.map((one): Cell[] => [
      {
        text: one.title ?? one.reference ?? 'Without a title',
        href: withPoint(`/published-contracts/${one.id}`, query),
        ...noted([one.title === null ? null : one.reference, flagsOf(one)]),
      },
      text(one.supplier === 'redacted' ? 'Name withheld' : (one.supplier ?? 'Not known')),
      text(dayInWords(one.start, one.startWritten)),
      text(
        one.ends === null
          ? dayInWords(null, one.currentEndWritten ?? one.endWritten)
          : inWords(one.ends),
      ),
      text(
        one.publisherName,
        one.state === 'listed' ? undefined : `no longer listed after ${inWords(one.asAt)}`,
      ),
      number(totalInWords(one)),
    ]),
    total: [
      text(`Total of the ${stated.length.toLocaleString('en-GB')} still listed that state a total`),
      ...Array.from({ length: 4 }, () => text('')),
      number(money(sum)),
    ],
    empty: 'No contract of a register fits. Ask for less, or at another moment.',
  };
}

const noted = (notes: readonly (string | null)[]): { readonly note?: string } => {
  const note = notes.filter((each) => each !== null && each !== '').join('; ');
  return note === '' ? {} : { note };
};

const flagsOf = (one: WrittenContract): string =>
  contradictions
    .filter((flag) => one[flagFields[flag] as 'annualOverTotal'])
    .map((flag) => flagWords[flag])
    .join('; ');

/** What was written for a day that could not be read is shown as it was written. */
export const dayInWords = (day: string | null, written: string | null): string =>
  day !== null ? inWords(day) : written === null ? 'Not known' : `“${written}”`;

export const totalInWords = ({
  total,
  totalWritten,
}: Pick<WrittenContract, 'total' | 'totalWritten'>): string =>
  total !== null
    ? money(parsePence(total))
    : totalWritten === null
      ? 'Not known'
      : `Not known: “${totalWritten}”`;

interface Select {
  readonly name: string;
  readonly label: string;
  readonly items: readonly { readonly value: string; readonly text: string; selected: boolean }[];
}

function selectsOf(query: Query, registers: ReturnType<typeof writtenRegisters>): Select[] {
  const bands = [
    ...[...lengths.map(({ band }): string => band), 'unknown'].map(
      (band) => [band, bandInWords(band)] as const,
    ),
    [longBands.join(','), '36 months and longer'] as const,
  ];
  const publishers = new Map(
    registers.map(({ publisher, publisherName }) => [publisher, publisherName]),
  );
  const select = (
    name: string,
    label: string,
    values: Iterable<readonly [string, string]>,
  ): Select => ({
    ...{ name, label },
    items: [...values].map(([value, words]) => ({
      ...{ value, text: words, selected: query[name] === value },
    })),
  });
  const yes = [['true', 'Yes']] as const;
  return [
    select('publisher', 'Publisher', publishers),
    select('state', 'State', [
      ['listed', 'Listed'],
      ['no longer listed', 'No longer listed'],
    ]),
    select('byDuration', lengthWords.byDuration, bands),
    select('byDates', lengthWords.byDates, bands),
    select('ending', 'End', Object.entries(endingWords)),
    ...contradictions.map((flag) => select(flagFields[flag], flagWords[flag], yes)),
  ];
}
