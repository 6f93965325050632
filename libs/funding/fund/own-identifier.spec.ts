import { after, command, expectBalances, on, tell, untold } from '#test/support/given.js';
import { awarded } from '#test/support/small-fund.js';

const oneBody = new Set(['harbour-lights', 'lights-charity']);
const accrued = (provider: string) =>
  command(
    'accrue-expenditure',
    {
      ...{ expenditure: 'x', award: 'lights', cost: '1.10', description: 'Work done' },
      provider,
    },
    '2026-05-01',
  );
const invoiced = { expenditure: 'i', reference: 'I1', net: '2.20' };
const payment = command(
  'record-payment',
  { expenditure: 'p', reference: 'P1', net: '2.20', provider: 'lights-charity' },
  '2026-05-01',
);

it('is spent by the award’s provider under any of its identifiers, and recorded under its award’s', () => {
  const told = after(untold(), awarded);
  const { events } = tell(told, accrued('lights-charity'), { ...on('2026-05-01'), oneBody });
  expect(events?.[0]).toMatchObject({
    type: 'ExpenditureAccrued',
    data: { provider: 'harbour-lights', award: 'lights' },
  });
  expectBalances(told, [
    ['matched', { account: 'budget:matched:confirmed', source: 'council' }, '0.70'],
  ]);
});

it('is not spent by another body', () => {
  const { refused } = tell(after(untold(), awarded), accrued('two-rivers'), {
    ...on('2026-05-01'),
    oneBody,
  });
  expect(refused?.problem).toBe('other-provider');
});

it('takes payments over from another identifier of its provider', () => {
  const told = after(untold(), [...awarded, payment]);
  const recode = command(
    'recode-payments',
    { recoding: 'r', from: { year: '2026-27' }, to: { award: 'lights' } },
    '2026-06-01',
  );
  expect(tell(told, recode, { ...on('2026-06-01'), oneBody }).refused).toBeUndefined();
  const cost = { account: 'cash:expenditure' } as const;
  expectBalances(told, [
    ['of its award', { ...cost, award: 'lights', provider: 'harbour-lights' }, '2.20'],
    ['of the other', { ...cost, provider: 'lights-charity' }, '0.00'],
  ]);
});

it('is recoded from another identifier of its provider, with what was paid and is owed', () => {
  const charity = { ...invoiced, provider: 'lights-charity', scheme: 'navigators' };
  const told = after(untold(), [
    ...awarded,
    command('verify-expenditure', charity, '2026-05-01'),
    command(
      'pay-expenditure',
      { expenditure: 'i', amount: '1.10', remittance: 'BACS' },
      '2026-05-02',
    ),
  ]);
  const recode = command(
    'recode-spending',
    { expenditure: 'again', corrects: 'i', award: 'lights' },
    '2026-06-01',
  );
  expect(tell(told, recode).refused?.problem).toBe('other-provider');
  expect(tell(told, recode, { ...on('2026-06-01'), oneBody }).refused).toBeUndefined();
  const of = (provider: string) => ({ provider, account: 'cash:creditor' }) as const;
  expectBalances(told, [
    ['matched', { account: 'budget:matched:confirmed', provider: 'harbour-lights' }, '2.20'],
    ['owed to its award’s', of('harbour-lights'), '-1.10'],
    ['owed to the other', of('lights-charity'), '0.00'],
  ]);
  const { refused } = tell(
    told,
    command('pay-expenditure', { expenditure: 'again', remittance: 'BACS' }, '2026-06-02'),
  );
  expect(refused).toBeUndefined();
  expectBalances(told, [['owed no more', of('harbour-lights'), '0.00']]);
});
