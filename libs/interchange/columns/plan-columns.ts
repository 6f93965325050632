import type { ColumnMeaning, ColumnMeanings, Mapping } from './match-columns.js';

/** A table of a plan may have as many columns of amounts: four years, each capital and revenue. */
const places = [1, 2, 3, 4, 5, 6, 7, 8] as const;
type Place = (typeof places)[number];

export type IncomeAmount = `income${Place}`;
export type SpendAmount = `spend${Place}`;
export const incomeAmounts = places.map((place): IncomeAmount => `income${place}`);
export const spendAmounts = places.map((place): SpendAmount => `spend${place}`);

export type IncomeMeaning =
  'incomeSource' | 'contributor' | 'incomeYear' | 'incomeNature' | 'certainty' | IncomeAmount;
export type SpendMeaning =
  | 'scheme'
  | 'schemeReference'
  | 'schemeType'
  | 'fundedBy'
  | 'spendYear'
  | 'spendNature'
  | SpendAmount;
export type PlanMeaning = IncomeMeaning | SpendMeaning;
export type PlanMapping = Mapping<PlanMeaning>;

const ordinals = 'first second third fourth fifth sixth seventh eighth'.split(' ');

/** Columns like one another, each a meaning of its own: which year they are of, their names say. */
function alike<Name extends string>(
  names: readonly Name[],
  title: string,
  meaning: Omit<ColumnMeaning, 'title' | 'required' | 'repeats' | 'figures'>,
): Record<Name, ColumnMeaning> {
  return Object.fromEntries(
    names.map((name, place) => [
      name,
      {
        ...meaning,
        title: `${title}, ${ordinals[place] ?? ''} column`,
        required: place === 0,
        repeats: true,
        figures: /\d\d\s*[-/–]\s*\d\d/,
      },
    ]),
  ) as Record<Name, ColumnMeaning>;
}

/** What is put in: a table of sources, or blocks that are each headed by their source. */
export const INCOME_COLUMNS: ColumnMeanings<IncomeMeaning> = {
  incomeSource: {
    title: 'income: source of the money, or the heading that its contributors stand under',
    required: true,
    names: {
      'income source': 100,
      'funding source': 98,
      source: 95,
      'disabled facilities grant': 95,
      dfg: 90,
      ibcf: 90,
      'improved better care fund': 90,
      'minimum contribution nhs': 90,
      'additional contribution authority': 88,
      'funding stream': 85,
      funder: 80,
      programme: 60,
      contributor: 50,
    },
    not: 'amount comment description year use clarify scheme intervention',
  },
  contributor: {
    title: 'income: who puts it in',
    required: false,
    names: {
      contributor: 100,
      'contributing organisation': 100,
      organisation: 90,
      partner: 90,
      'lead authority': 88,
      'local authority': 85,
      body: 80,
      icb: 80,
      council: 75,
    },
    not: 'amount comment type code additional contribution discharge',
  },
  incomeYear: {
    title: 'income: financial year',
    required: false,
    names: { 'financial year': 100, year: 95, fy: 90 },
    not: 'amount contribution gross capital revenue',
  },
  incomeNature: {
    title: 'income: capital or revenue',
    required: false,
    names: { 'capital revenue': 100, nature: 100 },
    not: 'amount',
  },
  certainty: {
    title: 'income: certainty',
    required: false,
    names: { certainty: 100, status: 80 },
    not: 'amount',
  },
  ...alike(incomeAmounts, 'income: amount of a year', {
    names: {
      contribution: 95,
      'gross contribution': 95,
      amount: 90,
      income: 90,
      allocation: 85,
      capital: 80,
      revenue: 80,
    },
    not: 'comment source minimum additional nhs authority discharge previously percentage description total',
  }),
};

/** What it is to be spent on: schemes, or interventions, by whose money. */
export const SPEND_COLUMNS: ColumnMeanings<SpendMeaning> = {
  scheme: {
    title: 'expenditure: scheme or intervention',
    required: true,
    names: {
      'scheme name': 100,
      scheme: 85,
      'intervention name': 98,
      'intervention title': 98,
      intervention: 90,
      'project name': 60,
    },
    not: 'type sub description brief new existing identifier number code reference specify amount output outcome',
  },
  schemeReference: {
    title: 'expenditure: reference of the scheme or intervention',
    required: false,
    names: {
      'scheme identifier': 100,
      'scheme number': 95,
      'scheme reference': 95,
      'intervention reference': 98,
      'intervention number': 95,
      'intervention code': 98,
      'intervention identifier': 95,
      reference: 60,
      code: 50,
    },
    not: 'amount type description provider',
  },
  schemeType: {
    title: 'expenditure: type of scheme, or investment priority',
    required: false,
    names: {
      'scheme type': 100,
      'investment priority': 98,
      priority: 85,
      theme: 80,
      category: 75,
    },
    not: 'sub specify amount output',
  },
  fundedBy: {
    title: 'expenditure: source of the money',
    required: false,
    names: { 'funding source': 100, source: 90, 'funding stream': 90, funder: 80, fund: 60 },
    not: 'amount income specify',
  },
  spendYear: {
    title: 'expenditure: financial year',
    required: false,
    names: { 'financial year': 100, year: 95, fy: 90 },
    not: 'amount expenditure spend capital revenue output',
  },
  spendNature: {
    title: 'expenditure: capital or revenue',
    required: false,
    names: { 'capital revenue': 100, nature: 100 },
    not: 'amount',
  },
  ...alike(spendAmounts, 'expenditure: amount of a year', {
    names: {
      expenditure: 95,
      'updated expenditure': 95,
      spend: 90,
      amount: 90,
      allocation: 85,
      budget: 85,
      capital: 80,
      revenue: 80,
    },
    not: 'area source type total overall percentage average output unit previously description new existing match',
  }),
};

export const PLAN_COLUMNS: ColumnMeanings<PlanMeaning> = { ...INCOME_COLUMNS, ...SPEND_COLUMNS };
