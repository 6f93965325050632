import type { z } from 'zod';
import type { agreementCommands } from '#contracts/commands/agreement.js';
import { pick, pounds } from './wish.js';

type Terms = z.input<(typeof agreementCommands)['sign-agreement']>;
type Settlement = Required<Pick<Terms, 'riskShare' | 'orderOfCover' | 'yearEnd'>>;
interface Numbers {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** How a year may be settled, in each way that an agreement may name; now and then against the rules. */
export const settlement = (of: Numbers): Settlement => ({
  riskShare: riskShare(of),
  orderOfCover: pick(
    [
      [],
      ['risk-reserve'],
      ['underspends', 'risk-reserve', 'uncommitted-allocations', 'outside'],
      ['outside', 'uncommitted-allocations'],
    ] as const,
    of.a + of.c,
  ).slice(),
  yearEnd: {
    underspend: of.b % 4 === 0 ? 'returned' : 'carried',
    retained: pick(
      [
        [],
        [{ use: 'risk-reserve' as const, upTo: pounds((of.c % 30) + 1) }],
        [
          { use: 'risk-reserve' as const, upTo: '0.05' },
          { use: 'non-recurrent' as const, upTo: null },
        ],
      ],
      of.b + of.c,
    ),
    excess:
      of.a % 3 === 0
        ? [
            {
              source: 'foundation',
              bearer: pick(['council', 'icb', 'council', 'foundation'], of.c),
            },
          ]
        : [],
  },
});

/** Each way of sharing, over and under, of all or of one scheme. */
function riskShare({ a, b, c }: Numbers): Settlement['riskShare'] {
  // A funder has no part in it: whoever names one cannot close the year until that is varied.
  const third = c % 10 === 9 ? 'foundation' : 'icb';
  const fixed = {
    kind: 'fixed' as const,
    shares: [
      { party: 'council', share: (a % 5) + 1 },
      { party: third, share: 2 },
    ],
  };
  const plain = [fixed, { kind: 'pro-rata' as const }, { kind: 'where-it-falls' as const }];
  const capped = a % 2 === 0 ? ['icb', 'council'] : ['council', third];
  const caps = [
    { party: capped[0] ?? '', amount: pounds((c % 40) + 1), excessTo: capped[1] ?? '' },
  ].filter(({ party, excessTo }) => party !== excessTo);
  const rules = [
    ...plain,
    { kind: 'capped' as const, rule: pick(plain, a), caps },
    {
      kind: 'banded' as const,
      bands: [
        { upTo: pounds((a % 30) + 1), rule: pick(plain, c) },
        { upTo: null, rule: { kind: 'capped' as const, rule: pick(plain, a + 1), caps } },
      ],
    },
  ];
  const [over, under] = [pick(rules, b), pick(rules, c)];
  return {
    over,
    under,
    ...(a % 3 === 0 ? { schemes: [{ scheme: 'navigators', over: under, under: over }] } : {}),
    ...(b % 7 === 6
      ? {
          base: ['council', third].map((party, place) => ({ party, amount: pounds(place + 2) })),
        }
      : {}),
  };
}
