import type { FundEvent } from '#contracts/events/fund.js';
import { after, command, expectBalances, expectRefused, on, untold } from '#test/support/given.js';
import { funded } from '#test/support/small-fund.js';
import type { Decision } from '../decision.js';
import { decideFund } from './decide.js';
import { evolveFund } from './evolve.js';

/** The ICB has confirmed a share of 10.00; what comes in is put to a fund that knows so. */
const pool = () => after(untold(), funded);
const receive = (told: ReturnType<typeof pool>, amount: string, more: object = {}) => {
  const asked = command(
    'receive-savings-share',
    { income: 'share', outcome: 'bed-days', amount, reference: 'BACS', ...more },
    '2026-06-20',
  );
  const decision: Decision<FundEvent> = decideFund(told.fund, asked, {
    ...on('2026-06-20'),
    agreement: undefined,
    savingsShare: { fund: 'northmoor', source: 'icb', payer: 'icb', share: 1000n },
  });
  for (const event of decision.events ?? []) {
    const standing = { ...event, stream: told.stream };
    evolveFund(told.fund, standing);
    told.happened.push(standing);
  }
  return decision;
};

it('is income and cash of its source when it comes in', () => {
  const told = pool();
  receive(told, '6.00');
  expectBalances(told, [
    ['income', { account: 'cash:income:other', source: 'icb' }, '-6.00'],
    ['held', { account: 'cash:held', source: 'icb' }, '6.00'],
  ]);
});

it('is received once, and not beyond what is confirmed', () => {
  const told = pool();
  receive(told, '6.00');
  expectRefused(receive(told, '1.00').refused, 'already-exists', { what: 'income', id: 'share' });
  expectRefused(receive(told, '4.01', { income: 'rest' }).refused, 'receipt-exceeds-share', {
    left: '4.00',
    short: '0.01',
  });
  expect(receive(told, '4.00', { income: 'rest' }).events).toHaveLength(1);
});

it('is never cash while it is only expected', () => {
  const asked = command('receive-savings-share', {
    income: 'share',
    outcome: 'bed-days',
    amount: '1.00',
    reference: 'BACS',
  });
  const { refused } = decideFund(pool().fund, asked, { ...on('2026-06-20'), agreement: undefined });
  expectRefused(refused, 'share-not-confirmed', { rule: 6, outcome: 'bed-days' });
});

it('needs the source that it was agreed for', () => {
  const elsewhere = { ...on('2026-06-20'), agreement: undefined };
  const asked = command('receive-savings-share', {
    income: 'share',
    outcome: 'bed-days',
    amount: '1.00',
    reference: 'BACS',
  });
  const { refused } = decideFund(pool().fund, asked, {
    ...elsewhere,
    savingsShare: { fund: 'northmoor', source: 'trust', payer: 'trust', share: 1000n },
  });
  expectRefused(refused, 'not-found', { what: 'source', id: 'trust' });
});
