import { readdirSync, readFileSync } from 'node:fs';
import { asDomainEvent, eventTypes, type DomainEvent } from '#contracts/events/all.js';
import type { RecordedEvent } from '#contracts/envelope.js';
import { postings } from '#libs/ledger/postings.js';
import { formatPence } from '#libs/money/pence.js';
import { amountOf } from './amount.js';
import { correctingTypes, correctsOf, makers, subjectOf } from './corrects.js';
import { judgedBy } from './judged.js';
import { fundsOf } from './touches.js';

const folder = 'contracts/examples';
const example = (type: keyof typeof eventTypes, data: object = {}): DomainEvent => {
  const file = `${folder}/${type}.v${eventTypes[type].version}.json`;
  const event = JSON.parse(readFileSync(file, 'utf8')) as RecordedEvent;
  return asDomainEvent({ ...event, data: { ...event.data, ...data } });
};

it('reads every event that there is', () => {
  for (const file of readdirSync(folder)) {
    const event = asDomainEvent(
      JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as RecordedEvent,
    );
    expect(() => {
      amountOf(event, postings(event));
      subjectOf(event);
      correctsOf(event);
      judgedBy(event);
      fundsOf(event);
    }).not.toThrow();
  }
});

describe('the amount of an event', () => {
  it('is what the event states, gross before cost, with its sign', () => {
    const invoice = example('ExpenditureVerified', { gross: '120.00', cost: '100.00' });
    expect(amountOf(invoice, [])).toBe(120_00n);
    expect(amountOf(example('ExpenditureCredited', { gross: '-12.00' }), [])).toBe(-12_00n);
  });

  it('is else the largest sum of debits in one book of one fund, or nothing', () => {
    const reserved = example('CommitmentReserved');
    const made = postings(reserved);
    const budget = made.filter(({ on, pence }) => pence > 0n && on.account.startsWith('budget:'));
    const debits = budget.reduce((sum, { pence }) => sum + pence, 0n);
    expect(formatPence(amountOf(reserved, made) ?? 0n)).toBe(formatPence(debits));
    expect(amountOf(example('FundEstablished'), [])).toBeNull();
  });
});

describe('a correction', () => {
  it('names what it corrects, as what it corrects names itself', () => {
    const wrong = example('ExpenditureVerified', { expenditure: 'e1', accrual: null });
    const right = example('ExpenditureReversed', { expenditure: 'e1-r', corrects: 'e1' });
    expect(correctsOf(right)).toEqual([subjectOf(wrong)]);
    expect(correctsOf(wrong)).toEqual([]);
    expect(correctsOf(example('ExpenditureVerified', { accrual: 'a1' }))).toEqual([
      'expenditure/a1',
    ]);
    expect(correctsOf(example('YearClosed', { closing: 1 }))).toEqual([]);
    const again = example('YearClosed', { year: '2026-27', closing: 2 });
    expect(correctsOf(again)).toEqual([subjectOf(again)]);
  });

  it('is of a type that says how, and corrects what some type makes', () => {
    for (const type of [...Object.keys(correctingTypes), ...makers])
      expect([type, type in eventTypes]).toEqual([type, true]);
  });
});

describe('what a decision was judged by', () => {
  it('is what its event says, and nothing where it says nothing', () => {
    expect(judgedBy(example('ExpenditurePaid'))).toBeNull();
    expect(judgedBy(example('BudgetAllocated', { override: null }))).toBeNull();
    const override = { authority: 'Section 151 officer', reason: 'Winter', beyond: '1.00' };
    expect(judgedBy(example('BudgetAllocated', { override }))).toEqual({ override });
    expect(judgedBy(example('CommitmentReserved', { agreementRevision: -1 }))).not.toHaveProperty(
      'agreementRevision',
    );
    expect(judgedBy(example('RecodingProposalEnded'))).toBeNull();
    expect(judgedBy(example('PermissionRecorded'))).toBeNull();
    expect(judgedBy(example('PermissionUsed', { permission: 'p1' }))).toEqual({ permission: 'p1' });
  });

  it('names each budget head once, in order', () => {
    const counted = ['b', 'a', 'b'].map((head) => ({
      ...{ organisation: 'GB-LAE-NMR', office: 'director', head, year: '2026-27' },
      amount: '1.00',
    }));
    expect(judgedBy(example('RecodingAuthorised', { counted }))).toMatchObject({
      heads: ['a', 'b'],
    });
  });
});

it('finds the funds of a move on both its sides', () => {
  const money = { source: 's', year: '2026-27', nature: 'revenue', kind: 'scheme', scheme: 'x' };
  const legs = [{ amount: '1.00', from: { ...money, fund: 'b' }, to: { ...money, fund: 'a' } }];
  expect(fundsOf(example('ReallocationProposed', { legs, effectsAt: [] }))).toEqual(['a', 'b']);
});
