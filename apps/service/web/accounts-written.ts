import { grouped } from '#projections/fund-health/figures/grouped.js';

/*
 * Accounts as addresses write them. A figure of the budget book rests on many: what they share is written
 * once, so that `budget:scheme.spent:confirmed.expected` is four of them.
 */

const isBudget = (account: string): boolean => account.startsWith('budget:');

export function accountsWritten(accounts: readonly string[]): string[] {
  const holdings = grouped(accounts.filter(isBudget), (account) => account.split(':')[1] ?? '');
  const alike = grouped([...holdings], ([, of]) =>
    of.map((account) => account.split(':')[2] ?? '').join('.'),
  );
  return [
    ...accounts.filter((account) => !isBudget(account)),
    ...[...alike].map(
      ([certainties, of]) => `budget:${of.map(([holding]) => holding).join('.')}:${certainties}`,
    ),
  ];
}

/** The accounts that are written as one. */
export function accountsRead(written: string): string[] {
  if (!isBudget(written)) return [written];
  const [book = '', holdings = '', certainties = ''] = written.split(':');
  return holdings
    .split('.')
    .flatMap((holding) =>
      certainties.split('.').map((certainty) => `${book}:${holding}:${certainty}`),
    );
}
