import type { FundCommand } from '#contracts/commands/fund.js';
import { formatPence } from '#libs/money/pence.js';
import { close } from '#test/support/closing.js';
import { fundView, recorded } from '#test/support/fund-view.js';
import { after, command, untold } from '#test/support/given.js';
import { allocate, confirm, pledge, small } from '#test/support/small-fund.js';
import { shareLimits } from './share-limits.js';

const limit = (name: string, more: object) =>
  command('set-share-limit', {
    limit: name,
    name,
    source: 'foundation',
    kind: 'minimum',
    rate: '0.10',
    evidence: 'Prospectus',
    ...more,
  });
const match = (id: string, amount: string, state: 'secured' | 'being-secured') =>
  command('record-match-funding', {
    match: id,
    source: 'foundation',
    from: 'GB-GOR-LOT',
    year: '2026-27',
    amount,
    state,
    evidence: 'Offer',
  });
const steps = [
  ...small,
  pledge('foundation', '900.00'),
  confirm('foundation'),
  pledge('foundation', '100.00', { contribution: 'capital', nature: 'capital' }),
  confirm('capital'),
  allocate('panel', 'foundation', '60.00', { nature: 'capital' }),
  allocate('navigators', 'foundation', '30.00'),
  limit('capital', { natures: ['capital'], by: '2027-03-31' }),
  limit('cap', { kind: 'maximum', rate: '0.02', categories: ['navigation'] }),
  limit('match', { kind: 'match', rate: '0.25', by: '2026-12-31' }),
  limit('spend', { base: 'spend', over: 'year', rate: '0.50', categories: ['participation'] }),
  match('lottery', '200.00', 'secured'),
  match('trust', '80.00', 'being-secured'),
];

const rows = (day: string) =>
  shareLimits(fundView('northmoor', recorded(after(untold(), steps).happened), day)).map(
    ({ limit: name, year, base, limitPence, counted, beingSecured, off, state }) => [
      name,
      year,
      ...[base.pence, limitPence, counted.pence, beingSecured, off].map(formatPence),
      state,
    ],
  );

/** The cap of 2 % was set after what exceeds it: it is kept, and reported. */
it('says how far off minimum, maximum and match funding are, and whether their day has come', () => {
  expect(rows('2026-05-01')).toEqual([
    ['cap', null, '1000.00', '20.00', '30.00', '0.00', '10.00', 'broken'],
    ['capital', null, '1000.00', '100.00', '60.00', '0.00', '40.00', 'not yet due'],
    ['match', null, '1000.00', '250.00', '200.00', '80.00', '50.00', 'not yet due'],
    ['spend', '2026-27', '0.00', '0.00', '0.00', '0.00', '0.00', 'kept'],
  ]);
  expect(rows('2027-03-31').map(([name, , , , , , , state]) => [name, state])).toEqual([
    ['cap', 'broken'],
    ['capital', 'broken'],
    ['match', 'broken'],
    ['spend', 'kept'],
  ]);
});

/** 4 % of 1,000.00; of 40.00 allocated 25.00 is spent, and the rest allocated again in the next year. */
it.each([
  ['programme', null, ['1000.00', '40.00', '0.00']],
  ['year', '2027-28', ['975.00', '15.00', '0.00']],
])('counts money once that a closed year left, over a %s', (over, ofYear, expected) => {
  const told = after(untold(), [
    ...small,
    pledge('council', '1000.00'),
    confirm('council'),
    limit('cap', { source: 'council', kind: 'maximum', rate: '0.04', over, schemes: ['panel'] }),
    allocate('panel', 'council', '40.00'),
    command(
      'verify-expenditure',
      {
        ...{ expenditure: 'x', provider: 'p', scheme: 'panel', net: '25.00', reference: 'Invoice' },
        sources: [{ source: 'council', amount: '25.00' }],
      },
      '2027-03-20',
    ),
    close(),
    { ...allocate('panel', 'council', '15.00', { year: '2027-28' }), effective: '2027-05-01' },
  ]);
  const found = shareLimits(fundView('northmoor', recorded(told.happened), '2027-06-01')).find(
    ({ year }) => year === ofYear,
  );
  expect(
    found && [found.base.pence, found.counted.pence, found.off].map((pence) => formatPence(pence)),
  ).toEqual(expected);
});

it('counts as spent what counts for the funder: once it is paid, and no sooner', () => {
  const fence = command('define-ring-fence', {
    ...{ ringFence: 'paid', name: 'Paid', source: 'foundation', basis: 'paid', evidence: 'Offer' },
  });
  const invoice = command('verify-expenditure', {
    ...{ expenditure: 'one', provider: 'p', scheme: 'panel', net: '20.00', reference: 'Invoice' },
    ...{ irrecoverableVat: '0.00', nature: 'capital' },
    sources: [{ source: 'foundation', amount: '20.00' }],
  });
  const pay = command('pay-expenditure', {
    expenditure: 'one',
    amount: '5.00',
    remittance: 'BACS',
  });
  const spent = (...more: readonly FundCommand[]) => {
    const { happened } = after(untold(), [...steps, ...more]);
    const found = shareLimits(fundView('northmoor', recorded(happened), '2026-05-01')).find(
      (one) => one.limit === 'spend',
    );
    return [found?.base.pence, found?.counted.pence].map((pence = 0n) => formatPence(pence));
  };
  expect(spent(invoice)).toEqual(['20.00', '20.00']);
  expect(spent(fence, invoice)).toEqual(['0.00', '0.00']);
  expect(spent(fence, invoice, pay)).toEqual(['5.00', '5.00']);
});
