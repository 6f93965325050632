import type { z } from 'zod';
import type { Asked } from '#apps/service/ledger/commands.js';
import { contractCommands } from '#contracts/commands/award/contract.js';
import { grantCommands } from '#contracts/commands/award/grant.js';
import type { Override } from '#contracts/commands/fund/shapes.js';
import type { AwardYear } from '#contracts/events/award/shapes.js';
import type { Choice } from './choice.js';
import type { Known } from './place-wishes.js';
import { whole } from '../auditor/amounts.js';
import { pick, pounds } from './wish.js';
import { providers, schemeNames, years } from './world.js';

/** What may be wished of contracts and grants, over the funds that they draw on. */
export const awardWeights = {
  award: 30,
  overpromise: 4,
  offer: 5,
  personalBudget: 4,
  accept: 6,
  decline: 2,
  varyAward: 8,
  uplift: 3,
  option: 3,
  novate: 3,
  moveLines: 3,
  endAward: 2,
  clawback: 3,
} as const;
export type AwardKind = keyof typeof awardWeights;

type AwardWishes = Readonly<Record<AwardKind, (of: Choice, known: Known, fund: string) => Asked>>;

export const contract = <Name extends keyof typeof contractCommands>(
  id: string,
  name: Name,
  effective: string,
  asked: z.input<(typeof contractCommands)[Name]>,
): Asked =>
  ({
    kind: 'contract',
    id,
    command: { command: name, effective, ...contractCommands[name].parse(asked) },
  }) as Asked;

export const grant = <Name extends keyof typeof grantCommands>(
  id: string,
  name: Name,
  effective: string,
  asked: z.input<(typeof grantCommands)[Name]>,
): Asked =>
  ({
    kind: 'grant',
    id,
    command: { command: name, effective, ...grantCommands[name].parse(asked) },
  }) as Asked;

/** Sometimes the law obliges to it, and mostly it is said by what. */
const obliged = (law: boolean) =>
  law ? { obligation: 'law' as const, legalBasis: 'Care Act 2014, section 18' } : {};

/** Sometimes it may go beyond what there is. */
const beyond = (c: number): { override?: Override } =>
  c % 5 === 1 ? { override: { authority: 'Cabinet', reason: 'It cannot wait' } } : {};

export const isGrant = ({ books, award }: Choice): boolean =>
  books.awards.get(award)?.kind === 'grant';

