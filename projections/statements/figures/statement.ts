import type { JsonObject } from '#contracts/envelope.js';
import type { StatementKind } from '#contracts/events/fund/statements.js';
import { lastPeriodOf } from '#contracts/financial-year.js';
import type { Account } from '#libs/ledger/posting.js';
import { formatPence, type Pence } from '#libs/money/pence.js';
import type { FundView, PostedLine } from '#projections/reading/reading.js';
import { schemeAccounts } from './schemes.js';
import { assertIdentity, sourceAccounts, totalOf } from './source-account.js';

/** The form and the arithmetic of the document: another one has another number, and this one stays. */
export const statementFormat = 1;

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

/**
 * A statement as a document: the same view makes the same document for ever. Every amount is text;
 * income and cost are above zero.
 * @param acrossYears postings of `datedAccounts` that count in this year or relate to it, not both
 */
export function statementDocument(
  { fund, moment, balances, facts }: FundView,
  { kind, year, quarter }: StatementOf,
  acrossYears: readonly PostedLine[],
): JsonObject {
  const upTo = lastPeriodOf(year, quarter);
  const sources = sourceAccounts(balances, year, upTo);
  const total = totalOf(sources);
  assertIdentity(total);
  const terms = facts.get('fund', fund)?.attributes;
  return {
    format: statementFormat,
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
    schemes: schemeAccounts(balances, year, upTo).map((account) => ({
      name: facts.get('scheme', account.scheme)?.attributes.name ?? account.scheme,
      ...written(account),
    })),
    lateItems: acrossYears.filter(({ on }) => on.relatesTo === year).map(item),
    ofOtherYears: acrossYears
      .filter(({ on }) => on.relatesTo !== year && on.period <= upTo)
      .map(item),
  };
}

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
