import type { PublishedTotal } from '#contracts/events/fund/publication.js';
import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import type { PublishedSum } from '#projections/reading/reading.js';
import { publishedInvestment } from './published-investment.js';

const fact = (entity: string, id: string, attributes: object): AnyFact =>
  ({
    ...{ entity, id, fund: 'pool', provider: 'none', number: 1, effective: '2026-04-01' },
    attributes,
  }) as AnyFact;
const made = (publication: string, totals: readonly PublishedTotal[]) =>
  fact('publication', `pool/${publication}`, { publication, until: '2026-04-30', totals });
const total = (amount: string | null, of: PublishedTotal['of'] = {}): PublishedTotal => ({
  of,
  shown: amount === null ? null : { count: 3, amount },
});
const line = (amount: string, more: Partial<PublishedSum> = {}): PublishedSum => ({
  ...{ fund: 'pool', kind: 'payment', recipient: 'Lights', provider: 'GB-COH-1', vcse: 'yes' },
  ...{ area: 'town', year: '2026-27', award: null, start: null, end: null, count: 1 },
  ...{ pence: parsePence(amount), ...more },
});
const award = (amount: string, more: Partial<PublishedSum>) =>
  line(amount, { kind: 'contract', year: null, ...more });
const shown = (sums: readonly PublishedSum[], ...publications: AnyFact[]) =>
  publishedInvestment(
    sums,
    new FactsAt([
      fact('publication-policy', 'pool', { title: 'Pool', publisher: 'council' }),
      ...publications,
    ]),
  );

it('adds up published lines, payments and awards each by themselves', () => {
  const { invested, funds } = shown([
    line('600.00'),
    line('300.00', { provider: 'GB-COH-2', vcse: 'no', area: null }),
    award('5000.00', { award: 'a' }),
  ]);
  expect(
    invested.map(({ by, is, payments, awards }) => [
      ...[by, is, formatPence(payments.pence), payments.share],
      formatPence(awards.pence),
    ]),
  ).toEqual([
    ['year', '2026-27', '900.00', '100.00', '0.00'],
    ['year', 'unknown', '0.00', '0.00', '5000.00'],
    ['area', 'town', '600.00', '66.67', '5000.00'],
    ['area', 'unknown', '300.00', '33.33', '0.00'],
    ['vcse', 'yes', '600.00', '66.67', '5000.00'],
    ['vcse', 'no', '300.00', '33.33', '0.00'],
  ]);
  expect(funds).toMatchObject([{ lines: { payments: 90_000n, awards: 500_000n } }]);
});

it('counts redacted recipients as nobody in particular', () => {
  const { payments } = shown([
    line('600.00'),
    line('300.00', { provider: 'GB-COH-2' }),
    line('100.00', { provider: 'GB-COH-3' }),
    line('500.00', { provider: null, recipient: 'REDACTED PERSONAL DATA', vcse: null }),
  ]).concentration;
  // 60² + 30² + 10².
  expect(payments).toMatchObject({ hhi: '4600.00', fiveLargest: '100.00' });
  expect(payments.unnamed).toEqual({ pence: 50_000n, share: '33.33' });
});

it('takes no name that stands for nobody in particular for a recipient', () => {
  const { payments } = shown([
    line('600.00'),
    line('300.00', { provider: 'unknown', recipient: 'unknown' }),
    line('100.00', { provider: 'redacted', recipient: 'redacted' }),
  ]).concentration;
  expect(payments.named.map(({ provider }) => provider)).toEqual(['GB-COH-1']);
  expect(payments.unnamed).toEqual({ pence: 40_000n, share: '40.00' });
});

it('counts redacted lines beside awards, since they do not say of which award they are', () => {
  const { lengths } = shown([
    award('5.00', { award: 'a' }),
    award('7.00', { provider: null, count: 2 }),
    award('8.00', { provider: null, start: '2026-04-01', end: '2026-12-31' }),
  ]);
  expect(lengths.map(({ band, awards, redacted }) => [band, awards, redacted])).toEqual(
    expect.arrayContaining([
      ['unknown', 1, 2],
      ['under-12', 0, 1],
    ]),
  );
});

it('tells how long published awards are, and of which nobody says it', () => {
  const { lengths } = shown([
    award('100.00', { award: 'a', start: '2026-04-01', end: '2029-03-31' }),
    award('20.00', { award: 'b', start: '2026-04-01', end: '2026-12-31' }),
    award('5.00', { award: 'c' }),
  ]);
  expect(
    lengths
      .filter(({ pence }) => pence > 0n)
      .map(({ band, awards, pence }) => [band, awards, formatPence(pence)]),
  ).toEqual([
    ['under-12', 1, '20.00'],
    ['36-to-59', 1, '100.00'],
    ['unknown', 1, '5.00'],
  ]);
});

describe('of all payments, published or not', () => {
  const wholeOf = (...publications: AnyFact[]) => shown([line('600.00')], ...publications);

  it('adds up totals of all publications, and says what share is published by line', () => {
    const { funds, wholes } = wholeOf(
      made('april', [total('500.00'), total('20.00', { area: 'town' })]),
      made('may', [total('300.00'), total('1.00', { area: 'town' })]),
    );
    expect(funds).toMatchObject([{ whole: 80_000n, share: '75.00' }]);
    expect(wholes).toMatchObject([{ pence: 80_000n }, { area: 'town', pence: 2_100n }]);
  });

  it('tells all of a fund first, and then its years and schemes in their order', () => {
    const of = (...kinds: PublishedTotal['of'][]) => kinds.map((kind) => total('1.00', kind));
    const { wholes } = wholeOf(
      made('later', of({ scheme: 'care' }, { year: '2026-27' }, { year: '2025-26' }, {})),
      made(
        'early',
        of({ scheme: 'care', year: '2024-25' }, { year: '2024-25' }, { scheme: 'arts' }),
      ),
    );
    expect(wholes.map(({ scheme = 'all', year = 'all' }) => `${scheme} ${year}`)).toEqual([
      ...['all all', 'arts all', 'care all'],
      ...['all 2024-25', 'all 2025-26', 'all 2026-27', 'care 2024-25'],
    ]);
  });

  it('withholds a sum of which a part is withheld, and every share of it', () => {
    const { funds, wholes } = wholeOf(made('april', [total('500.00')]), made('may', [total(null)]));
    expect(funds).toMatchObject([{ whole: 'withheld', share: undefined }]);
    expect(wholes).toEqual([expect.objectContaining({ pence: undefined })]);
  });

  it('takes totals of some publications for no whole', () =>
    expect(wholeOf(made('april', []), made('may', [total('300.00')])).funds).toMatchObject([
      { whole: 'not published', share: undefined },
    ]));
});
