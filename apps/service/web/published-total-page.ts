import type { z } from 'zod';
import type { Fact } from '#libs/ledger/facts-at.js';
import { parsePence } from '#libs/money/pence.js';
import {
  publishedWhole,
  type Part,
} from '#projections/ecosystem-investment/figures/published-investment.js';
import type { Moment } from '#projections/reading/reading.js';
import type { PublishedOf, PublishedTotalAsked } from '../publications/published-of.js';
import { atMoment, kept, pointForm, withPoint } from './links.js';
import type { Framed } from './pages.js';
import { areaInWords, reasonsInWords, schemeInWords } from './published-words.js';
import { link, number, text, type Cell, type Table } from './table.js';
import { inWords, money, spelled, unbroken } from './words.js';

type Query = Readonly<Record<string, unknown>>;
const fields = ['scheme', 'year', 'area', 'reason'] as const;
const withheld = 'withheld';
const notPublished = 'not published';

/** Where the same total of each publication stands. */
export function totalAddress(fund: string, of: Part, moment: Moment): string {
  const query = new URLSearchParams(kept(of, fields)).toString();
  return atMoment(`/published/${fund}/totals${query === '' ? '' : `?${query}`}`, moment);
}

/** A total over all publications of a fund: the same of each, newest first. */
export function publishedTotalPage(
  of: PublishedOf,
  asked: z.infer<typeof PublishedTotalAsked>,
  query: Query,
): Framed {
  const { moment, facts, policy } = of;
  const whole = publishedWhole(facts, policy.id, asked);
  const sum =
    whole === undefined ? notPublished : whole.pence === undefined ? withheld : money(whole.pence);
  const fund = withPoint(`/published/${policy.id}`, query);
  return {
    moment,
    title: `Payments in total: ${sum}`,
    asked: askedInWords(of, asked),
    fund: { title: policy.attributes.title, href: fund },
    point: pointForm(`/published/${policy.id}/totals`, query, fields),
    back: withPoint('/published', query),
    smallestGroup: policy.attributes.smallestGroup,
    table: totalTable(of, whole, sum, query),
  };
}

function totalTable(
  { policy, publications }: PublishedOf,
  whole: ReturnType<typeof publishedWhole>,
  sum: string,
  query: Query,
): Table {
  const rows = publications.flatMap(({ attributes }): Cell[][] => {
    const shown = shownOf(attributes, whole);
    if (shown === undefined) return [];
    const { publication, until } = attributes;
    const address = `/published/${policy.id}?${new URLSearchParams({ publication }).toString()}`;
    return [
      [
        {
          ...link(unbroken(spelled(publication)), `${withPoint(address, query)}#totals`),
          note: `up to ${inWords(until)}`,
        },
        number(typeof shown === 'string' ? shown : String(shown.count)),
        number(typeof shown === 'string' ? shown : money(parsePence(shown.amount))),
      ],
    ];
  });
  return {
    caption: 'Publication by publication',
    head: [text('Publication'), number('Lines'), number('Amount')],
    rows,
    total: [text('All'), number(''), number(sum)],
    empty: 'No such total is published.',
  };
}

/** What one publication says of a total; undefined where it had no such payments. */
function shownOf(
  { publication, totals }: Fact<'publication'>['attributes'],
  whole: ReturnType<typeof publishedWhole>,
) {
  if (totals.length === 0) return notPublished;
  const part = whole?.parts.find((one) => one.publication === publication);
  return part && (part.shown ?? withheld);
}

function askedInWords(of: PublishedOf, { scheme, year, area, reason }: Part): string[] {
  const said = (what: string, words: string | undefined): string[] =>
    words === undefined ? [] : [`${what}: ${words}`];
  return [
    ...said('Scheme', scheme && schemeInWords(of, of.policy.id, scheme)),
    ...said('Year', year && unbroken(year)),
    ...said('Area', area && areaInWords(of.facts, area)),
    ...said('Left out because', reason && reasonsInWords[reason]),
  ];
}
