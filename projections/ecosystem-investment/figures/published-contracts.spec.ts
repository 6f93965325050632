import type { Contradiction } from '#contracts/events/register.js';
import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import { formatPence } from '#libs/money/pence.js';
import { listedContracts, statementsOf, type Registers } from './listed-contracts.js';
import { publishedContracts } from './published-contracts.js';

const moment = {
  ...{ number: 100, recorded: null, final: true, effectiveOn: null, day: '2026-11-22' },
};
const about = { fund: 'none', provider: 'none', number: 1, effective: '2026-01-01' } as const;

const register = (id: string, asAt: string, begun: number, publisher = 'council'): AnyFact => ({
  ...{ ...about, entity: 'contract-register', id, effective: asAt },
  attributes: {
    ...{ publisher, name: publisher, asAt, begun },
    ...{ file: `${id}.csv`, fund: 'pool', import: `${id}.pool` },
  },
});

interface Said {
  readonly reference?: string | null;
  readonly title?: string;
  readonly supplier?: string;
  readonly identifier?: string;
  readonly start?: string;
  readonly end?: string;
  readonly currentEnd?: string;
  readonly months?: string;
  readonly total?: string;
  readonly contradictions?: Contradiction[];
}
const day = (of: string | undefined) => (of === undefined ? null : { day: of, written: of });

const row = (of: string, line: number, said: Said, publisher = 'council'): AnyFact => ({
  ...{ ...about, entity: 'listed-contract', id: `${of}:${line}`, number: line },
  attributes: {
    ...{ register: of, publisher, line, reference: said.reference ?? null },
    title: said.title ?? 'Home care',
    supplier: {
      name: said.supplier ?? 'Moor Care Ltd',
      identifiers: said.identifier === undefined ? [] : [said.identifier],
      postcode: null,
    },
    ...{ purchaser: null, department: null, procedure: null, category: null, review: null },
    ...{ start: day(said.start), end: day(said.end), currentEnd: day(said.currentEnd) },
    duration: said.months === undefined ? null : { months: said.months, written: said.months },
    total: said.total === undefined ? null : { amount: said.total, written: said.total },
    ...{ basis: 'unknown', annual: null, extensions: [], sme: 'unknown', vcse: 'unknown' },
    contradictions: said.contradictions ?? [],
  },
});

const seen = (...facts: AnyFact[]): Registers => ({ moment, facts: new FactsAt(facts) });
const shown = (of: Registers) =>
  listedContracts(of).map(({ row: { id }, state }) => `${id} ${state}`);

describe('which statement of a contract counts', () => {
  it('is the newest by its day, whichever was recorded later', () => {
    const of = seen(
      register('october', '2026-10-31', 9),
      register('september', '2026-09-30', 20),
      row('october', 2, { reference: 'C1', total: '2.00' }),
      row('september', 2, { reference: 'c1', total: '1.00' }),
      row('september', 3, { reference: 'C2', total: '5.00' }),
    );
    expect(shown(of)).toEqual(['october:2 listed', 'september:3 no longer listed']);
    expect(publishedContracts(of)).toMatchObject({
      all: { contracts: 1, pence: 200n },
      noLongerListed: 1,
    });
    expect(statementsOf(of, 'october:2').map(({ row: { id } }) => id)).toEqual([
      'september:2',
      'october:2',
    ]);
    expect(statementsOf(of, 'november:2')).toEqual([]);
  });

  it('is of one publisher alone', () => {
    const of = seen(
      register('a', '2026-09-30', 1),
      register('b', '2026-10-31', 2, 'another'),
      row('a', 2, { reference: 'C1' }),
      row('b', 2, { reference: 'C1' }, 'another'),
    );
    expect(shown(of)).toEqual(['a:2 listed', 'b:2 listed']);
  });

  it('is told apart by title and supplier where rows share a reference, or have none', () => {
    const of = seen(
      register('a', '2026-09-30', 1),
      register('b', '2026-10-31', 2),
      row('a', 2, { reference: 'C1', supplier: 'One' }),
      row('a', 3, { reference: 'C1', supplier: 'Two' }),
      row('a', 4, { supplier: 'Three' }),
      row('b', 2, { reference: 'C1', supplier: 'TWO ' }),
      row('b', 3, { supplier: 'three' }),
    );
    expect(shown(of)).toEqual(['a:2 no longer listed', 'b:2 listed', 'b:3 listed']);
  });
});

