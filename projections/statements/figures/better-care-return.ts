import { lastPeriodOf } from '#contracts/financial-year.js';
import { none } from '#libs/ledger/posting.js';
import { together } from '#projections/fund-health/figures/traced.js';
import type { FundView } from '#projections/reading/reading.js';
import type { Drawn } from './drawn.js';
import { headOf, type StatementForm, type StatementOf } from './head.js';
import { sourceName, totalOf } from './rows.js';
import { providerAccounts } from './schemes.js';
import { sourceAccounts } from './source-account.js';

/** Whose money a contribution is, as far as it follows from who gives it and how. */
const givers = ['nhs', 'local-authority', 'grant', 'other'] as const;
export type Giver = (typeof givers)[number];

/** What the Better Care Fund's return asks and no event of the ledger says (rule 14). */
const notKnown = [
  'minimum-or-additional-contribution',
  'scheme-type',
  'area-of-spend',
  'units-planned-and-delivered',
  'national-conditions',
  'metrics',
] as const;

/**
 * A year of a pool, or it up to the end of a quarter, in the form of the Better Care Fund's return:
 * contributions planned and actual by whose money they are, expenditure planned and actual by scheme,
 * provider and source. Planned is what was agreed and allocated for the whole year.
 */
export function betterCareReturn(view: FundView, of: StatementOf, form: StatementForm): Drawn {
  const { balances, facts } = view;
  const upTo = lastPeriodOf(of.year, of.quarter);
  const names = form.format >= 3 ? namesOf(view, of, form) : new Map<string, string>();
  const income = sourceAccounts(balances, of.year, upTo).map((account) => ({
    ...account,
    giver: giverOf(view, account.source),
    planned: account.agreed,
    actual: together([account.due, account.otherIncome]),
  }));
  const expenditure = providerAccounts(balances, of.year, upTo).map(({ budget, ...account }) => ({
    ...account,
    planned: budget,
  }));
  const contributed = ['broughtForward', 'planned', 'actual'] as const;
  return {
    ...headOf(view, of, form),
    income: income.map(({ giver, source, nature, broughtForward, planned, actual }) => ({
      name: sourceName(view, source),
      power: known(facts.get('source', source)?.attributes.power),
      ...{ giver, source, nature, broughtForward, planned, actual },
    })),
    incomeByGiver: givers
      .map((giver) => ({ giver, rows: income.filter((account) => account.giver === giver) }))
      .filter(({ rows }) => rows.length > 0)
      .map(({ giver, rows }) => ({ giver, ...totalOf(rows, contributed) })),
    incomeTotal: totalOf(income, contributed),
    expenditure: expenditure.map(({ scheme, provider, source, ...account }) => {
      const opened = facts.get('scheme', scheme)?.attributes;
      return {
        name: opened?.name ?? scheme,
        category: known(opened?.category),
        accountingBasis: known(opened?.accountingBasis),
        provider: provider === none ? null : provider,
        ...(form.format >= 3 ? { providerName: names.get(provider) ?? null } : {}),
        ...{ scheme, source, sourceName: sourceName(view, source) },
        ...account,
      };
    }),
    expenditureTotal: totalOf(expenditure, ['planned', 'spent', 'left']),
    notKnown: [...notKnown],
  };
}

/** A health body or a council of England by its org-id; what a funder gives, through whomever, is a grant. */
function giverOf({ facts }: FundView, source: string): Giver {
  const opened = facts.get('source', source)?.attributes;
  if (opened === undefined) return 'other';
  const { role, organisation } = opened;
  if (role === 'funder') return 'grant';
  if (organisation.startsWith('GB-NHS-')) return 'nhs';
  return organisation.startsWith('GB-LAE-') ? 'local-authority' : 'other';
}

/** More may have been paid than the event that issues a statement could name as what it rests on. */
const namedMost = 1_000;

/**
 * Whose names a return says, since a statement rests on what is known of these (`streamsRead`): all providers
 * of its lines; before format 4, and where these are very many, only those whom the fund has promised something.
 */
export function providersNamed(
  { balances, facts }: FundView,
  { year, quarter }: StatementOf,
  { format }: Pick<StatementForm, 'format'>,
): readonly string[] {
  const promised = facts.list('commitment').map(({ provider }) => provider);
  if (format < 4) return promised;
  const rows = providerAccounts(balances, year, lastPeriodOf(year, quarter));
  const all = new Set([...promised, ...rows.map(({ provider }) => provider)]);
  return all.size > namedMost ? promised : [...all];
}

function namesOf(
  view: FundView,
  of: StatementOf,
  form: Pick<StatementForm, 'format'>,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const provider of providersNamed(view, of, form)) {
    const name = view.facts.get('organisation', provider)?.attributes.name;
    if (name !== undefined) names.set(provider, name);
  }
  return names;
}

/** Null where it was not stated. */
const known = (said = 'unknown'): string | null => (said === 'unknown' ? null : said);