export const awardWishes: AwardWishes = {
  award: (of, known, fund) => {
    const { a, b, c, id, day } = of;
    const asked = {
      ...common(of, known, fund),
      ...obliged(b % 5 > 2),
      ...beyond(c),
    };
    return b % 4 === 0
      ? grant(id, 'award-grant', day, { ...asked, terms: grantTerms(c) })
      : contract(id, 'award-contract', day, {
          ...asked,
          start: '2026-04-01',
          end: '2028-03-31',
          ...(a % 4 === 1 ? { regime: 'Provider Selection Regime' } : {}),
          ...(c % 3 === 0 ? { optionMonths: [12], optionsValue: '3.00' } : {}),
          terms: {
            ...(c % 3 === 0 ? { options: [{ option: 1, value: '3.00' }] } : {}),
            ...(a % 3 === 0
              ? { flexibility: pick([{ amount: '0.50' }, { percent: '0.15' }], b) }
              : {}),
            ...(a % 5 === 0 ? { retention: { percent: '0.1' } } : {}),
            ...(c % 2 === 0 ? { breaks, leadProvider: true } : {}),
            indexation: { index: 'CPI', base: '2026-04', ...(b % 2 === 0 ? { cap: '0.05' } : {}) },
          },
        });
  },
  /** More of a source than a scheme has left of it, by somebody who may. */
  overpromise: (of, _known, fund) => {
    const budgets = of.books
      .list('scheme', {})
      .filter(({ pence, nature }) => pence > 0n && nature !== 'unknown');
    const { scheme, source, year, nature, pence } = budgets[of.a % Math.max(1, budgets.length)] ?? {
      ...of,
      pence: 0n,
    };
    const amount = pounds(Number(pence) + 1 + (of.pence % 50));
    const asked = {
      ...{ title: of.id, provider: pick(providers, of.c) },
      funding: [
        {
          ...{ fund, scheme, year, amount, sources: [{ source, amount }] },
          nature: nature === 'capital' ? ('capital' as const) : ('revenue' as const),
        },
      ],
      override: { authority: 'Cabinet', reason: 'It cannot wait' },
    };
    return of.b % 2 === 0
      ? grant(of.id, 'award-grant', of.day, asked)
      : contract(of.id, 'award-contract', of.day, asked);
  },
  /** As much as the needs come to, mostly, or what was decided instead. */
  personalBudget: (of, known, fund) => {
    const { title: _, ...asked } = common(of, known, fund);
    const value = asked.funding.reduce((sum, { amount }) => sum + whole(amount), 0n);
    const first = value / 3n;
    const needs = [first, value - first]
      .filter((pence) => pence > 0n)
      .map((pence, place) => ({ need: `n${place}`, amount: pounds(Number(pence)) }));
    return contract(of.id, 'award-personal-budget', of.day, {
      ...asked,
      person: `p${of.a % 4}`,
      needs: of.b % 5 === 0 ? [...needs, { need: 'more', amount: '0.05' }] : needs,
      ...(of.b % 5 === 0 && of.c % 4 !== 3
        ? { override: { amount: pounds(Number(value)), reason: 'Panel' } }
        : {}),
    });
  },
  offer: (of, known, fund) =>
    grant(of.id, 'offer-grant', of.day, {
      ...common(of, known, fund),
      ...beyond(of.c),
      ...(of.b % 2 === 0 ? grantTerms(of.b) : {}),
      until: laterBy(known.today, of.b % 40),
    }),
  accept: (of, known) => grant(offered(of, known), 'accept-grant', of.day, { by: 'A trustee' }),
  decline: (of, known) =>
    grant(offered(of, known), 'decline-grant', of.day, { cause: 'Too little' }),
  /** Now and then, by law, by almost as much as the Provider Selection Regime allows. */
  varyAward: (of, _known, fund) => {
    const more = of.c % 12 === 0 ? { amount: '499999.50' } : {};
    const changes = {
      change: of.id,
      description: of.id,
      ...(of.b % 3 === 0 ? {} : { adds: [{ ...added(of, fund), ...more }] }),
      ...(of.b % 3 === 1 ? {} : { releases: [line(of, fund)] }),
      ...obliged(of.c % 6 === 0),
      ...beyond(of.c),
    };
    return isGrant(of)
      ? grant(of.award, 'vary-grant', of.day, changes)
      : contract(of.award, 'vary-contract', of.day, {
          ...changes,
          ...(of.a % 2 === 0 ? { notwithstanding: 'It must be' } : {}),
        });
  },
  uplift: (of) =>
    contract(of.award, 'uplift-contract', of.day, {
      change: of.id,
      from: of.day,
      before: { month: '2026-04', value: '100' },
      now: { month: '2027-04', value: String(100 + (of.c % 9)) },
    }),
  option: (of, { auditor }, fund) =>
    contract(withOption(of, auditor), 'exercise-option', of.day, {
      change: of.id,
      option: 1,
      adds: [{ ...added(of, fund), year: '2028-29', sources: 'as-scheme' }],
    }),
  novate: (of) => {
    const asked = { change: of.id, to: pick(providers, of.b), evidence: 'Deed' };
    return isGrant(of)
      ? grant(of.award, 'novate-grant', of.day, asked)
      : contract(of.award, 'novate-contract', of.day, asked);
  },
  moveLines: (of, _known, fund) =>
    contract(of.award, 'move-between-lines', of.day, {
      change: of.id,
      fund,
      year: of.year,
      from: 'delivery',
      to: 'core',
      amount: pounds((of.pence % 30) + 1),
    }),
  endAward: (of) =>
    isGrant(of)
      ? grant(of.award, 'close-grant', of.day, { change: of.id, cause: 'Done' })
      : contract(of.award, 'end-contract', of.day, {
          change: of.id,
          end: of.day,
          cause: 'Both agreed',
        }),
  clawback: (of, _known, fund) => {
    const { awards, bills } = of.books;
    const granted = [...bills].filter(([, bill]) => awards.get(bill.award)?.kind === 'grant');
    const [expenditure, bill] = granted[of.a % Math.max(1, granted.length)] ?? [
      'none-such',
      undefined,
    ];
    return grant(bill?.award ?? of.award, 'demand-clawback', of.day, {
      change: of.id,
      fund,
      expenditure,
      amount: of.amount,
      cause: 'ineligible-cost',
      explanation: 'Not what it was for',
    });
  },
};

