import type { FactTypes } from '#libs/ledger/fact-types.js';
import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import { formatPence } from '#libs/money/pence.js';
import { october } from '#test/support/figures.js';
import { paymentsDue } from './payments-due.js';

const plain = (view: typeof october) =>
  paymentsDue(view).map(({ provider, amount, due }) => [provider, formatPence(amount), due]);

it('counts what is verified and not paid, with the last of its thirty days', () => {
  // October's bills of both contracts, of 31 October.
  expect(plain(october)).toEqual([
    ['GB-COH-19990001', '80000.00', '2026-11-30'],
    ['GB-COH-19990002', '25000.00', '2026-11-30'],
  ]);
});

const fact = <Kind extends 'expenditure' | 'payment' | 'dispute' | 'retention'>(
  entity: Kind,
  id: string,
  attributes: Partial<FactTypes[Kind]>,
): AnyFact =>
  ({
    ...{ entity, id, fund: 'northmoor', provider: 'GB-CHC-1', number: 7 },
    ...{ effective: '2026-10-20', attributes },
  }) as unknown as AnyFact;

const invoice = { award: 'a', reference: 'R1', amount: '1000.00' };

it('runs from the day on which a claim came in, and not from when it was looked at', () => {
  const facts = new FactsAt([
    fact('expenditure', 'one', {
      ...{ ...invoice, state: 'approved', claimedOn: '2026-10-01', verifiedOn: '2026-10-15' },
    }),
    fact('expenditure', 'two', { ...invoice, state: 'claimed', claimedOn: '2026-10-01' }),
    fact('expenditure', 'three', { ...invoice, state: 'accrued' }),
  ]);
  expect(plain({ ...october, facts })).toEqual([['GB-CHC-1', '1000.00', '2026-10-31']]);
});

it('leaves out what is credited, paid, disputed or kept back, and counts what came back', () => {
  const facts = new FactsAt([
    fact('expenditure', 'one', { ...invoice, state: 'verified', gross: '1200.00' }),
    fact('expenditure', 'note', {
      ...{ ...invoice, state: 'credit note', amount: '-100.00', gross: '-120.00', credits: 'one' },
    }),
    fact('payment', '8', { kind: 'paid', of: 'one', amount: '300.00' }),
    fact('payment', '9', { kind: 'recovered', of: 'one', amount: '50.00' }),
    fact('dispute', 'one', { disputed: '200.00' }),
    fact('retention', 'one', { retained: '60.00' }),
  ]);
  // 1,200 less 120, 300, 200 and 60, and 50 that came back.
  expect(plain({ ...october, facts })).toEqual([['GB-CHC-1', '570.00', '2026-11-19']]);
});
