import type { JsonObject } from '#contracts/envelope.js';
import { lastPeriodOf } from '#contracts/financial-year.js';
import { formatPence, sumPence, type Pence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import { schemeAccounts } from './schemes.js';
import { sourceAccounts } from './source-account.js';
import type { LogMadeFrom } from './statement.js';

/** What is made of a year beside its account; it is not issued and signed. */
export const returnKinds = ['year-end-settlement', 'annual-return'] as const;
export type ReturnKind = (typeof returnKinds)[number];

/** What a source had left at the end of a year, and what sharing made of it. */
export interface Settled {
  readonly source: string;
  readonly nature: string;
  /** Brought forward, due for the year and other income. */
  readonly had: Pence;
  readonly spent: Pence;
  readonly returned: Pence;
  /** What was left of it before anything was shared; below zero where more was spent. */
  readonly left: Pence;
  /** Received from other sources by the rules of the agreement; below zero where it was passed on. */
  readonly shared: Pence;
  readonly carriedForward: Pence;
  /** Between partners, not settled in cash yet: below zero the source owes it. */
  readonly toSettle: Pence;
}

/** Every source's year-end: what was left and what is shared come to what is carried forward. */
export const settlement = ({ balances }: FundView, year: string): Settled[] =>
  sourceAccounts(balances, year, lastPeriodOf(year, null)).map((of) => {
    const had = of.broughtForward + of.due + of.otherIncome;
    return {
      ...{ source: of.source, nature: of.nature, had, spent: of.spent, returned: of.returned },
      left: had - of.spent - of.returned,
      shared: of.transfersIn - of.transfersOut,
      carriedForward: of.carriedForward,
      toSettle: of.settlement,
    };
  });

/**
 * The settlement of a year, or its return as funders of pools ask for it: what each source put in, and
 * what each scheme planned and spent of it.
 */
export function returnDocument(
  view: FundView,
  { kind, year }: { readonly kind: ReturnKind; readonly year: string },
  log: LogMadeFrom,
): JsonObject {
  const { fund, moment, facts, balances } = view;
  const upTo = lastPeriodOf(year, null);
  const nameOf = (source: string): string => facts.get('source', source)?.attributes.name ?? source;
  const about = facts.get('fund', fund)?.attributes;
  const head = {
    format: 1,
    log: { ...log },
    kind,
    fund: { id: fund, name: about?.name ?? fund, host: about?.host ?? 'unknown' },
    ...{ year, asKnownAt: moment.number, recorded: moment.recorded },
    effectiveOn: moment.effectiveOn,
  };
  if (kind === 'year-end-settlement') {
    const sources = settlement(view, year);
    return {
      ...head,
      sources: sources.map((of) => ({ name: nameOf(of.source), ...written(of) })),
      total: written(
        totalOf(sources, [
          'had',
          'spent',
          'returned',
          'left',
          'shared',
          'carriedForward',
          'toSettle',
        ]),
      ),
    };
  }
  const accounts = sourceAccounts(balances, year, upTo);
  const schemes = schemeAccounts(balances, year, upTo);
  return {
    ...head,
    income: accounts.map(({ source, nature, agreed, due, otherIncome, broughtForward }) => ({
      name: nameOf(source),
      ...written({ source, nature, broughtForward, agreed, due, otherIncome }),
    })),
    incomeTotal: written(totalOf(accounts, ['broughtForward', 'agreed', 'due', 'otherIncome'])),
    expenditure: schemes.map(({ scheme, source, nature, budget, spent, left, variance }) => {
      const opened = facts.get('scheme', scheme)?.attributes;
      return {
        name: opened?.name ?? scheme,
        category: opened?.category ?? null,
        ...{ scheme, source, sourceName: nameOf(source), nature, variance },
        ...written({ planned: budget, spent, left }),
      };
    }),
    expenditureTotal: written({
      planned: sumPence(schemes.map(({ budget }) => budget)),
      ...totalOf(schemes, ['spent', 'left']),
    }),
  };
}

const totalOf = <Name extends string>(
  rows: readonly Readonly<Record<Name, Pence>>[],
  names: readonly Name[],
): Record<string, Pence> =>
  Object.fromEntries(names.map((name) => [name, sumPence(rows.map((row) => row[name]))]));

const written = (of: object): JsonObject =>
  Object.fromEntries(
    Object.entries(of).map(([name, value]: [string, Pence | string]) => [
      name,
      typeof value === 'bigint' ? formatPence(value) : value,
    ]),
  );
