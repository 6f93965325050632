import { unknown } from '#contracts/values.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import {
  publishedInvestment,
  publishedMeasures,
  type PublishedGroup,
  type PublishedInvestment,
  type PublishedMeasure,
} from '#projections/ecosystem-investment/figures/published-investment.js';
import type { Published, Reading } from '#projections/reading/reading.js';
import { pointForm, withPoint } from '../links.js';
import type { Framed } from '../pages.js';
import { reasonsInWords, schemeInWords } from '../published-words.js';
import { link, number, text, type Cell, type Table } from '../table.js';
import { inWords, money, nameIn, unbroken, withThousands } from '../words.js';
import { percent } from './amounts.js';
import { traitValues } from './names.js';

type Query = Readonly<Record<string, unknown>>;
type PublishedSums = Awaited<ReturnType<Reading['publishedSums']>>;

const words: Readonly<Record<PublishedMeasure, string>> = {
  payments: 'Payments',
  awards: 'Awards',
};
const most = 10;
const withheld = 'withheld';

/** What is invested as anybody may see it. */
export function publishedEcosystemPage(published: PublishedSums, query: Query): Framed {
  const { moment, facts, sums } = published;
  const figures = publishedInvestment(sums, facts);
  const area = (id: string): string => (id === 'none' ? 'Of no area' : nameIn(facts, 'area', id));
  return {
    ...{ moment, point: pointForm('/published/ecosystem', query) },
    back: withPoint('/published', query),
    funds: fundsTable(figures, facts, query),
    invested: [
      groupsTable('Published, by year of the cost', 'Year', 'year', figures, unbroken),
      groupsTable('Published, by area', 'Area', 'area', figures, area),
      groupsTable('Published, by kind of recipient', 'Recipient', 'vcse', figures, (is) =>
        is === 'yes' ? 'Voluntary, community or social enterprise' : 'Others',
      ),
    ],
    concentration: publishedMeasures.map((measure) => concentrationTable(measure, figures)),
    lengths: lengthsTable(figures),
    totals: totalsTable(figures, published, area),
  };
}

const fundsTable = (
  { funds, lines: all }: PublishedInvestment,
  facts: FactsAt,
  query: Query,
): Table => ({
  caption: 'How complete it is: funds that publish',
  head: [
    text('Fund'),
    text('Kept by'),
    text('Published up to'),
    number('Published payments'),
    number('All its payments'),
    number('Share published'),
    number('Published awards'),
  ],
  rows: funds.map(({ fund, title, publisher, until, lines, whole, share }): Cell[] => [
    link(title, withPoint(`/published/${fund}`, query)),
    text(nameIn(facts, 'organisation', publisher)),
    text(until === null ? 'Nothing yet' : inWords(until)),
    {
      ...number(money(lines.payments)),
      href: `${withPoint(`/published/${fund}?kind=payment`, query)}#lines`,
    },
    typeof whole === 'bigint'
      ? { ...number(money(whole)), href: `${withPoint(`/published/${fund}`, query)}#totals` }
      : number(whole),
    whole === withheld ? number(withheld) : percent(share),
    { ...number(money(lines.awards)), href: `${withPoint(`/published/${fund}`, query)}#lines` },
  ]),
  total: [
    ...[text('All'), text(''), text('')],
    ...[number(money(all.payments)), number(''), number(''), number(money(all.awards))],
  ],
  empty: 'No fund has said yet what it publishes.',
});

const groupsTable = (
  caption: string,
  head: string,
  by: PublishedGroup['by'],
  { invested, lines }: PublishedInvestment,
  name: (is: string) => string,
): Table => ({
  caption,
  head: [
    text(head),
    ...publishedMeasures.flatMap((measure) => [number(words[measure]), number('Share')]),
  ],
  rows: invested
    .filter((group) => group.by === by)
    .map(({ is, ...shares }): Cell[] => [
      text(is === unknown ? (by === 'year' ? 'Of no year, or not known' : 'Not known') : name(is)),
      ...publishedMeasures.flatMap((measure) => [
        number(money(shares[measure].pence)),
        percent(shares[measure].share),
      ]),
    ]),
  total: [
    text('All'),
    ...publishedMeasures.flatMap((measure) => [number(money(lines[measure])), number('')]),
  ],
  empty: 'Nothing has been published yet.',
});

function concentrationTable(
  measure: PublishedMeasure,
  { concentration }: PublishedInvestment,
): Table {
  const { named, unnamed, hhi, fiveLargest } = concentration[measure];
  const index =
    hhi === undefined ? '' : `; HHI ${withThousands(hhi)}, five largest ${String(fiveLargest)}%`;
  return {
    caption: `${words[measure]} by recipient${named.length > most ? `, the ${most} largest of ${named.length}` : ''}${index}`,
    head: [text('Recipient'), number(words[measure]), number('Share of the named')],
    rows: [
      ...named
        .slice(0, most)
        .map(({ recipient, provider, pence, share }): Cell[] => [
          text(recipient, provider === recipient ? undefined : provider),
          number(money(pence)),
          percent(share),
        ]),
      ...(unnamed.pence === 0n
        ? []
        : [
            [
              text('Name redacted', 'In neither index nor shares: never counted as one recipient'),
              number(money(unnamed.pence)),
              number('Apart'),
            ],
          ]),
    ],
    empty: `No ${words[measure].toLowerCase()} have been published yet.`,
  };
}

const lengthsTable = ({ lengths, lines }: PublishedInvestment): Table => ({
  caption: 'Published awards by length',
  head: [text('Length'), number('Awards'), number('Promised'), number('Share')],
  rows: (lengths.some(({ awards }) => awards > 0) ? lengths : []).map((row): Cell[] => {
    const { band, awards, pence, share } = row;
    return [
      text(traitValues.length?.[band] ?? 'Not known'),
      number(String(awards)),
      number(money(pence)),
      percent(share),
    ];
  }),
  total: [
    text('All'),
    number(String(lengths.reduce((sum, { awards }) => sum + awards, 0))),
    ...[number(money(lines.awards)), number('')],
  ],
  empty: 'No award has been published yet.',
});

const totalsTable = (
  { wholes }: PublishedInvestment,
  published: Published,
  area: (id: string) => string,
): Table => ({
  caption: 'Totals of all payments, with those too small to be published',
  head: [
    ...['Fund', 'Scheme', 'Year', 'Area', 'Left out because'].map((name) => text(name)),
    number('Amount'),
  ],
  rows: wholes.map(({ fund, scheme, year, area: place, reason, pence }): Cell[] => [
    text(published.facts.get('publication-policy', fund)?.attributes.title ?? fund),
    text(schemeInWords(published, fund, scheme)),
    text(year === undefined ? 'All' : unbroken(year)),
    text(place === undefined ? 'All' : area(place)),
    text(reason === undefined ? '–' : reasonsInWords[reason]),
    number(pence === undefined ? withheld : money(pence)),
  ]),
  empty: 'No totals are published.',
});
