import { z } from 'zod';
import type { Drawn } from '#projections/statements/figures/drawn.js';
import { inOrder, Line, Lines, textIn } from './line.js';
import type { StatementLayout, StatementPart } from './layout.js';
import { part } from './part.js';

const Head = z.object({
  fund: z.object({ name: z.string() }),
  year: z.string(),
  quarter: z.number().nullable(),
  notKnown: z.array(z.string()),
});
const BetterCare = Head.extend({
  income: Lines,
  incomeByGiver: Lines,
  incomeTotal: Line,
  expenditure: Lines,
  expenditureTotal: Line,
});
const Prosperity = Head.extend({
  grants: Lines,
  grantsTotal: Line,
  interventions: Lines,
  interventionsTotal: Line,
  /** In documents of before there are none. */
  outcomes: Lines.default([]),
});

const giverInWords: Readonly<Record<string, string>> = {
  nhs: 'NHS contribution',
  'local-authority': 'Local authority contribution',
  grant: 'Grant',
  other: 'Other contribution',
};

/** What a return asks that no event says, and what the ledger has in its place. */
const asked: Readonly<Record<string, readonly [what: string, instead: string]>> = {
  'minimum-or-additional-contribution': [
    'How much of a contribution is the national minimum, and how much additional',
    'Each source with the power that it is given under',
  ],
  'scheme-type': ['Scheme type and sub-type', 'The scheme, its own category'],
  'area-of-spend': ['Area of spend', 'The scheme, and its provider'],
  'units-planned-and-delivered': ['Units planned and delivered', 'Amounts alone'],
  'national-conditions': ['Whether the national conditions were met', 'Nothing'],
  metrics: ['Metrics, and capacity and demand', 'Nothing'],
  'investment-priority': ['Investment priority', 'The scheme, its own category'],
  'management-and-administration': [
    'Spending on management and administration by source',
    'Cost categories of awards, which are not divided between sources',
  ],
  'outputs-and-outcomes': [
    'Outputs and outcomes of an intervention',
    'Outcomes that were measured, beside the books and not by scheme',
  ],
  outputs: [
    'Outputs of an intervention',
    'Outcomes, where somebody has said which schemes seek them',
  ],
  'progress-in-words': ['Progress, its rating and what lies ahead, in words', 'Nothing'],
};
const unknown = 'Not known to this ledger';

const unknownPart = (notKnown: readonly string[]): StatementPart => ({
  heading: 'Asked by the return, and not known here',
  head: ['What it asks', 'Answer', 'What the ledger has instead'],
  rows: notKnown.map((name) => {
    const [what, instead] = asked[name] ?? [name, 'Nothing'];
    return [what, unknown, instead];
  }),
  empty: 'There is nothing.',
});

const ofPeriod = ({ fund, year, quarter }: z.infer<typeof Head>): string =>
  `${fund.name}, ${quarter === null ? year : `${year} up to the end of quarter ${quarter}`}`;

const inGiverWords = (lines: readonly Line[]): Line[] =>
  lines.map((line) => ({ ...line, giver: giverInWords[textIn(line['giver'])] ?? null }));

/** By name and identifier; in documents of before, and of who was only paid, by the identifier alone. */
function providerOf({ provider, providerName }: Line): string {
  if (provider === null || provider === undefined) return 'No provider yet';
  return [providerName, provider].map(textIn).filter(Boolean).join(', ');
}

