import type { Ecosystem } from '#projections/ecosystem-investment/ecosystem.js';
import type {
  Group,
  Investment,
  Trait,
} from '#projections/ecosystem-investment/figures/investment.js';
import { respects } from '#projections/ecosystem-investment/figures/invested-by.js';
import { sumPence } from '#libs/money/pence.js';
import { number, text, type Cell, type Table } from '../table.js';
import type { Fact } from '../fund/summary.js';
import { inWords, withThousands } from '../words.js';
import { percent, type Amounts } from './amounts.js';
import { measureWords, traitWords, whereWords, type Names } from './names.js';
import { measureNames } from '#projections/ecosystem-investment/figures/measures.js';

/** Of one trait: both measures side by side, each with its own shares. */
export const groupsTable = (
  caption: string,
  trait: Trait,
  groups: readonly Group[],
  names: Names,
  amounts: Amounts,
): Table => ({
  caption,
  head: [
    text(traitWords[trait]),
    ...measureNames.flatMap((measure) => [number(measureWords[measure]), number('Share')]),
  ],
  rows: groups.map(({ is, ...shares }): Cell[] => [
    named(trait, is, names),
    ...measureNames.flatMap((measure) => [
      amounts.cell(measure, shares[measure].pence, of(trait, is)),
      percent(shares[measure].share),
    ]),
  ]),
  total: [
    text('Total'),
    ...measureNames.flatMap((measure) => {
      const whole = sumPence(groups.map((group) => group[measure].pence));
      return [amounts.cell(measure, whole, {}), percent(whole === 0n ? undefined : '100.00')];
    }),
  ],
  empty: 'Nothing is spent or promised here.',
});

const named = (trait: Trait, is: string, names: Names): Cell => {
  const name = names.value(trait, is);
  return trait === 'scheme' && is.includes('/')
    ? text(name, names.fund(is.split('/')[0] ?? ''))
    : text(name);
};

/** Schemes have their identifiers from their funds. */
const of = (trait: Trait, is: string): Readonly<Record<string, string>> => {
  const [fund, scheme] = trait === 'scheme' ? is.split('/') : [];
  return fund !== undefined && scheme !== undefined ? { fund, scheme } : { [trait]: is };
};

const captions: Readonly<Record<(typeof respects)[number], string>> = {
  category: 'By cost category',
  scheme: 'By scheme',
  need: 'By need',
  cohort: 'By cohort',
  funder: 'By funder',
  providerType: 'By type of provider',
  size: 'By size of provider',
  rooted: 'By whether the provider is rooted in the place',
};

export const investedTables = ({ invested }: Ecosystem, names: Names, amounts: Amounts): Table[] =>
  respects.map((by) =>
    groupsTable(
      captions[by],
      by,
      invested.filter((group) => group.by === by),
      names,
      amounts,
    ),
  );

/** The place in a few figures. */
export function headline(
  { totals, concentration, lengths, completeness }: Ecosystem,
  { asked }: Investment,
  amounts: Amounts,
): Fact[] {
  const { within, perHead } = totals;
  const head = (measure: 'spending' | 'commitments'): string => {
    const of = perHead[measure];
    if (of)
      return `£${of.pounds} for each of ${of.people.toLocaleString('en-GB')} people (${of.source}, ${inWords(of.day)})`;
    return asked.areas.length === 1
      ? 'Per head: not stated, for nobody has counted the people of this area'
      : 'Per head: only of one area at a time';
  };
  const { hhi } = concentration.commitments;
  const need = completeness.find((row) => row.of === 'need')?.commitments.share;
  return [
    { label: 'Spent', cell: amounts.cell('spending', within.spending, {}), note: head('spending') },
    {
      label: 'Committed',
      cell: amounts.cell('commitments', within.commitments, {}),
      note: `Promised to awards, spent or not; never added to what is spent. ${head('commitments')}`,
    },
    {
      label: 'In awards of 36 months or longer',
      cell: text(lengths.longTerm === undefined ? 'Not known' : `${lengths.longTerm}%`),
      note: 'Of what is committed for a known length',
    },
    {
      label: 'Concentration by provider',
      cell: text(hhi === undefined ? 'Not known' : `HHI ${withThousands(hhi)}`),
      note: 'Of what is committed; 10,000 is one provider alone',
    },
    {
      label: 'Need is known of',
      cell: text(need === undefined ? 'Nothing committed' : `${need}%`),
      note: 'Of what is committed; all of how complete this is stands below',
    },
  ];
}

/** Where the rest of the money lies, so that nothing is left out silently. */
export const aroundTable = ({ totals }: Ecosystem, amounts: Amounts): Table => ({
  caption: 'What lies in the place, and what may',
  head: [text('Where'), ...measureNames.map((measure) => number(measureWords[measure]))],
  rows: (
    [
      ['within', totals.within],
      ['partly', totals.partly],
      ['unplaced', totals.unplaced],
      ['elsewhere', totals.elsewhere],
      ['passed-down', totals.passedDown],
    ] as const
  ).map(([where, both]): Cell[] => [
    text(whereWords[where]),
    ...amounts.pair(both, where === 'within' ? {} : { where }),
  ]),
});
