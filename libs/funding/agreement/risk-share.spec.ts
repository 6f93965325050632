import fc from 'fast-check';
import { RiskShare, type ShareRule } from '#contracts/events/agreement/risk-share.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { shareVariance, type VarianceLine } from './risk-share.js';

const proRata = { kind: 'pro-rata' } as const;
const fixed = (...shares: readonly [party: string, share: number][]) =>
  ({ kind: 'fixed', shares: shares.map(([party, share]) => ({ party, share })) }) as const;
const riskShare = (over: ShareRule, more: Partial<RiskShare> = {}): RiskShare =>
  RiskShare.parse({
    over,
    under: over,
    schemes: [],
    base: 'agreed-contributions',
    parties: [],
    aligned: false,
    ...more,
  });

const amounts = (of: Readonly<Record<string, string>>) =>
  Object.entries(of).map(([party, amount]) => ({ party, pence: parsePence(amount) }));
const northmoor = amounts({ council: '1200000.00', icb: '800000.00' });
const onCouncil = (amount: string, scheme = 'navigators'): VarianceLine[] => [
  { party: 'council', scheme, pence: parsePence(amount) },
];
const written = (parts: ReturnType<typeof shareVariance>) =>
  Object.fromEntries(parts.map(({ party, pence }) => [party, formatPence(pence)]));

it.each([
  ['93700000.00', '28300000.00', '-1000000.00', '-768032.79', '-231967.21'],
  ['1200000.00', '800000.00', '120000.00', '72000.00', '48000.00'],
  ['1200000.00', '800000.00', '-33333.33', '-20000.00', '-13333.33'],
])('by bases of %s and %s, %s is %s and %s', (council, icb, variance, first, second) =>
  expect(
    written(shareVariance(riskShare(proRata), amounts({ council, icb }), onCouncil(variance))),
  ).toEqual({ council: first, icb: second }),
);

it('does not ask whose money was unspent', () =>
  expect(
    written(
      shareVariance(riskShare(proRata), northmoor, [
        { party: 'council', scheme: 'navigators', pence: parsePence('50000.00') },
        { party: 'icb', scheme: 'brokerage', pence: parsePence('70000.00') },
      ]),
    ),
  ).toEqual({ council: '72000.00', icb: '48000.00' }));

it('leaves it where it falls, also where the partners differ in sign', () =>
  expect(
    written(
      shareVariance(riskShare({ kind: 'where-it-falls' }), northmoor, [
        { party: 'council', scheme: 'navigators', pence: parsePence('-30.00') },
        { party: 'icb', scheme: 'brokerage', pence: parsePence('10.00') },
      ]),
    ),
  ).toEqual({ council: '-30.00', icb: '10.00' }));

it('shares in fixed parts, and over- and underspend by rules of their own', () => {
  const rule = riskShare(fixed(['council', 625], ['icb', 375]), {
    under: fixed(['council', 0], ['icb', 1]),
  });
  expect(written(shareVariance(rule, northmoor, onCouncil('-80000.00')))).toEqual({
    council: '-50000.00',
    icb: '-30000.00',
  });
  expect(written(shareVariance(rule, northmoor, onCouncil('80000.00')))).toEqual({
    council: '0.00',
    icb: '80000.00',
  });
});

it('caps what a party bears, and names who takes the excess', () => {
  const rule = riskShare({
    kind: 'capped',
    rule: proRata,
    caps: [{ party: 'icb', amount: '25000.00', excessTo: 'council' }],
  });
  expect(written(shareVariance(rule, northmoor, onCouncil('-100000.00')))).toEqual({
    council: '-75000.00',
    icb: '-25000.00',
  });
  expect(written(shareVariance(rule, northmoor, onCouncil('-50000.00')))).toEqual({
    council: '-30000.00',
    icb: '-20000.00',
  });
});

it('shares band by band', () => {
  const rule = riskShare({
    kind: 'banded',
    bands: [
      { upTo: '20000.00', rule: fixed(['council', 1]) },
      { upTo: '70000.00', rule: proRata },
      {
        upTo: null,
        rule: {
          kind: 'capped',
          rule: fixed(['council', 1], ['icb', 1]),
          caps: [{ party: 'council', amount: '10000.00', excessTo: 'icb' }],
        },
      },
    ],
  });
  expect(written(shareVariance(rule, northmoor, onCouncil('-100000.00')))).toEqual({
    council: '-60000.00', // 20,000 + 30,000 + 10,000
    icb: '-40000.00', // 20,000 + 20,000
  });
  expect(written(shareVariance(rule, northmoor, onCouncil('-19999.99')))).toEqual({
    council: '-19999.99',
    icb: '0.00',
  });
});

