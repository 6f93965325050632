import type { FactTypes } from '#libs/ledger/fact-types.js';
import { parsePence } from '#libs/money/pence.js';
import { awardOptions } from '#projections/fund-health/figures/award-options.js';
import { monthsOf } from '#projections/fund-health/figures/award-length.js';
import { breakClauses } from '#projections/fund-health/figures/break-clauses.js';
import { awardTerms } from '#projections/fund-health/figures/award-terms.js';
import type { FundView } from '#projections/reading/reading.js';
import { atMoment } from '../../links.js';
import { link, number, text, type Cell, type Table } from '../../table.js';
import { capital, inWords, money, nameIn, spelled } from '../../words.js';

type Terms = FactTypes['award'];
export interface Row {
  readonly key: string;
  readonly cell: Cell;
}

const day = (of: string | null): string => (of === null ? 'Not known' : inWords(of));

/** What was agreed, each amount leading to the event that says so. */
export function termsRows(view: FundView, award: string): Row[] {
  const { facts, moment } = view;
  const fact = facts.get('award', award);
  if (!fact) return [];
  const terms = fact.attributes;
  const event = atMoment(`/events/${fact.number}`, moment);
  const amount = (of: string, note?: string): Cell => ({
    ...link(money(parsePence(of)), event),
    ...(note === undefined ? {} : { note }),
  });
  const row = (key: string, cell: Cell): Row => ({ key, cell });
  const months = monthsOf(terms);
  const now = awardTerms(view).find((of) => of.award === award);
  return [
    row('Kind', text(capital(terms.kind))),
    row('State', text(capital(terms.state))),
    row(terms.leadProvider ? 'Lead provider' : 'Provider', providerCell(view, terms.provider)),
    row('Begins', text(day(terms.start))),
    row('Ends', text(day(terms.end), months === null ? undefined : monthsInWords(months))),
    row('Worth in all its funds', amount(terms.value)),
    row('Worth when it was made', amount(terms.original)),
    row('Changes by the commissioner so far', amount(terms.variations, percentOf(terms))),
    ...(now && now.passedOn !== 0n
      ? [
          row('Passed on to others', link(money(now.passedOn), '#subcontracts')),
          row('Kept by the provider itself', link(money(now.kept), '#subcontracts')),
        ]
      : []),
    row(
      'Options not exercised',
      amount(
        terms.optionsValue,
        terms.indexation === null ? undefined : 'With every uplift so far',
      ),
    ),
    row('Prices', text(indexationInWords(terms.indexation))),
    row('Moved between cost lines without asking', text(flexibilityInWords(terms.flexibility))),
    row('Kept back of each invoice', text(retentionInWords(terms.retention))),
    ...(terms.disbursed === null ? [] : [row('Paid out', amount(terms.disbursed))]),
    ...(terms.claims === null ? [] : [row('Claims', text(spelled(terms.claims)))]),
    ...(terms.breakNotice === null
      ? []
      : [
          row(
            'Notice given',
            text(`By the ${terms.breakNotice.by}: it ends on ${inWords(terms.breakNotice.end)}`),
          ),
        ]),
  ];
}

const providerCell = ({ facts, moment }: FundView, provider: string): Cell =>
  link(nameIn(facts, 'organisation', provider), atMoment(`/providers/${provider}`, moment));

const monthsInWords = (months: number): string => `${months} ${months === 1 ? 'month' : 'months'}`;
const percentOf = ({ variationsPercent: percent }: Terms): string | undefined =>
  percent === null ? undefined : `${percent}% of what it was worth when it was made`;
/** `0.05` is 5%. */
const rate = (of: string): string => `${Number((Number(of) * 100).toFixed(6))}%`;

function indexationInWords(of: Terms['indexation']): string {
  if (of === null) return 'Stay as they are';
  const within = [
    ...(of.collar === null ? [] : [`at least ${rate(of.collar)}`]),
    ...(of.cap === null ? [] : [`at most ${rate(of.cap)}`]),
  ].join(', ');
  return `Follow ${of.index}${within === '' ? '' : `, ${within} at one uplift`}`;
}