/** A contract that has options, mostly. */
export function withOption({ award, a }: Choice, { options }: Known['auditor']): string {
  const streams = [...options];
  return streams[a % Math.max(1, streams.length)]?.slice('contract-'.length) ?? award;
}

/** A grant that is on offer, mostly. */
function offered({ award, a }: Choice, { auditor }: Known): string {
  const open = [...auditor.decisions].filter(([, { outcome }]) => outcome === 'offered');
  return open[a % Math.max(1, open.length)]?.[0].slice('grant-'.length) ?? award;
}

/** Terms with which grants and contracts of the place are made, too. */
export const grantTerms = (b: number): z.input<(typeof grantCommands)['agree-grant-terms']> => ({
  conditions: [
    { condition: 'insured', text: 'Insured', gatesPayment: b % 3 === 0 },
    { condition: 'reports', text: 'Reports' },
  ],
  match: [{ match: 'own', funder: 'Reserves', amount: '0.50', state: 'being-secured' as const }],
  leadProvider: b % 2 === 0,
});
export const breaks = [
  { break: 'first', from: '2026-06-01', noticeMonths: 1, by: 'either' as const },
];

/** Over one fund or two, over one year or two. */
function common(of: Choice, known: Known, first: string) {
  const { a, b, c, pence, id, scheme, source, nature } = of;
  const second = pick(known.funds, known.funds.indexOf(first) + 1 + (b % 2));
  const funds = a % 3 === 0 && second !== first ? [first, second] : [first];
  return {
    title: id,
    provider: pick(providers, c),
    costShares: [
      { category: 'delivery' as const, share: (c % 7) + 1 },
      { category: 'core' as const, share: 3 },
    ],
    funding: funds.flatMap((fund) =>
      years.slice(0, (a % 2) + 1).flatMap((year, place) =>
        (c % 3 === 0 ? [scheme, pick(schemeNames, b + 1)] : [scheme]).map((under) => ({
          fund,
          scheme: under,
          year,
          nature,
          amount: pounds(pence + place),
          sources:
            c % 4 === 0 ? [{ source, amount: pounds(pence + place) }] : ('as-scheme' as const),
        })),
      ),
    ),
  };
}

type Line = Omit<AwardYear, 'nature'> & { readonly nature: 'revenue' | 'capital' };

/** A line of the award that there is, in the fund: mostly. */
export function line({ books, award, a, scheme, year, nature, pence }: Choice, fund: string): Line {
  const lines = books.awards.get(award)?.lines ?? [];
  const found = a % 5 === 0 ? undefined : lines[a % Math.max(1, lines.length)];
  const known = found?.nature === 'capital' ? ('capital' as const) : ('revenue' as const);
  return {
    fund,
    scheme: found?.scheme ?? scheme,
    year: found?.year ?? year,
    nature: found === undefined ? nature : known,
    amount: pounds((pence % 50) + 1),
  };
}

export const added = (
  of: Choice,
  fund: string,
): Line & { readonly sources: 'as-award' | 'as-scheme' } => ({
  ...line(of, fund),
  sources: of.c % 2 === 0 ? ('as-award' as const) : ('as-scheme' as const),
});

const laterBy = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