it('shares a scheme by a rule of its own, apart from the rest', () => {
  const rule = riskShare(proRata, {
    schemes: [{ scheme: 'crisis', over: fixed(['icb', 1]), under: { kind: 'where-it-falls' } }],
  });
  expect(
    written(
      shareVariance(rule, northmoor, [
        ...onCouncil('120000.00'),
        ...onCouncil('-5000.00', 'crisis'),
      ]),
    ),
  ).toEqual({ council: '72000.00', icb: '43000.00' });
});

it('gives an odd penny to the party that the agreement lists first', () => {
  const even = amounts({ a: '1.00', b: '1.00' });
  const penny: VarianceLine[] = [{ party: 'a', scheme: 'none', pence: -1n }];
  expect(written(shareVariance(riskShare(proRata), even, penny))).toEqual({
    a: '-0.01',
    b: '0.00',
  });
  expect(written(shareVariance(riskShare(proRata, { parties: ['b', 'a'] }), even, penny))).toEqual({
    a: '0.00',
    b: '-0.01',
  });
});

it('cannot share in proportion to nothing, unless there is nothing to share', () => {
  expect(() => shareVariance(riskShare(proRata), [], onCouncil('1.00'))).toThrow(RangeError);
  expect(shareVariance(riskShare(proRata), [], [])).toEqual([]);
});

it.each([
  ['a party capped that takes an excess', { kind: 'capped', rule: proRata, caps: circle() }],
  ['shares that are all zero', fixed(['a', 0])],
  ['a last band with a bound', { kind: 'banded', bands: [{ upTo: '1.00', rule: proRata }] }],
  ['bands that go back', { kind: 'banded', bands: ['2.00', '1.00', null].map(band) }],
])('does not take %s for a rule', (_what, rule) =>
  expect(() => riskShare(rule as ShareRule)).toThrow(),
);

function circle() {
  return [
    { party: 'a', amount: '1.00', excessTo: 'b' },
    { party: 'b', amount: '1.00', excessTo: 'a' },
  ];
}
function band(upTo: string | null) {
  return { upTo, rule: proRata };
}

const party = fc.constantFrom('a', 'b', 'c');
const pounds = fc.bigInt(1n, 10n ** 9n);
const plain: fc.Arbitrary<ShareRule> = fc.oneof(
  fc.constant(proRata),
  fc.constant({ kind: 'where-it-falls' } as const),
  fc
    .uniqueArray(fc.tuple(party, fc.integer({ min: 1, max: 99 })), {
      minLength: 1,
      selector: ([name]) => name,
    })
    .map((shares) => fixed(...shares)),
);
const cappedRule = (rule: fc.Arbitrary<ShareRule>): fc.Arbitrary<ShareRule> =>
  fc.tuple(rule, pounds).map(
    ([inner, cap]) =>
      ({
        kind: 'capped',
        rule: inner,
        caps: [{ party: 'a', amount: formatPence(cap), excessTo: 'c' }],
      }) as ShareRule,
  );
const bandedRule: fc.Arbitrary<ShareRule> = fc
  .tuple(
    fc.uniqueArray(pounds, { maxLength: 4 }),
    fc.array(fc.oneof(plain, cappedRule(plain)), { minLength: 5, maxLength: 5 }),
  )
  .map(([bounds, rules]) => {
    const sorted = bounds.sort((a, b) => (a < b ? -1 : 1)).map(formatPence);
    return {
      kind: 'banded',
      bands: [...sorted, null].map((upTo, at) => ({ upTo, rule: rules[at] ?? proRata })),
    } as ShareRule;
  });
const anyRule = fc.oneof(plain, cappedRule(plain), bandedRule, cappedRule(bandedRule));

it('sums exactly to the variance, whatever the rule', () =>
  fc.assert(
    fc.property(
      anyRule,
      anyRule,
      anyRule,
      fc.array(
        fc.record({
          party,
          scheme: fc.constantFrom('none', 'crisis'),
          pence: fc.bigInt(-(10n ** 10n), 10n ** 10n),
        }),
        { maxLength: 8 },
      ),
      fc.tuple(pounds, pounds),
      (over, under, crisis, variance, [a, b]) => {
        const rule = riskShare(over, {
          under,
          schemes: [{ scheme: 'crisis', over: crisis, under }],
        });
        const base = [
          { party: 'a', pence: a },
          { party: 'b', pence: b },
        ];
        const parts = shareVariance(rule, base, variance);
        expect(sumPence(parts.map(({ pence }) => pence))).toBe(
          sumPence(variance.map(({ pence }) => pence)),
        );
        expect(new Set(parts.map((part) => part.party)).size).toBe(parts.length);
      },
    ),
  ));
