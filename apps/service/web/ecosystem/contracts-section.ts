import {
  longBands,
  type PublishedContracts,
  type PublishedTotals,
} from '#projections/ecosystem-investment/figures/published-contracts.js';
import { withPoint } from '../links.js';
import { bandInWords, endingWords, flagFields, flagWords } from '../registers/words.js';
import { number, text, type Cell, type Table } from '../table.js';
import { inWords, money } from '../words.js';

type Query = Readonly<Record<string, unknown>>;
type Filter = Readonly<Record<string, string>>;

/** Contracts that bodies have published: beside what is spent and promised, and in no sum of it. */
export function contractsSection(
  of: PublishedContracts,
  query: Query,
  bodyName: (id: string) => string,
): object | undefined {
  if (of.registers.length === 0 && of.noLongerListed === 0) return undefined;
  const href = (filter: Filter): string =>
    withPoint(`/published-contracts?${new URLSearchParams(filter).toString()}`, query);
  const listed = { state: 'listed' };
  return {
    href: withPoint('/published-contracts', query),
    tables: [
      registersTable(of, href, bodyName),
      lengthsTable(of, href),
      endingsTable(of, (ending) => href({ ...listed, ending })),
      suppliersTable(of, (supplierIs) => href({ ...listed, supplierIs })),
      flagsTable(of, (field) => href({ ...listed, [field]: 'true' })),
    ],
  };
}

const counts = (totals: PublishedTotals, href?: string): Cell[] => [
  totals.contracts === 0 || href === undefined
    ? number(String(totals.contracts))
    : { ...number(String(totals.contracts)), href },
  number(String(totals.withTotal)),
  {
    ...number(totals.withTotal === 0 ? '\u2013' : money(totals.pence)),
    ...(totals.withTotal === 0 || href === undefined ? {} : { href }),
  },
];
const heads = [number('Contracts'), number('State a total'), number('Published totals')];

const registersTable = (
  { registers, all, noLongerListed }: PublishedContracts,
  href: (filter: Filter) => string,
  bodyName: (id: string) => string,
): Table => ({
  caption: 'Registers of contracts',
  head: [text('Publisher'), text('As at'), ...heads],
  rows: [
    ...registers.map(({ publisher, name, asAt, ...totals }): Cell[] => {
      const known = bodyName(publisher);
      return [
        text(known === publisher ? name : known),
        text(inWords(asAt)),
        ...counts(totals, href({ state: 'listed', publisher })),
      ];
    }),
    [
      text('No longer listed', 'In older registers alone: in none of these sums'),
      text('\u2013'),
      {
        ...number(String(noLongerListed)),
        ...(noLongerListed === 0 ? {} : { href: href({ state: 'no longer listed' }) }),
      },
      number('\u2013'),
      number('\u2013'),
    ],
  ],
  total: [
    text('All that are listed'),
    text(''),
    ...counts(all, href({ state: 'listed' })).slice(0, -1),
    {
      ...number(all.withTotal === 0 ? '\u2013' : money(all.pence)),
      ...(all.withTotal === 0 ? {} : { href: href({ state: 'listed' }) }),
      ...(all.withoutTotal === 0
        ? {}
        : { note: `${all.withoutTotal} without a total: unknown, and not zero` }),
    },
  ],
});

/** By what is published and by the dates, side by side: which of the two is right is not for us to say. */
const lengthsTable = (
  { lengths: { byDuration, byDates, longTerm } }: PublishedContracts,
  href: (filter: Filter) => string,
): Table => ({
  caption: 'How long they last, by what is published',
  head: [
    text('Length'),
    number('By duration'),
    number('Published totals'),
    number('By dates'),
    number('Published totals'),
  ],
  rows: byDuration.map((published, place): Cell[] => {
    const dated = byDates[place] ?? published;
    const cells = (by: string, { band, contracts, withTotal, pence }: typeof published): Cell[] => [
      {
        ...number(String(contracts)),
        ...(contracts === 0 ? {} : { href: href({ state: 'listed', [by]: band }) }),
      },
      {
        ...number(withTotal === 0 ? '\u2013' : money(pence)),
        ...(withTotal === 0 ? {} : { href: href({ state: 'listed', [by]: band }) }),
      },
    ];
    return [
      text(bandInWords(published.band)),
      ...cells('byDuration', published),
      ...cells('byDates', dated),
    ];
  }),
  total: [
    text('Of these, 36 months and longer'),
    ...(['byDuration', 'byDates'] as const).flatMap((by) => {
      const [contracts = number(''), , total = number('')] = counts(
        longTerm[by],
        href({ state: 'listed', [by]: longBands.join(',') }),
      );
      return [contracts, total];
    }),
  ],
});

const endingsTable = (
  { endings }: PublishedContracts,
  href: (ending: string) => string,
): Table => ({
  caption: 'When they end, seen from this day',
  head: [text('End'), ...heads],
  rows: endings.map(({ ending, ...totals }): Cell[] => [
    text(endingWords[ending]),
    ...counts(totals, href(ending)),
  ]),
});

const suppliersTable = (
  { suppliers: { largest, known, notKnown, unidentified } }: PublishedContracts,
  href: (supplier: string) => string,
): Table => ({
  caption: 'The five largest suppliers by published totals',
  head: [text('Supplier'), ...heads],
  rows: [
    ...largest.map(({ supplier, name, isKnown, ...totals }): Cell[] => [
      text(name, `${supplier}${isKnown ? ', registered here' : ', not registered here'}`),
      ...counts(totals, href(supplier)),
    ]),
    [text('All that are registered here'), ...counts(known)],
    [text('All with an identifier that nobody is registered by'), ...counts(notKnown)],
    [
      text('Without an identifier', 'By a name alone: it is matched to nobody'),
      ...counts(unidentified, href('unknown')),
    ],
  ],
});

const flagsTable = ({ flags }: PublishedContracts, href: (field: string) => string): Table => ({
  caption: 'In what they contradict themselves',
  head: [text('Flag'), number('Contracts')],
  rows: flags.map(({ flag, contracts }): Cell[] => [
    text(flagWords[flag]),
    {
      ...number(String(contracts)),
      ...(contracts === 0 ? {} : { href: href(flagFields[flag]) }),
    },
  ]),
});
