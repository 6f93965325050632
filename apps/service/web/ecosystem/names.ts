import { unknown } from '#contracts/values.js';
import type { Place } from '#projections/ecosystem-investment/figures/area-spending.js';
import { none } from '#libs/ledger/posting.js';
import { strategiesOn } from '#projections/ecosystem-investment/figures/strategies.js';
import type { Investment, Trait } from '#projections/ecosystem-investment/figures/investment.js';
import type { Measure } from '#projections/ecosystem-investment/figures/measures.js';
import { pointQuery } from '../links.js';
import { link, text, type Cell } from '../table.js';
import { capital, isNamed, nameIn } from '../words.js';

/** What the measures are called, and that they are two. */
export const measureWords: Readonly<Record<Measure, string>> = {
  spending: 'Spent',
  commitments: 'Committed',
};

/** Where money lies to the place that is asked about. */
export const whereWords: Readonly<Record<Place | 'passed-down', string>> = {
  within: 'In the place',
  partly: 'In areas that share only some ground with it',
  unplaced: 'In no area that is known: it may lie anywhere',
  elsewhere: 'Elsewhere',
  'passed-down': 'Passed down to another fund, and counted there',
};

export const traitWords: Readonly<Record<Trait, string>> = {
  category: 'Cost category',
  scheme: 'Scheme',
  need: 'Need',
  cohort: 'Cohort',
  funder: 'Funder',
  body: 'Provider',
  providerType: 'Type of provider',
  size: 'Size of provider',
  rooted: 'Rooted in the place',
  smallLocalVcse: 'Small local voluntary body',
  length: 'Length of award',
  decided: 'Decided',
};

/** Values of traits that have words of their own. */
export const traitValues: Readonly<Partial<Record<Trait, Readonly<Record<string, string>>>>> = {
  providerType: {
    council: 'Councils',
    nhs: 'NHS bodies',
    'central-government': 'Central government',
    voluntary: 'Voluntary sector',
    private: 'Companies',
    foundation: 'Foundations',
  },
  rooted: { yes: 'Rooted in the place', no: 'Rooted elsewhere' },
  smallLocalVcse: { yes: 'Micro or small, local and voluntary', no: 'Others' },
  length: {
    'under-12': 'Under 12 months',
    '12-to-23': '12 to 23 months',
    '24-to-35': '24 to 35 months',
    '36-to-59': '36 to 59 months',
    '60-and-over': '60 months and longer',
    'no-award': 'Without an award',
  },
  decided: { national: 'Nationally', local: 'Locally' },
};

/** How things are called in the facts that whoever asks sees. */
export interface Names {
  readonly body: (id: string) => string;
  /** A provider by its name, leading to what it will receive. */
  readonly provider: (id: string) => Cell;
  readonly fund: (id: string) => string;
  readonly area: (id: string) => string;
  readonly award: (id: string) => string;
  readonly scheme: (fund: string, id: string) => string;
  /** By its title; what serves none in force is a group of its own. */
  readonly strategy: (id: string) => string;
  /** A value of a trait. */
  readonly value: (trait: Trait, value: string) => string;
}

export function namesIn({
  facts,
  ofFund,
  moment,
}: Pick<Investment, 'facts' | 'ofFund' | 'moment'>): Names {
  const notKnown = 'Not known';
  const titles = new Map(
    strategiesOn(facts, moment.day).map(({ strategy, title }) => [strategy, title]),
  );
  const body = (id: string) => nameIn(facts, 'organisation', id);
  const scheme = (fund: string, id: string): string => {
    const own = ofFund.get(fund);
    return own ? nameIn(own, 'scheme', id) : id;
  };
  return {
    body,
    provider: (id) =>
      isNamed(id)
        ? link(body(id), `/providers/${encodeURIComponent(id)}?${pointQuery(moment)}`)
        : text(body(id)),
    fund: (id) => facts.get('fund', id)?.attributes.name ?? id,
    area: (id) => (id === unknown ? notKnown : (facts.get('area', id)?.attributes.name ?? id)),
    strategy: (id) => titles.get(id) ?? (id === none ? 'None that is said' : id),
    award: (id) => nameIn(facts, 'award', id),
    scheme,
    value: (trait, value) => {
      if (value === unknown) return notKnown;
      if (trait === 'funder' || trait === 'body') return body(value);
      if (trait === 'scheme') {
        const [fund = '', id = ''] = value.split('/');
        return scheme(fund, id);
      }
      return traitValues[trait]?.[value] ?? capital(value);
    },
  };
}
