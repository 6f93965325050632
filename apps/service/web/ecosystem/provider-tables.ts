import type { Ecosystem } from '#projections/ecosystem-investment/ecosystem.js';
import type { Measure } from '#projections/ecosystem-investment/figures/measures.js';
import { link, number, text, type Cell, type Table } from '../table.js';
import { inWords, money as moneyOf, withThousands } from '../words.js';
import { measureHeads, percent, type Amounts } from './amounts.js';
import { measureWords, type Names } from './names.js';

const most = 10;
const mostNames = 5;

export function concentrationTable(
  measure: Measure,
  { concentration }: Ecosystem,
  names: Names,
  amounts: Amounts,
): Table {
  const { named, unnamed, hhi, fiveLargest } = concentration[measure];
  const index =
    hhi === undefined ? '' : `; HHI ${withThousands(hhi)}, five largest ${String(fiveLargest)}%`;
  const shown = named.length > most ? `the ${most} largest of ${named.length} named` : 'all named';
  return {
    caption: `${measureWords[measure]} by provider, ${shown}${index}`,
    head: [text('Provider'), number(measureWords[measure]), number('Share of the named')],
    rows: [
      ...named
        .slice(0, most)
        .map(({ provider, pence, share }): Cell[] => [
          names.provider(provider),
          amounts.cell(measure, pence, { body: provider }),
          percent(share),
        ]),
      ...(unnamed.pence === 0n
        ? []
        : [
            [
              text(
                'Redacted, not known, or known by a name alone',
                'In neither index nor shares: never counted as one supplier',
              ),
              amounts.cell(measure, unnamed.pence, { body: 'unknown' }),
              number(unnamed.share === undefined ? 'Apart' : `Apart: ${unnamed.share}% of all`),
            ],
          ]),
    ],
    empty: 'No provider has anything here.',
  };
}

export const turnoverTable = (
  measure: Measure,
  { turnover }: Ecosystem,
  names: Names,
  amounts: Amounts,
): Table => ({
  caption: `New and lost providers, by what is ${measure === 'spending' ? 'spent' : 'committed'}`,
  head: [
    text('Year'),
    number('Providers'),
    text('New'),
    number('What they have'),
    text('Lost'),
    number('What they had'),
  ],
  rows: turnover[measure].map((row): Cell[] => {
    const { year, before, providers, fresh, freshPence, lost, lostPence, running } = row;
    return [
      text(
        year,
        running
          ? `Not over: who is not there may still ${measure === 'spending' ? 'come' : 'be promised money'}`
          : undefined,
      ),
      number(String(providers)),
      { text: '', lines: someOf(fresh, names) },
      amounts.cell(measure, freshPence, { body: fresh, from: year, to: year }),
      { text: '', lines: someOf(lost, names) },
      amounts.cell(measure, lostPence, { body: lost, from: before, to: before }),
    ];
  }),
  empty: 'There are no two years to compare.',
});

/** The first by name; the amount beside them leads to all. */
function someOf(bodies: readonly string[], names: Names): readonly string[] {
  const called = bodies.map(names.body).sort((a, b) => (a < b ? -1 : 1));
  if (called.length === 0) return ['Nobody'];
  const more = called.length - mostNames;
  return more <= 1 ? called : [...called.slice(0, mostNames), `and ${more} more`];
}

export function dependentsTable(
  measure: Measure,
  { dependents, concentration }: Ecosystem,
  names: Names,
  amounts: Amounts,
): Table {
  const rows = dependents[measure];
  const of = concentration[measure].named.length;
  return {
    caption: `Providers with most of their known income from one fund: ${rows.length} of ${of}${rows.length > most ? `, the ${most} with most` : ''}`,
    head: [
      text('Provider'),
      text('Fund'),
      number(`${measureWords[measure]} by it`),
      number('By all funds seen here'),
      number('Share'),
    ],
    rows: rows
      .slice(0, most)
      .map(({ provider, fund, known, fromFund, share }): Cell[] => [
        names.provider(provider),
        text(names.fund(fund)),
        amounts.cell(measure, fromFund, { ...everywhere, body: provider, funds: fund }),
        amounts.cell(measure, known, { ...everywhere, body: provider, funds: '' }),
        percent(share),
      ]),
    empty: 'No provider has more than half of its known income from one fund.',
  };
}

/** Income is known of every place, and whatever it is for. */
const everywhere = { areas: '', needs: '', cohorts: '', strategies: '' };

export const endingsTable = ({ endings }: Ecosystem, names: Names, amounts: Amounts): Table => ({
  caption: 'Awards that end soon, by place',
  head: [
    text('Area'),
    text('Within'),
    text('First ends'),
    number('Committed to them'),
    text('Awards'),
    text('Their providers, each once'),
  ],
  rows: endings.map(({ area, within, awards, providers, pence, first }): Cell[] => [
    text(names.area(area)),
    text(`${within} months`),
    text(inWords(first)),
    amounts.cell('commitments', pence, { award: awards, area, from: '', to: '' }),
    { text: '', lines: awards.map(names.award) },
    { text: '', lines: providers.map(names.body) },
  ]),
  empty: 'No award here ends within 12 months.',
});

export const passedOnTable = ({ passedOn }: Ecosystem, names: Names, amounts: Amounts): Table => ({
  caption: 'Passed on by leads to subcontractors: part of each award, counted once',
  head: [
    text('Award'),
    text('Lead'),
    number('Worth of the award'),
    number('Of it passed on'),
    text('To whom'),
  ],
  rows: passedOn.map(({ award, lead, value, passedOn: passed, subcontractors }): Cell[] => [
    link(names.award(award), `/providers/${lead}/awards/${award}`),
    names.provider(lead),
    amounts.cell('commitments', value, { ...everywhere, award, from: '', to: '', funds: '' }),
    { ...number(moneyOf(passed)), href: `/providers/${lead}/awards/${award}#changes-table` },
    {
      text: '',
      lines: subcontractors.map(
        ({ provider, vcse, value: part }) =>
          `${names.body(provider)}, ${moneyOf(part)}${vcse === 'yes' ? ', voluntary' : vcse === 'no' ? '' : ', not known whether voluntary'}`,
      ),
    },
  ]),
  empty: 'No lead of an award here is recorded as passing money on.',
});

export const flowsTable = ({ flows }: Ecosystem, names: Names, amounts: Amounts): Table => ({
  caption: 'From each funder to each type of provider',
  head: [text('Funder'), text('Type of provider'), ...measureHeads],
  rows: flows.map(({ funder, providerType, amounts: both }): Cell[] => [
    text(names.value('funder', funder)),
    text(names.value('providerType', providerType)),
    ...amounts.pair(both, { funder, providerType }),
  ]),
  empty: 'No money flows here.',
});
