import type { JsonObject } from '#contracts/envelope.js';
import type { StatementKind } from '#contracts/events/fund/statements.js';
import { lastPeriodOf } from '#contracts/financial-year.js';
import type { Account } from '#libs/ledger/posting.js';
import { formatPence, type Pence } from '#libs/money/pence.js';
import type { Balances } from '#libs/ledger/balances.js';
import type { Entity } from '#libs/ledger/fact-types.js';
import type { FundView, PostedLine } from '#projections/reading/reading.js';
import { schemeAccounts } from './schemes.js';
import { assertIdentity, sourceAccounts, totalOf } from './source-account.js';

/** Which log a statement was made from: of so many entries, with this root (base64). */
export interface LogMadeFrom {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
}

/**
 * The form and the arithmetic of a document: another one has another number, and those before it
 * stay. 2 names the log that it was made from, and each scheme's accounting basis.
 */
export type StatementForm =
  { readonly format: 1 } | { readonly format: 2; readonly log: LogMadeFrom };

/** What a statement is of. */
export interface StatementOf {
  readonly kind: StatementKind;
  readonly year: string;
  /** Null for the whole year, its adjustment period with it. */
  readonly quarter: number | null;
}

/** Accounts of which a fact may count in one year and relate to another. */
export const datedAccounts: readonly Account[] = [
  'cash:income:contribution',
  'cash:income:other',
  'cash:expenditure',
];

/** The entities whose facts a statement reads: all of them are of the fund's own stream. */
export const statementEntities: readonly Entity[] = ['fund', 'source', 'scheme', 'period'];

/**
 * Which years, other than a statement's own, stand in dated accounts under a name: what a line that
 * crosses its year's end counts in, or relates to.
 */
export const otherYears = (
  balances: Balances,
  name: 'year' | 'relatesTo',
  year: string,
): readonly string[] =>
  balances
    .where({ account: datedAccounts })
    .groupBy(name)
    .map(({ key }) => key[name])
    .filter((other) => other !== year);

/**
 * A statement as a document: the same view makes the same document for ever. Every amount is text;
 * income and cost are above zero.
 * @param acrossYears postings of `datedAccounts` that count in this year or relate to it, not both
 */
export function statementDocument(
  { fund, moment, balances, facts }: FundView,
  { kind, year, quarter }: StatementOf,
  acrossYears: readonly PostedLine[],
  form: StatementForm,
): JsonObject {
  const upTo = lastPeriodOf(year, quarter);
  const sources = sourceAccounts(balances, year, upTo);
  const total = totalOf(sources);
  assertIdentity(total);
  const terms = facts.get('fund', fund)?.attributes;
  return {
    format: form.format,
    ...(form.format === 1 ? {} : { log: { ...form.log } }),
    kind,
    fund: {
      id: fund,
      name: terms?.name ?? fund,
      kind: terms?.kind ?? 'unknown',
      host: terms?.host ?? 'unknown',
    },
    year,
    quarter,
    upTo,
    asKnownAt: moment.number,
    recorded: moment.recorded,
    effectiveOn: moment.effectiveOn,
    periodsClosed: facts
      .list('period')
      .filter(({ id, attributes }) => id <= upTo && attributes.state !== 'open')
      .map(({ id, attributes }) => ({ period: id, state: attributes.state })),
    sources: sources.map((account) => {
      const opened = facts.get('source', account.source)?.attributes;
      return {
        name: opened?.name ?? account.source,
        role: opened?.role ?? 'unknown',
        ...written(account),
      };
    }),
    total: written(total),
    schemes: schemeAccounts(balances, year, upTo).map((account) => {
      const opened = facts.get('scheme', account.scheme)?.attributes;
      return {
        name: opened?.name ?? account.scheme,
        ...(form.format === 1 ? {} : { accountingBasis: stated(opened?.accountingBasis) }),
        ...written(account),
      };
    }),
    lateItems: acrossYears.filter(({ on }) => on.relatesTo === year).map(item),
    ofOtherYears: acrossYears
      .filter(({ on }) => on.relatesTo !== year && on.period <= upTo)
      .map(item),
  };
}

/** On which basis a scheme is accounted for; null where that was not stated. */
const stated = (basis = 'unknown'): string | null => (basis === 'unknown' ? null : basis);

/** Cost and income above zero, as in the accounts. */
const item = ({ number, effective, on, pence }: PostedLine): JsonObject => ({
  event: number,
  day: effective,
  countsIn: on.period,
  relatesTo: on.relatesTo,
  what: on.account === 'cash:expenditure' ? 'spent' : 'income',
  source: on.source,
  nature: on.nature,
  scheme: on.scheme,
  award: on.award,
  amount: formatPence(on.account === 'cash:expenditure' ? pence : -pence),
});

const written = (account: object): JsonObject =>
  Object.fromEntries(
    Object.entries(account).map(([name, value]: [string, Pence | string]) => [
      name,
      typeof value === 'bigint' ? formatPence(value) : value,
    ]),
  );
