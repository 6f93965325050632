import type { FundCommand } from '#contracts/commands/fund.js';
import type { StatementKind } from '#contracts/events/fund/statements.js';
import type { FundView } from '#projections/reading/reading.js';
import { agreementWith } from '#test/support/agreement.js';
import { close, pool, spend } from '#test/support/closing.js';
import { fundView, recorded } from '#test/support/fund-view.js';
import { after, untold } from '#test/support/given.js';
import { allocate } from '#test/support/small-fund.js';
import { isAmount } from './drawn.js';
import { settlement } from './returns.js';
import { statementDocument } from './statement.js';

const seen = (...commands: readonly FundCommand[]) => {
  const told = after({ ...untold('small'), agreement: agreementWith() }, commands);
  return fundView('small', recorded(told.happened), '2027-05-31');
};
const log = { origin: 'purse.example', size: 1, root: 'A'.repeat(44) };
const documentOf = (view: FundView, kind: StatementKind) =>
  statementDocument(view, { kind, year: '2026-27', quarter: null }, [], { format: 2, log });

/** Without the ways down. */
const inPence = (of: object): object =>
  Object.fromEntries(
    Object.entries(of).map(([name, value]: [string, unknown]) => [
      name,
      isAmount(value) ? value.pence : value,
    ]),
  );

it('shows what each source had left, what sharing made of it, and what is to be settled', () => {
  // 12.00 are left of 200.00; by contribution the council has 7.20 of it and the ICB 4.80.
  const view = seen(...pool, spend('council', '115.00'), spend('icb', '73.00'), close());
  expect(settlement(view, '2026-27').map(inPence)).toEqual([
    {
      ...{ source: 'council', nature: 'revenue', had: 12_000n, spent: 11_500n, returned: 0n },
      ...{ left: 500n, shared: 220n, carriedForward: 720n, toSettle: 220n },
    },
    {
      ...{ source: 'icb', nature: 'revenue', had: 8_000n, spent: 7_300n, returned: 0n },
      ...{ left: 700n, shared: -220n, carriedForward: 480n, toSettle: -220n },
    },
  ]);
  expect(documentOf(view, 'year-end-settlement')).toMatchObject({
    total: {
      had: '200.00',
      left: '12.00',
      shared: '0.00',
      carriedForward: '12.00',
      toSettle: '0.00',
    },
  });
});

it('returns what each source put in, and what each scheme planned and spent of it', () => {
  const view = seen(
    ...pool,
    allocate('navigators', 'council', '100.00'),
    spend('council', '30.00', '2026-06-30'),
  );
  expect(documentOf(view, 'annual-return')).toMatchObject({
    income: [
      { source: 'council', agreed: '120.00', broughtForward: '0.00' },
      { source: 'icb', agreed: '80.00' },
    ],
    incomeTotal: { agreed: '200.00' },
    expenditure: [
      {
        ...{ scheme: 'navigators', source: 'council', planned: '100.00', spent: '30.00' },
        ...{ left: '70.00', variance: 'favourable' },
      },
    ],
    expenditureTotal: { planned: '100.00', spent: '30.00', left: '70.00' },
  });
});