describe('what is published of contracts', () => {
  const of = seen(
    register('a', '2026-10-31', 1),
    row('a', 2, {
      ...{ reference: 'C1', identifier: 'GB-COH-1', start: '2024-04-01', end: '2027-03-31' },
      ...{ months: '24', total: '100.00', contradictions: ['duration-unlike-dates'] },
    }),
    row('a', 3, {
      ...{ reference: 'C2', identifier: 'GB-COH-1', start: '2023-12-01', end: '2026-11-30' },
      ...{ currentEnd: '2027-11-30', months: '36', total: '40.00' },
    }),
    row('a', 4, { reference: 'C3', identifier: 'GB-COH-2', end: '2026-12-31', total: '60.00' }),
    row('a', 5, { reference: 'C4', months: '0.3', end: '2026-10-01', total: '7.00' }),
    row('a', 6, { reference: 'C5', identifier: 'GB-COH-2' }),
    {
      ...{ ...about, entity: 'organisation', id: 'GB-COH-2' },
      attributes: { name: 'Two', identifiers: ['GB-COH-2'] },
    } as unknown as AnyFact,
  );
  const figures = publishedContracts(of);

  it('counts contracts, those with a total, and the sum of these', () => {
    expect(figures.all).toEqual({ contracts: 5, withTotal: 4, withoutTotal: 1, pence: 20_700n });
    expect(figures.registers).toEqual([
      {
        ...{ publisher: 'council', name: 'council', asAt: '2026-10-31' },
        ...{ contracts: 5, withTotal: 4, pence: 20_700n },
      },
    ]);
  });

  it('has lengths by the published duration and by the dates, each for itself', () => {
    const counts = (bands: typeof figures.lengths.byDates) =>
      Object.fromEntries(bands.map(({ band, contracts }) => [band, contracts]));
    expect(counts(figures.lengths.byDuration)).toEqual({
      ...{ 'under-12': 1, '12-to-23': 0, '24-to-35': 1, '36-to-59': 1 },
      ...{ '60-and-over': 0, unknown: 2 },
    });
    expect(counts(figures.lengths.byDates)).toMatchObject({ '36-to-59': 2, unknown: 3 });
    const { byDuration, byDates } = figures.lengths.longTerm;
    expect([byDuration.contracts, byDates.contracts]).toEqual([1, 2]);
  });

  it('has each end in its first window, by the end as it now is', () => {
    const ends = figures.endings.map(({ ending, contracts }) => [ending, contracts]);
    expect(ends).toEqual([
      ['ended', 1],
      ['within-3', 1],
      ['within-6', 1],
      ['within-12', 0],
      ['later', 1],
      ['unknown', 1],
    ]);
  });

  it('joins suppliers by identifier alone', () => {
    const { largest, known, notKnown, unidentified } = figures.suppliers;
    expect(
      largest.map(({ supplier, pence, isKnown }) => [supplier, formatPence(pence), isKnown]),
    ).toEqual([
      ['GB-COH-1', '140.00', false],
      ['GB-COH-2', '60.00', true],
    ]);
    expect([known.contracts, notKnown.contracts, unidentified.contracts]).toEqual([2, 2, 1]);
    expect(unidentified.pence).toBe(700n);
  });

  it('counts what contradicts itself', () => {
    expect(figures.flags).toEqual([
      { flag: 'annual-over-total', contracts: 0 },
      { flag: 'end-before-start', contracts: 0 },
      { flag: 'duration-unlike-dates', contracts: 1 },
    ]);
  });
});
