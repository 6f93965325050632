import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { RecordedEvent } from '#contracts/envelope.js';
import { asDomainEvent, checkedData, eventTypes } from '#contracts/events/all.js';
import { yearOf } from '#contracts/financial-year.js';
import { formatPence } from '#libs/money/pence.js';
import { postingsDocument } from '#test/support/postings-document.js';
import { facts } from './facts.js';
import { postings } from './postings.js';
import { bookOf, type Posting } from './posting.js';

/** One stored event of each type and version. They stay readable for ever. */
const folder = new URL('../../contracts/examples/', import.meta.url);
const examples = readdirSync(folder)
  .sort()
  .map((file) => ({ file, ...read(file) }));

function read(file: string): RecordedEvent {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as RecordedEvent;
}

it('has an example of every version of every event type', () =>
  expect(examples.map(({ file }) => file)).toEqual(
    expect.arrayContaining(
      Object.values(eventTypes).flatMap(({ type, version }) =>
        Array.from({ length: version }, (_, before) => `${type}.v${before + 1}.json`),
      ),
    ),
  ));

describe.each(examples)('$file', ({ file: _, ...example }) => {
  it('can be read, and says what the present schema of its type says', () => {
    const known = asDomainEvent(example);
    expect(checkedData(known.type, known.data)).toEqual(known.data);
    expect(() => facts(known)).not.toThrow();
  });

  it('balances per fund, book, accounting year, nature and source', () => {
    const sums = new Map<string, bigint>();
    for (const { on, pence } of postings(asDomainEvent(example))) {
      const key = [on.fund, bookOf(on.account), yearOf(on.period), on.nature, on.source].join(' ');
      sums.set(key, (sums.get(key) ?? 0n) + pence);
    }
    expect([...sums].filter(([, sum]) => sum !== 0n)).toEqual([]);
  });
});

/** Account, whose money, in which month, and the amount: what a bookkeeper would write. */
const entries = (file: string) =>
  postings(asDomainEvent(read(file))).map(({ on, pence }: Posting) =>
    [on.account, on.source, on.period, formatPence(pence)].join('  '),
  );

it.each([
  [
    'ContributionPledged.v1.json',
    [
      'budget:contributed:expected  foundation  2028-04  -30000.00',
      'budget:unallocated:expected  foundation  2028-04  30000.00',
    ],
  ],
  [
    'InstalmentReceived.v1.json',
    [
      'cash:debtor:invoiced  icb  2026-04  -150000.00',
      'cash:held  icb  2026-04  150000.00',
      'cash:debtor:due  icb  2026-04  -50000.00',
      'cash:held  icb  2026-04  50000.00',
    ],
  ],
  [
    'InKindProvided.v1.json',
    [
      'cash:income:in-kind  icb  2026-04  -1000.00',
      'cash:expenditure:in-kind  icb  2026-04  1000.00',
    ],
  ],
  [
    'BudgetAllocated.v1.json',
    [
      'budget:unallocated:indicative  council  2029-04  -240000.00',
      'budget:scheme:indicative  council  2029-04  240000.00',
    ],
  ],
  [
    'CommitmentReleased.v1.json',
    [
      'budget:committed:confirmed  council  2026-10  -6363.64',
      'budget:scheme:confirmed  council  2026-10  6363.64',
      'budget:committed:confirmed  icb  2026-10  -3636.36',
      'budget:scheme:confirmed  icb  2026-10  3636.36',
    ],
  ],
  [
    'ExpenditureAccrued.v1.json',
    [
      'budget:committed:confirmed  council  2026-07  -50909.09',
      'budget:matched:confirmed  council  2026-07  50909.09',
      'budget:committed:confirmed  icb  2026-07  -29090.91',
      'budget:matched:confirmed  icb  2026-07  29090.91',
      'cash:creditor  council  2026-07  -50909.09',
      'cash:expenditure  council  2026-07  50909.09',
      'cash:creditor  icb  2026-07  -29090.91',
      'cash:expenditure  icb  2026-07  29090.91',
    ],
  ],
  [
    'ExpenditureCredited.v1.json',
    [
      'budget:committed:confirmed  council  2026-08  636.36',
      'budget:matched:confirmed  council  2026-08  -636.36',
      'budget:committed:confirmed  icb  2026-08  363.64',
      'budget:matched:confirmed  icb  2026-08  -363.64',
      'cash:creditor  council  2026-08  636.36',
      'cash:expenditure  council  2026-08  -636.36',
      'cash:creditor  council  2026-08  127.27',
      'cash:vat-recoverable  council  2026-08  -127.27',
      'cash:creditor  icb  2026-08  363.64',
      'cash:expenditure  icb  2026-08  -363.64',
      'cash:creditor  icb  2026-08  72.73',
      'cash:vat-recoverable  icb  2026-08  -72.73',
    ],
  ],
  [
    'ExpenditurePaid.v1.json',
    [
      'cash:held  council  2026-08  -31818.18',
      'cash:creditor  council  2026-08  31818.18',
      'cash:held  icb  2026-08  -18181.82',
      'cash:creditor  icb  2026-08  18181.82',
    ],
  ],
  [
    'PaymentRecorded.v1.json',
    [
      'budget:scheme:confirmed  icb  2026-10  -200000.00',
      'budget:spent:confirmed  icb  2026-10  200000.00',
      'cash:creditor  icb  2026-10  -200000.00',
      'cash:expenditure  icb  2026-10  200000.00',
      'cash:held  icb  2026-10  -200000.00',
      'cash:creditor  icb  2026-10  200000.00',
    ],
  ],
  [
    'PaymentsRecoded.v1.json',
    [
      'budget:scheme:confirmed  unknown  2026-06  11.00',
      'budget:spent:confirmed  unknown  2026-06  -11.00',
      'cash:held  unknown  2026-06  11.00',
      'cash:expenditure  unknown  2026-06  -11.00',
      'budget:scheme:confirmed  council  2026-06  -7.00',
      'budget:spent:confirmed  council  2026-06  7.00',
      'cash:held  council  2026-06  -7.00',
      'cash:expenditure  council  2026-06  7.00',
      'budget:scheme:confirmed  icb  2026-06  -4.00',
      'budget:spent:confirmed  icb  2026-06  4.00',
      'cash:held  icb  2026-06  -4.00',
      'cash:expenditure  icb  2026-06  4.00',
    ],
  ],
  ['ExpenditureClaimed.v1.json', []],
])('%s is booked as a bookkeeper would', (file, expected) =>
  expect(entries(file)).toEqual(expected),
);

it('is written down in docs/postings.md (UPDATE_DOCS=1 writes it anew)', () => {
  const path = new URL('../../docs/postings.md', import.meta.url);
  const current = postingsDocument(examples.map(({ file: _, ...example }) => example));
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, current);
  expect(readFileSync(path, 'utf8')).toBe(current);
});
