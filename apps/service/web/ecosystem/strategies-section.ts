import type { Ecosystem } from '#projections/ecosystem-investment/ecosystem.js';
import { none } from '#libs/ledger/posting.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import { text, type Cell, type Table } from '../table.js';
import { inWords } from '../words.js';
import { measureHeads, type Amounts } from './amounts.js';
import type { Names } from './names.js';

/** What serves each strategy, each with all of it, and what serves any and none; nothing where there are none. */
export function strategiesSection(
  { strategies, strategiesTogether: { any, none: rest } }: Ecosystem,
  names: Names,
  amounts: Amounts,
): { readonly strategies?: Table } {
  if (strategies.length === 0) return {};
  const all = strategies.map(({ strategy }) => strategy);
  return {
    strategies: {
      caption: 'By strategy: not to be added up',
      head: [
        text('Strategy'),
        ...measureHeads,
        ...['Schemes that serve it', 'Adopted by', 'Document'].map((head) => text(head)),
      ],
      rows: [
        ...strategies.map((one): Cell[] => {
          const { strategy, title, document, adoptedBy, until, schemes } = one;
          return [
            text(title, until === null ? undefined : `Until ${inWords(until)}`),
            ...amounts.pair(one.amounts, { strategy }),
            { text: schemes.length === 0 ? 'None' : '', lines: byFund(schemes, names) },
            { text: '', lines: adoptedBy.map(names.body) },
            text(document),
          ];
        }),
        [
          text('Any of them', 'Each pound once'),
          ...amounts.pair(any, { strategy: all }),
          ...nothingMore,
        ],
        [
          text('None', 'Nobody has said that it serves one'),
          ...amounts.pair(rest, { strategy: none }),
          ...nothingMore,
        ],
      ],
    },
  };
}

const nothingMore = [text(''), text(''), text('')];

/** Fund by fund: *Steady Ground: A home first, Second wind*. */
const byFund = (schemes: readonly string[], names: Names): string[] =>
  [...grouped(schemes, (of) => of.split('/')[0] ?? '')].map(
    ([fund, of]) =>
      `${names.fund(fund)}: ${of.map((each) => names.scheme(fund, each.split('/')[1] ?? '')).join(', ')}`,
  );