/** In the order in which the Better Care Fund's return asks: income, then expenditure. */
export function betterCareLaidOut(of: Drawn): StatementLayout {
  const document = BetterCare.parse(of);
  const { income, incomeByGiver, incomeTotal, expenditure, expenditureTotal } = document;
  const contributed = { broughtForward: 'Brought forward', planned: 'Planned', actual: 'Actual' };
  return {
    title: 'Better Care return',
    of: ofPeriod(document),
    notes: [
      'Planned income is what was agreed for the year and confirmed, actual what became due of it and other income. Planned expenditure is the budget of the year, actual what was spent.',
      `Figures are the ledger’s own. What the return asks besides is listed as not known: none of it is guessed.`,
    ],
    parts: [
      part(
        'Income by whose money it is',
        { giver: 'Contribution', ...contributed },
        inGiverWords(incomeByGiver),
        incomeTotal,
        'No source has had money in it.',
      ),
      part(
        'Income by source',
        {
          name: 'Source',
          giver: 'Contribution',
          power: 'Given under',
          nature: 'Nature',
          ...contributed,
        },
        inOrder(inGiverWords(income), 'name'),
        incomeTotal,
        'No source has had money in it.',
      ),
      part(
        'Expenditure by scheme and provider',
        {
          name: 'Scheme',
          category: 'Category',
          provider: 'Provider',
          accountingBasis: 'Accounting basis',
          sourceName: 'Source of funding',
          nature: 'Nature',
          planned: 'Planned',
          spent: 'Actual',
          left: 'Left',
        },
        inOrder(expenditure, ...['name', 'providerName', 'provider', 'sourceName']).map((line) => ({
          ...line,
          provider: providerOf(line),
          category: line['category'] ?? unknown,
          accountingBasis: line['accountingBasis'] ?? unknown,
        })),
        expenditureTotal,
        'No scheme had a budget or spent anything.',
      ),
      unknownPart(document.notKnown),
    ],
  };
}

/** Beside the money of the same interventions: that the one came of the other is not said. */
const outcomesPart = (outcomes: readonly Line[]): StatementPart =>
  part(
    'Outcomes that the interventions seek',
    {
      name: 'Intervention',
      measure: 'Outcome',
      cohort: 'For whom',
      from: 'From',
      to: 'To',
      unit: 'In',
      baseline: 'Baseline',
      measured: 'Measured',
      change: 'Against the baseline',
    },
    inOrder(outcomes, 'name').map((line) => ({
      ...line,
      baseline: line['baseline'] ?? 'Not agreed yet',
      measured: line['measured'] ?? 'Not measured yet',
    })),
    undefined,
    'Nobody has said of an outcome that a scheme of this fund seeks it.',
  );

/** As the UK Shared Prosperity Fund's return asks: spending to date and forecast by intervention. */
export function prosperityLaidOut(of: Drawn): StatementLayout {
  const document = Prosperity.parse(of);
  return {
    title: 'Shared Prosperity return',
    of: ofPeriod(document),
    notes: [
      'Only what funders give: partners’ own money in the same schemes is no part of it. The forecast is the budget holder’s for the whole year, and what is left of it the budget less the forecast.',
      `Figures are the ledger’s own. What the return asks besides is listed as not known: none of it is guessed.`,
    ],
    parts: [
      part(
        'Grants',
        {
          name: 'Grant',
          nature: 'Nature',
          broughtForward: 'Brought forward',
          agreed: 'Agreed',
          due: 'Due',
          spent: 'Spent',
          returned: 'Returned',
          carriedForward: 'Left',
        },
        inOrder(document.grants, 'name'),
        document.grantsTotal,
        'No funder has given this fund money.',
      ),
      part(
        'Interventions',
        {
          name: 'Intervention',
          category: 'Category',
          sourceName: 'Grant',
          nature: 'Nature',
          budget: 'Budget for the year',
          spentBefore: 'Spent in years before',
          spent: 'Spent this year',
          spentToDate: 'Spent to date',
          forecast: 'Forecast for the year',
          forecastLeft: 'Forecast to be left',
        },
        inOrder(document.interventions, 'name', 'sourceName').map((line) => ({
          ...line,
          category: line['category'] ?? unknown,
          forecast: line['forecast'] ?? 'None submitted',
        })),
        document.interventionsTotal,
        'No scheme has had a budget or spending of a grant.',
      ),
      ...(of['outcomes'] === undefined ? [] : [outcomesPart(document.outcomes)]),
      unknownPart(document.notKnown),
    ],
  };
}
