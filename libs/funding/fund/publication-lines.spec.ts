import fc from 'fast-check';
import type { PublicationPolicy } from '#contracts/events/fund/publication.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { rank } from '#test/support/rank.js';
import {
  reconciled,
  redactedLine,
  sorted,
  totalsOf,
  type LedgerLine,
} from './publication-lines.js';

const policy: PublicationPolicy = {
  ...{ publisher: 'GB-LAE-NMR', title: 'Pool', standard: 'transparency-code' },
  ...{ lines: ['payments', 'awards'], totals: true, personal: 'redacted', individuals: [] },
  thresholds: { payments: '500.00', contracts: '5000.00', grants: '0.00' },
  ...{ confidential: [], smallestGroup: 3 },
};
const day = '2026-05-01';

const paid = (provider: string, pence: bigint, of: Partial<LedgerLine> = {}): LedgerLine => ({
  ...{ kind: 'payments', event: 1, on: '2026-04-20', provider, name: provider, body: provider },
  ...{ vcse: 'unknown', award: undefined, awardKind: undefined, title: undefined },
  ...{ scheme: 'care', purpose: 'Care', area: 'moor', year: '2026-27', pence },
  ...{ value: undefined, start: undefined, end: undefined, followsPerson: false },
  ...of,
});
const reasonOf = (line: LedgerLine, by: Partial<PublicationPolicy> = {}): string =>
  sorted([line], { ...policy, ...by }, day).excluded[0]?.reason ?? 'published';

it('publishes what is over the threshold, paid or paid back, and not what equals it', () => {
  expect(reasonOf(paid('A', 50_001n))).toBe('published');
  expect(reasonOf(paid('A', 50_000n))).toBe('below-threshold');
  expect(reasonOf(paid('A', -50_001n))).toBe('published');
  const nhs = { payments: '25000.00', contracts: '25000.00', grants: '25000.00' };
  expect(reasonOf(paid('A', 2_500_000n), { thresholds: nhs })).toBe('below-threshold');
});

it('compares the whole of a payment that several schemes bear', () => {
  const parts = [paid('A', 30_000n), paid('A', 30_000n, { scheme: 'work' })];
  expect(sorted(parts, policy, day).published).toHaveLength(2);
  // Another payment is another item.
  const apart = [paid('A', 30_000n), paid('A', 30_000n, { event: 2 })];
  expect(sorted(apart, policy, day).published).toEqual([]);
});

it('compares an award by all that it is promised, and each kind with its own threshold', () => {
  const award: Partial<LedgerLine> = { kind: 'awards', award: 'a', value: 500_001n };
  expect(reasonOf(paid('A', 100n, { ...award, awardKind: 'contract' }))).toBe('published');
  expect(reasonOf(paid('A', 100n, { ...award, value: 500_000n }))).toBe('below-threshold');
  expect(reasonOf(paid('A', 100n, { ...award, awardKind: 'grant', value: 1n }))).toBe('published');
  expect(reasonOf(paid('A', 100n, award), { lines: ['payments'] })).toBe('not-published');
});

it('takes back what it published of an award that loses what made it worth publishing', () => {
  const award: Partial<LedgerLine> = { kind: 'awards', award: 'a', awardKind: 'contract' };
  // Of 6,000.00 nothing is left, since another body took it over.
  expect(reasonOf(paid('A', -600_000n, { ...award, value: 0n }))).toBe('published');
  expect(reasonOf(paid('A', -200_000n, { ...award, value: 400_000n }))).toBe('published');
  expect(reasonOf(paid('A', -100_000n, { ...award, value: 400_000n }))).toBe('below-threshold');
});

it('leaves out what is confidential up to the last day of that', () => {
  const line = paid('A', 90_000n, { award: 'a' });
  const until = (last: string) => ({
    confidential: [{ award: 'a', reason: 'A price in dispute', until: last }],
  });
  expect(reasonOf(line, until(day))).toBe('confidential');
  expect(reasonOf(line, until('2026-04-30'))).toBe('published');
  expect(reasonOf(paid('A', 90_000n, { award: 'b' }), until(day))).toBe('published');
});