function flexibilityInWords(of: Terms['flexibility']): string {
  if (of === null) return 'Nothing';
  return 'percent' in of
    ? `${rate(of.percent)} of a year’s money`
    : `${money(parsePence(of.amount))} in a year`;
}

function retentionInWords(of: Terms['retention']): string {
  if (of === null) return 'Nothing';
  const most = of.most === null ? '' : `, at most ${money(parsePence(of.most))} in all`;
  return `${rate(of.percent)}${most}${of.until === null ? '' : `, until ${inWords(of.until)}`}`;
}

/** Each option by how long it prolongs; what its own terms do not say is not known. */
export function optionsTable({ facts, moment }: FundView, award: string): Table {
  const worth = parsePence(facts.get('award', award)?.attributes.optionsValue ?? '0.00');
  return {
    caption: 'Options',
    head: [
      ...['Option', 'Prolongs by', 'To be exercised by', 'State'].map((name) => text(name)),
      // Its own terms say so; what prices have risen since is in the worth of all of them.
      number('Worth when agreed'),
    ],
    rows: awardOptions(facts, award).map((of) => [
      text(String(of.option)),
      text(
        monthsInWords(of.months),
        of.runs === null ? undefined : `${inWords(of.runs.from)} to ${inWords(of.runs.to)}`,
      ),
      of.state !== 'open' && of.exerciseBy === null
        ? text('\u2013')
        : text(
            day(of.exerciseBy),
            of.after === null ? undefined : `Once option ${of.after} is exercised`,
          ),
      text(capital(of.state)),
      of.worth === null || of.event === null
        ? number(worth > 0n ? 'Not stated for each' : 'Not known')
        : { ...number(money(of.worth)), href: atMoment(`/events/${of.event}`, moment) },
    ]),
    empty: 'No option prolongs it.',
  };
}

export const breaksTable = ({ facts }: FundView, award: string): Table => ({
  caption: 'Break clauses',
  head: ['Clause', 'From', 'Notice', 'By'].map((name) => text(name)),
  rows: breakClauses(facts)
    .filter(({ attributes }) => attributes.award === award)
    .map(({ attributes: of }) => [
      text(of.break),
      text(inWords(of.from)),
      text(monthsInWords(of.noticeMonths)),
      text(of.by === 'either' ? 'Commissioner or provider' : capital(of.by)),
    ]),
  empty: 'No clause lets anybody end it early.',
});

export const subcontractsTable = ({ facts, moment }: FundView, award: string): Table => ({
  caption: 'Passed on to others, a part of its worth',
  head: [...['To', 'For', 'From', 'To the end of'].map((name) => text(name)), number('Worth')],
  rows: facts
    .list('subcontract')
    .filter(({ attributes }) => attributes.award === award)
    .map(({ number: event, attributes: of }) => [
      text(nameIn(facts, 'organisation', of.provider)),
      text(of.description),
      text(day(of.start)),
      text(day(of.end)),
      { ...number(money(parsePence(of.value))), href: atMoment(`/events/${event}`, moment) },
    ]),
  empty: 'Nothing of it is passed on, as far as it is recorded.',
});

export const conditionsTable = ({ facts }: FundView, award: string): Table => ({
  caption: 'Conditions',
  head: ['Condition', 'State', 'By', 'Holds back payment'].map((name) => text(name)),
  rows: facts
    .list('award-condition')
    .filter(({ attributes }) => attributes.award === award)
    .map(({ attributes: of }) => [
      text(of.text),
      text(capital(of.state)),
      text(of.due === null ? '\u2013' : inWords(of.due)),
      text(of.gatesPayment ? 'Yes' : 'No'),
    ]),
  empty: 'It has no conditions.',
});
