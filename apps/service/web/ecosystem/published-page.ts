import { unknown } from '#contracts/values.js';
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
import { totalAddress } from '../published-total-page.js';
import { percent } from './amounts.js';
import { traitValues } from './names.js';
import {
  groupNames,
  measureWords as words,
  publishedAmounts,
  unnamed as withoutName,
  type PublishedAmount,
} from './published-amounts.js';

type Query = Readonly<Record<string, unknown>>;
type PublishedSums = Awaited<ReturnType<Reading['publishedSums']>>;

const most = 10;
const withheld = 'withheld';

/** What is invested as anybody may see it. */
export function publishedEcosystemPage(published: PublishedSums, query: Query): Framed {
  const { moment, facts, sums } = published;
  const figures = publishedInvestment(sums, facts);
  const names = groupNames(facts);
  const amount = publishedAmounts(moment);
  return {
    ...{ moment, point: pointForm('/published/ecosystem', query) },
    back: withPoint('/published', query),
    funds: fundsTable(figures, published, amount, query),
    invested: groupTables.map(([by, caption, head]) =>
      groupsTable(caption, head, by, figures, names[by], amount),
    ),
    concentration: publishedMeasures.map((measure) => concentrationTable(measure, figures, amount)),
    lengths: lengthsTable(figures, amount),
    totals: totalsTable(figures, published, names.area),
  };
}

const groupTables = [
  ['year', 'Published, by year of the cost', 'Year'],
  ['area', 'Published, by area', 'Area'],
  ['vcse', 'Published, by kind of recipient', 'Recipient'],
] as const;

const fundsTable = (
  { funds, lines: all }: PublishedInvestment,
  { facts, moment }: Published,
  amount: PublishedAmount,
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
    amount('payments', lines.payments, { fund }),
    whole === 'not published'
      ? number(whole)
      : {
          ...number(whole === withheld ? withheld : money(whole)),
          href: totalAddress(fund, {}, moment),
        },
    whole === withheld ? number(withheld) : percent(share),
    amount('awards', lines.awards, { fund }),
  ]),
  total: [
    ...[text('All'), text(''), text('')],
    amount('payments', all.payments, {}),
    ...[number(''), number('')],
    amount('awards', all.awards, {}),
  ],
  empty: 'No fund has said yet what it publishes.',
});

const groupsTable = (
  caption: string,
  head: string,
  by: PublishedGroup['by'],
  { invested, lines }: PublishedInvestment,
  name: (is: string) => string,
  amount: PublishedAmount,
): Table => ({
  caption,
  head: [
    text(head),
    ...publishedMeasures.flatMap((measure) => [number(words[measure]), number('Share')]),
  ],
  rows: invested
    .filter((group) => group.by === by)
    .map(({ is, ...shares }): Cell[] => [
      text(name(is)),
      ...publishedMeasures.flatMap((measure) => [
        amount(measure, shares[measure].pence, { [by]: is }),
        percent(shares[measure].share),
      ]),
    ]),
  total: [
    text('All'),
    ...publishedMeasures.flatMap((measure) => [amount(measure, lines[measure], {}), number('')]),
  ],
  empty: 'Nothing has been published yet.',
});

function concentrationTable(
  measure: PublishedMeasure,
  { concentration }: PublishedInvestment,
  amount: PublishedAmount,
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
          amount(measure, pence, { provider }),
          percent(share),
        ]),
      ...(unnamed.pence === 0n
        ? []
        : [
            [
              text(withoutName, 'In neither index nor shares: never counted as one recipient'),
              amount(measure, unnamed.pence, { provider: unknown }),
              number('Apart'),
            ],
          ]),
    ],
    empty: `No ${words[measure].toLowerCase()} have been published yet.`,
  };
}

const lengthsTable = ({ lengths, lines }: PublishedInvestment, amount: PublishedAmount): Table => ({
  caption: 'Published awards by length',
  head: [text('Length'), number('Awards'), number('Promised'), number('Share')],
  rows: (lengths.some(({ awards, redacted }) => awards + redacted > 0) ? lengths : []).map(
    ({ band, awards, redacted, pence, share }): Cell[] => [
      text(traitValues.length?.[band] ?? 'Not known'),
      awardsOf(awards, redacted),
      amount('awards', pence, { length: band }),
      percent(share),
    ],
  ),
  total: [
    text('All'),
    awardsOf(
      lengths.reduce((sum, { awards }) => sum + awards, 0),
      lengths.reduce((sum, { redacted }) => sum + redacted, 0),
    ),
    ...[amount('awards', lines.awards, {}), number('')],
  ],
  empty: 'No award has been published yet.',
});

const awardsOf = (awards: number, redacted: number): Cell => ({
  ...number(String(awards)),
  ...(redacted === 0
    ? {}
    : { note: `and ${redacted} redacted ${redacted === 1 ? 'line' : 'lines'}` }),
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
  rows: wholes.map(({ fund, pence, parts: _, ...of }): Cell[] => [
    text(published.facts.get('publication-policy', fund)?.attributes.title ?? fund),
    text(schemeInWords(published, fund, of.scheme)),
    text(of.year === undefined ? 'All' : unbroken(of.year)),
    text(of.area === undefined ? 'All' : area(of.area)),
    text(of.reason === undefined ? 'All' : reasonsInWords[of.reason]),
    {
      ...number(pence === undefined ? withheld : money(pence)),
      href: totalAddress(fund, of, published.moment),
    },
  ]),
  empty: 'No totals are published.',
});
