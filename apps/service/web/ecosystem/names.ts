import { unknown } from '#contracts/values.js';
import type { Investment, Trait } from '#projections/ecosystem-investment/figures/investment.js';
import type { Measure } from '#projections/ecosystem-investment/figures/measures.js';
import { capital, nameIn } from '../words.js';

/** What the measures are called, and that they are two. */
export const measureWords: Readonly<Record<Measure, string>> = {
  spending: 'Spent',
  commitments: 'Committed',
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
  readonly fund: (id: string) => string;
  readonly area: (id: string) => string;
  readonly award: (id: string) => string;
  readonly scheme: (fund: string, id: string) => string;
  /** A value of a trait. */
  readonly value: (trait: Trait, value: string) => string;
}

export function namesIn({ facts, ofFund }: Pick<Investment, 'facts' | 'ofFund'>): Names {
  const notKnown = 'Not known';
  const body = (id: string) => nameIn(facts, 'organisation', id);
  const scheme = (fund: string, id: string): string => {
    const own = ofFund.get(fund);
    return own ? nameIn(own, 'scheme', id) : id;
  };
  return {
    body,
    fund: (id) => facts.get('fund', id)?.attributes.name ?? id,
    area: (id) => (id === unknown ? notKnown : (facts.get('area', id)?.attributes.name ?? id)),
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
