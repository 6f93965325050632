import { StatementKind } from '#contracts/events/fund/statements.js';
import type { FundCommand } from '#contracts/commands/fund.js';
import { retraced, type Traced } from '#projections/fund-health/figures/traced.js';
import { agreementWith } from '#test/support/agreement.js';
import { close, pool, spend } from '#test/support/closing.js';
import { october } from '#test/support/figures.js';
import { fundView, recorded } from '#test/support/fund-view.js';
import { after, command, untold } from '#test/support/given.js';
import { allocate, confirm, pledge } from '#test/support/small-fund.js';
import { isAmount, type Amount } from './drawn.js';
import { assertIdentity, sourceAccounts } from './source-account.js';
import { drawnStatement, statementDocument } from './statement.js';

const seen = (...commands: readonly FundCommand[]) => {
  const told = after({ ...untold('small'), agreement: agreementWith() }, commands);
  return fundView('small', recorded(told.happened), '2027-05-31');
};
const account = (year: string, quarter: number | null, ...commands: readonly FundCommand[]) =>
  statementDocument(
    seen(...commands),
    { kind: quarter === null ? 'memorandum-account' : 'partner-quarter', year, quarter },
    [],
    { format: 2, log },
  );
const log = { origin: 'purse.example', size: 1, root: 'A'.repeat(44) };
const shared = [...pool, spend('council', '115.00'), spend('icb', '73.00'), close()];

it('shows what passed between sources at the year-end, and what each carries forward', () => {
  expect(account('2026-27', null, ...shared)['sources']).toMatchObject([
    {
      source: 'council',
      due: '120.00',
      transfersIn: '2.20',
      spent: '115.00',
      transfersOut: '0.00',
      carriedForward: '7.20',
      debtors: '120.00',
      settlement: '2.20',
      creditors: '115.00',
    },
    {
      source: 'icb',
      due: '80.00',
      transfersIn: '0.00',
      spent: '73.00',
      transfersOut: '2.20',
      carriedForward: '4.80',
      settlement: '-2.20',
    },
  ]);
});

it('brings into the next year what the years before it left', () => {
  const { sources, total } = account(
    '2027-28',
    null,
    ...shared,
    pledge('icb', '50.00', { contribution: 'next', year: '2027-28' }),
    confirm('next'),
    spend('council', '1.00', '2027-05-02'),
  );
  expect(sources).toMatchObject([
    { source: 'council', broughtForward: '7.20', spent: '1.00', carriedForward: '6.20' },
    { source: 'icb', broughtForward: '4.80', agreed: '50.00' },
  ]);
  expect(total).toMatchObject({ broughtForward: '12.00', transfersIn: '0.00', spent: '1.00' });
});

it('is cut at the end of a quarter: later spending does not count, the budget of the year does', () => {
  const report = account(
    '2026-27',
    1,
    ...pool,
    allocate('navigators', 'council', '100.00'),
    spend('council', '10.00', '2026-06-30'),
    spend('council', '20.00', '2026-07-01'),
  );
  expect(report).toMatchObject({ upTo: '2026-06', total: { spent: '10.00' } });
  expect(report['schemes']).toMatchObject([
    { scheme: 'navigators', budget: '100.00', spent: '10.00', left: '90.00' },
  ]);
});

it('keeps what is in kind, prepaid and other income apart, and its identity with them', () => {
  const { sources } = account(
    '2026-27',
    null,
    ...pool,
    pledge('icb', '9.00', { contribution: 'rooms', form: 'in-kind' }),
    confirm('rooms'),
    command('provide-in-kind', {
      contribution: 'rooms',
      amount: '9.00',
      description: 'Rooms',
    }),
    command('record-other-income', {
      income: 'interest',
      kind: 'interest',
      source: 'council',
      amount: '3.00',
      from: 'bank',
      reference: 'Interest',
    }),
  );
  expect(sources).toMatchObject([
    { source: 'council', otherIncome: '3.00', heldByHost: '3.00', carriedForward: '123.00' },
    { source: 'icb', inKind: '9.00', spent: '0.00', carriedForward: '80.00' },
  ]);
});

it('is not made where rule 5 does not hold', () => {
  const [sound] = sourceAccounts(seen(...shared).balances, '2026-27', '2027-03-adj');
  if (!sound) throw new Error('there is no source');
  const more = ({ pence, from }: Traced): Traced => ({ pence: pence + 1n, from });
  expect(() => assertIdentity({ ...sound, spent: more(sound.spent) })).toThrow(/carries 7.20/);
  expect(() => assertIdentity({ ...sound, creditors: more(sound.creditors) })).toThrow(/7.19/);
});

it.each(
  StatementKind.options.flatMap((kind) => [null, 2].map((quarter) => [kind, quarter] as const)),
)('knows the way down to every amount of %s, quarter %s', (kind, quarter) => {
  const drawn = drawnStatement(october, { kind, year: '2026-27', quarter }, [], { format: 1 });
  const amounts = amountsIn(drawn);
  expect(amounts.length).toBeGreaterThan(10);
  for (const { pence, from = [] } of amounts)
    expect({ from, pence: retraced(october.balances, from) }).toEqual({ from, pence });
});

/** Every amount in it, however deep. */
function amountsIn(value: unknown): Amount[] {
  if (typeof value !== 'object' || value === null) return [];
  return isAmount(value) ? [value] : Object.values(value).flatMap(amountsIn);
}