it('names no person, under any of the names of one, nor what follows a person', () => {
  const personal = [
    paid('other-name', 90_000n, { body: 'person' }),
    paid('agency', 90_000n, { followsPerson: true, award: 'a', title: 'For one person' }),
  ];
  for (const line of personal) {
    const by = { ...policy, individuals: ['person'] };
    expect(redactedLine(line, by)).toMatchObject({
      ...{ recipient: 'REDACTED PERSONAL DATA', provider: null, vcse: null },
      ...{ award: null, title: null, amount: '900.00', scheme: 'care' },
    });
    expect(reasonOf(line, { ...by, personal: 'left-out' })).toBe('personal');
  }
});

/** Payments of six bodies, some of which are over the threshold. */
const lines = fc.array(
  fc.record({
    provider: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
    pence: fc.constantFrom(100n, 70_000n, 30_000n, -2_000n),
    scheme: fc.constantFrom('care', 'work'),
    area: fc.constantFrom('moor', 'north'),
    year: fc.constantFrom('2025-26', '2026-27'),
    award: fc.constantFrom(undefined, 'secret'),
  }),
  { minLength: 1, maxLength: 24 },
);

it('publishes or leaves out every penny, once', () => {
  fc.assert(
    fc.property(lines, (made) => {
      const all = made.map(({ provider, pence, ...of }, event) =>
        paid(provider, pence, { ...of, event }),
      );
      const [payments] = reconciled(sorted(all, policy, day));
      const left = payments?.excluded.map(({ amount }) => parsePence(amount)) ?? [];
      expect(payments?.ledger).toEqual({
        count: all.length,
        amount: formatPence(sumPence(all.map(({ pence }) => pence))),
      });
      expect(formatPence(sumPence([...left, parsePence(payments?.published.amount ?? '')]))).toBe(
        payments?.ledger.amount,
      );
    }),
  );
});

/*
 * What everybody knows: the lines published, and each total shown. What a provider knows besides: its
 * own amounts. Every amount of a line left out is an unknown; a total less what is published of it says
 * the sum of some. Nobody may work out anything that is of one other body alone.
 */
it('lets neither the public nor a provider work out what another body was paid', () => {
  let withheld = 0;
  let shown = 0;
  fc.assert(
    fc.property(lines, fc.boolean(), (made, linesToo) => {
      const all = made.map(({ provider, pence, ...of }, event) =>
        paid(provider, pence, { ...of, event }),
      );
      const by: PublicationPolicy = {
        ...policy,
        lines: linesToo ? ['payments'] : [],
        confidential: [{ award: 'secret', reason: 'Commercial', until: day }],
      };
      const found = sorted(all, by, day);
      const totals = totalsOf(found, by.smallestGroup);
      const told = totals.filter((total) => total.shown !== null);
      withheld += totals.length - told.length;
      shown += told.length;
      const isOf = (line: LedgerLine, reason: string | undefined, of: object): boolean =>
        Object.entries(of).every(
          ([name, value]) =>
            value === (name === 'reason' ? reason : line[name as 'scheme' | 'area' | 'year']),
        );
      const rows = told.map(({ of }) =>
        found.excluded.map(({ line, reason }) => (isOf(line, reason, of) ? 1 : 0)),
      );
      told.forEach(({ of, shown: sum }, place) => {
        // What is shown is the truth, of lines published and left out alike.
        const left = found.excluded.filter((_, line) => rows[place]?.[line] === 1);
        const open = found.published.filter((line) => isOf(line, undefined, of));
        expect(sum?.amount).toBe(
          formatPence(sumPence([...left.map(({ line }) => line), ...open].map((l) => l.pence))),
        );
      });
      const bodies = [...new Set(found.excluded.map(({ line }) => line.body))];
      for (const knower of [undefined, ...bodies])
        for (const other of bodies.filter((body) => body !== knower)) {
          const strangers = found.excluded.map(
            ({ line }) => line.body !== knower && line.body !== other,
          );
          const elsewhere = rows.map((row) =>
            row.map((part, place) => (strangers[place] === true ? part : 0)),
          );
          expect(rank(elsewhere)).toBe(rank(rows));
        }
    }),
    { numRuns: 150 },
  );
  expect(withheld).toBeGreaterThan(0);
  expect(shown).toBeGreaterThan(0);
});
