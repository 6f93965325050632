import type { FundCommand } from '#contracts/commands/fund.js';
import type { Entry } from '#contracts/events/fund/corrections.js';
import { Balances, type Asked } from '#libs/ledger/balances.js';
import { postings } from '#libs/ledger/postings.js';
import { formatPence } from '#libs/money/pence.js';
import {
  after,
  command,
  expectBalances,
  expectRefused,
  tell,
  untold,
  type Told,
} from '#test/support/given.js';
import { awarded, invoice, pledge } from '#test/support/small-fund.js';

const cash = (account: string, more: object = {}): Asked => ({
  account: `cash:${account}`,
  ...more,
});
const receive = (amount: string, more: object = {}) =>
  command('receive-instalment', {
    ...{ contribution: 'council', instalment: '1', amount, reference: 'BACS' },
    ...more,
  });
const pay = (amount: string) =>
  command('pay-expenditure', { expenditure: 'i1', amount, remittance: 'Run 7' });
const advance = (amount: string) =>
  command('pay-advance', {
    ...{ advance: 'a1', provider: 'harbour-lights', award: 'lights', amount },
    remittance: 'Run 8',
  });
const income = command('record-other-income', {
  ...{ income: 'interest', kind: 'interest', source: 'council', amount: '5.00' },
  ...{ reference: 'Bank', published: {} },
});
const vat = command(
  'recover-vat',
  { recovery: 'v1', source: 'council', amount: '0.50', reference: 'Return' },
  '2026-05-01',
);
const inKind = command('provide-in-kind', {
  ...{ contribution: 'rooms', amount: '3.00', description: 'Rooms' },
});

/** What stands as the last entry of a type: its place in the fund’s stream. */
const last = (told: Told, type: Entry['type']): number =>
  told.happened.findLastIndex((event) => event.type === type);
const reverse = (entry: number, day = '2026-06-01'): FundCommand =>
  command('reverse-entry', { entry }, day);

const begun: readonly FundCommand[] = [
  ...awarded,
  pledge('council', '9.00', { contribution: 'rooms', form: 'in-kind' }),
  invoice('i1', '5.50', { recoverableVat: '1.10' }),
];

it.each<[Entry['type'], FundCommand, Asked]>([
  ['InstalmentReceived', receive('10.00'), cash('debtor:due', { source: 'council' })],
  ['InstalmentReceived', receive('10.00', { method: 'journal' }), cash('held')],
  ['OtherIncomeRecorded', income, cash('income:other')],
  ['InKindProvided', inKind, cash('income:in-kind')],
  ['ExpenditurePaid', pay('3.30'), cash('creditor')],
  ['AdvancePaid', advance('2.00'), cash('paid-in-advance')],
  ['VatRecovered', vat, cash('vat-recoverable')],
])('takes %s back in the first open period, so that it can be recorded anew', (type, asked, of) => {
  const told = after(untold(), begun);
  const before = told.happened.length;
  after(told, [asked, command('hard-close-period', { period: '2026-04' }, '2026-05-02')]);
  expect(told.happened.at(-2)?.type).toBe(type);
  after(told, [reverse(last(told, type))]);
  expect(told.happened.at(-1)).toMatchObject({
    type: 'EntryReversed',
    data: { corrects: before, entry: { type }, period: '2026-06' },
  });
  const balances = (which: Told) =>
    formatPence(Balances.of(which.happened.flatMap(postings)).sum(of));
  expect(balances(told)).toBe(balances(after(untold(), begun)));
  after(told, [{ ...asked, effective: '2026-06-02' }]);
  expect(told.happened.at(-1)?.type).toBe(type);
});

it('takes back once, and only what came in, went out or was given', () => {
  const told = after(untold(), [...begun, pay('3.30')]);
  const paid = last(told, 'ExpenditurePaid');
  after(told, [reverse(paid)]);
  for (const entry of [paid, 0, 999])
    expectRefused(tell(told, reverse(entry)).refused, 'not-found', { id: String(entry) });
});

it('takes a return of an advance back: as much of it is open as before', () => {
  const told = after(untold(), [
    ...begun,
    advance('2.00'),
    command('return-advance', { advance: 'a1', amount: '0.50', reference: 'Unspent' }),
  ]);
  expectRefused(tell(told, reverse(last(told, 'AdvancePaid'))).refused, 'relied-on', { rule: 1 });
  after(told, [reverse(last(told, 'AdvanceReturned'))]);
  expect(told.happened.at(-1)).toMatchObject({ data: { left: '2.00' } });
  after(told, [reverse(last(told, 'AdvancePaid'))]);
  expectBalances(told, [['nothing ahead', cash('paid-in-advance'), '0.00']]);
});

it('takes back both sides of what a partner paid on the pool’s behalf', () => {
  const told = after(untold(), [
    ...begun,
    command('pay-on-behalf', {
      ...{ expenditure: 'i1', contribution: 'council', instalment: '1', reference: 'Direct' },
    }),
  ]);
  after(told, [reverse(last(told, 'ExpenditurePaid'))]);
  expectBalances(told, [
    ['is owed to the provider', cash('creditor'), '-6.60'],
    ['is due from the council', cash('debtor:due', { source: 'council' }), '70.00'],
    ['the host holds what it held', cash('held'), '0.00'],
  ]);
});

it.each<[string, readonly FundCommand[], Entry['type']]>([
  [
    'a contribution that was withdrawn: what came in is returnable',
    [
      receive('70.00'),
      command('withdraw-contribution', { contribution: 'council', evidence: 'Letter' }),
    ],
    'InstalmentReceived',
  ],
  [
    'a recoding of what was paid',
    [
      pay('6.60'),
      command(
        'recode-spending',
        {
          ...{ expenditure: 'again', corrects: 'i1', scheme: 'panel' },
          sources: [{ source: 'council', amount: '5.50' }],
        },
        '2026-05-01',
      ),
    ],
    'ExpenditurePaid',
  ],
  [
    'a budget made of the income',
    [
      income,
      command('budget-other-income', { source: 'council', year: '2026-27', amount: '4.00' }),
    ],
    'OtherIncomeRecorded',
  ],
  [
    'evidence of what the advance was spent on',
    [
      advance('2.00'),
      command('evidence-advance', {
        ...{ advance: 'a1', expenditure: 'e1', cost: '1.00', reference: 'Return' },
      }),
    ],
    'AdvancePaid',
  ],
])('is refused while there rests on it %s', (_, commands, type) => {
  const told = after(untold(), [...begun, ...commands]);
  expectRefused(tell(told, reverse(last(told, type))).refused, 'relied-on', { rule: 1 });
});

it('gives back the payment of a settlement and of money that was returned', () => {
  const told = after(untold(), [
    ...begun,
    receive('70.00'),
    command('withdraw-contribution', { contribution: 'council', evidence: 'Letter' }),
    command('pay-back', { source: 'council', amount: '70.00', reference: 'BACS' }),
  ]);
  after(told, [reverse(last(told, 'MoneyReturned'))]);
  expectBalances(told, [
    ['is held', cash('held', { source: 'council' }), '70.00'],
    ['is owed to the council', cash('returnable', { source: 'council' }), '-70.00'],
  ]);
});
