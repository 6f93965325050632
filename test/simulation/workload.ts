import fc from 'fast-check';
import type { FundCommand } from '#contracts/commands/fund.js';
import { command } from '#test/support/given.js';
import type { Auditor, Contributed } from './auditor.js';

/** A small world: three sources, one of them ring-fenced; four schemes, one demand-led; two years. */
export const sources = ['council', 'foundation', 'icb'] as const;
export const schemes = {
  navigators: 'navigation',
  participation: 'participation',
  brokerage: 'skills',
  crisis: 'crisis',
} as const;
const schemeNames = Object.keys(schemes);
const years = ['2026-27', '2027-28'];
const natures = ['revenue', 'revenue', 'revenue', 'revenue', 'capital'] as const;
const providers = ['harbour-lights', 'two-rivers'];
/** Small, so that they are soon reached. */
export const limits = { indicative: 300n, expected: 200n };

export const setUp: readonly FundCommand[] = [
  command('establish-fund', { name: 'Small', kind: 'pooled', host: 'host', agreement: 'small' }),
  ...sources.map((source) =>
    command('open-source', {
      source,
      name: source,
      role: source === 'foundation' ? 'funder' : 'partner',
      organisation: source,
    }),
  ),
  ...Object.entries(schemes).map(([scheme, category]) =>
    command('open-scheme', { scheme, name: scheme, category, demandLed: scheme === 'crisis' }),
  ),
  command('define-ring-fence', {
    ringFence: 'participation',
    name: 'Participation',
    source: 'foundation',
    categories: ['participation'],
    evidence: 'Offer letter',
  }),
  ...['2026-27', '2027-28'].flatMap((year, place) => [
    ...sources.map((source) =>
      command('pledge-contribution', {
        contribution: `${source}-${year}`,
        source,
        year,
        certainty: source === 'icb' ? 'expected' : 'indicative',
        amount: '9.00',
        schedule: { parts: 4, firstDue: `${year.slice(0, 4)}-04-01`, everyMonths: 3 },
      }),
    ),
    ...(place === 0
      ? [command('confirm-contribution', { contribution: `council-${year}`, evidence: 'Signed' })]
      : []),
    ...(['council', 'icb'] as const).map((source, nth) =>
      command('allocate-budget', {
        scheme: 'navigators',
        source,
        year,
        amount: nth === 0 ? '7.00' : '4.00',
      }),
    ),
  ]),
];

/** What somebody wants, before it is known what there is to want it of. */
export interface Wish {
  readonly kind: Kind;
  /** Choices among what there is. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly pence: number;
  readonly day: number;
}

const kinds = {
  pledge: 15,
  confirm: 12,
  schedule: 6,
  invoice: 6,
  receive: 9,
  inKind: 3,
  income: 3,
  fence: 1,
  allocate: 24,
  reserve: 24,
  settle: 24,
  release: 6,
  accrue: 12,
  clear: 9,
  reverseAccrual: 3,
  claim: 6,
  verify: 18,
  pay: 18,
  credit: 9,
  reverse: 3,
  payment: 12,
} as const;
type Kind = keyof typeof kinds;

export const wishes = fc.array(
  fc.record<Wish>({
    kind: fc.oneof(
      ...Object.entries(kinds).map(([kind, weight]) => ({
        arbitrary: fc.constant(kind as Kind),
        weight,
      })),
    ),
    a: fc.nat(99),
    b: fc.nat(99),
    c: fc.nat(99),
    pence: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 600 })),
    day: fc.nat(729),
  }),
  { minLength: 5, maxLength: 120, size: 'max' },
);

/** Makes a command of a wish, from what the auditor knows there is. `nth` keeps identifiers apart. */
export function commandOf(wish: Wish, nth: number, known: Auditor): FundCommand {
  const { a, b, c } = wish;
  const day = dayOf(wish.day);
  const amount = pounds(wish.pence);
  const id = `x${nth}`;
  const source = pick(sources, a);
  const scheme = pick(schemeNames, b);
  const year = pick(years, c);
  const nature = pick(natures, a + c);
  const contribution = oneOf(known.contributions.keys(), a);
  const given = known.contributions.get(contribution);
  const instalment = pick([...(given?.instalments.keys() ?? []), '1'], b);
  const award = oneOf(known.awards.keys(), a);
  const provider =
    c % 9 === 0 ? pick(providers, b) : (known.awards.get(award)?.provider ?? pick(providers, b));
  const bill = oneOf(known.bills.keys(), a);
  const whole = pounds(Number(known.bills.get(bill)?.cost ?? 0n) || 1);
  const partly = c % 2 === 0 ? { amount } : {};
  const named = [{ source, amount }];

  switch (wish.kind) {
    case 'pledge':
      return command(
        'pledge-contribution',
        {
          contribution: id,
          source,
          year,
          nature,
          form: b % 8 === 0 ? 'in-kind' : 'cash',
          certainty: b % 2 === 0 ? 'indicative' : 'expected',
          amount,
          schedule: { parts: (b % 5) + 1, firstDue: day },
        },
        day,
      );
    case 'confirm':
      return command('confirm-contribution', { contribution, evidence: 'Signed' }, day);
    case 'schedule':
      return command(
        'schedule-contribution',
        { contribution, schedule: { parts: (b % 4) + 1, firstDue: day, everyMonths: (c % 3) + 1 } },
        day,
      );
    case 'invoice':
      return command(
        'invoice-instalment',
        { contribution, instalment, ...partly, reference: id },
        day,
      );
    case 'receive':
      return command(
        'receive-instalment',
        { contribution, instalment, ...partly, reference: id },
        day,
      );
    case 'inKind':
      return command('provide-in-kind', { contribution, amount, description: 'A room' }, day);
    case 'income':
      return command(
        'record-other-income',
        {
          income: b % 3 === 0 ? pick([...known.incomes, id], a) : id,
          kind: 'interest',
          source: b % 4 === 0 ? 'unknown' : source,
          nature,
          amount,
          reference: id,
        },
        day,
      );
    case 'fence':
      return command(
        'define-ring-fence',
        {
          ringFence: id,
          name: id,
          source,
          natures: [nature],
          ...(b % 2 === 0 ? { years: [year] } : { categories: [pick(Object.values(schemes), b)] }),
          ...(c % 2 === 0 ? { until: dayOf(wish.day + 30) } : {}),
          evidence: 'Letter',
        },
        day,
      );
    case 'allocate':
      return command(
        'allocate-budget',
        c % 7 === 0 || given === undefined || given.form === 'in-kind'
          ? { scheme, source, year, nature, amount }
          : { ...fundsOf(given), scheme, amount },
        day,
      );
    case 'reserve':
      return command(
        'reserve-commitment',
        {
          award: id,
          kind: 'contract',
          provider: pick(providers, c),
          expires: `${day}T12:00:00Z`,
          obligation: pick(['none', 'none', 'none', 'law', 'published-fact'] as const, b),
          lines: years.slice(0, (a % 2) + 1).flatMap((of, place) =>
            (c % 3 === 0 ? [scheme, pick(schemeNames, b + 1)] : [scheme]).map((under) => ({
              scheme: under,
              year: of,
              nature,
              amount: pounds(wish.pence + place),
              sources:
                c % 4 === 0
                  ? [{ source, amount: pounds(wish.pence + place) }]
                  : ('as-scheme' as const),
            })),
          ),
        },
        day,
      );
    case 'settle':
      return b % 5 === 0
        ? command('lapse-commitment', { award }, day)
        : command(
            'confirm-commitment',
            {
              award,
              costShares: [
                { category: 'delivery', share: (c % 7) + 1 },
                { category: 'core', share: 3 },
              ],
            },
            day,
          );
    case 'release':
      return command('release-commitment', { award, year, amount }, day);
    case 'accrue':
      return command(
        'accrue-expenditure',
        {
          expenditure: id,
          provider,
          ...(b % 4 === 0 ? { scheme } : { award }),
          sources: c % 3 === 0 ? named : 'as-scheme',
          nature,
          cost: amount,
          description: id,
        },
        day,
      );
    case 'clear':
    case 'verify':
      return command(
        'verify-expenditure',
        {
          expenditure: id,
          provider,
          ...(b % 4 === 0 ? { scheme } : { award }),
          sources: c % 3 === 0 ? named : 'as-scheme',
          nature,
          net: amount,
          irrecoverableVat: a % 3 === 0 && c % 3 !== 0 ? '0.05' : 'unknown',
          recoverableVat: b % 3 === 0 ? pounds(wish.pence % 7) : '0.00',
          reference: id,
          ...(wish.kind === 'clear' ? { accrual: oneOf(known.accruals, a) } : {}),
        },
        day,
      );
    case 'reverseAccrual':
      return command('reverse-accrual', { expenditure: oneOf(known.accruals, a) }, day);
    case 'claim':
      return command(
        'claim-expenditure',
        { expenditure: id, provider, award, amount, reference: id },
        day,
      );
    case 'pay':
      return command('pay-expenditure', { expenditure: bill, ...partly, remittance: id }, day);
    case 'credit':
      return command(
        'credit-expenditure',
        { expenditure: id, credits: bill, cost: c % 3 === 0 ? whole : amount, reference: id },
        day,
      );
    case 'reverse':
      return command('reverse-expenditure', { expenditure: id, corrects: bill }, day);
    case 'payment':
      return command(
        'record-payment',
        {
          expenditure: id,
          kind: b % 4 === 0 ? 'credit-note' : 'payment',
          provider: c % 4 === 0 ? 'unknown' : provider,
          ...(a % 2 === 0 && award !== 'none-such' ? { award } : {}),
          scheme: b % 3 === 0 ? 'unknown' : scheme,
          source: c % 2 === 0 ? 'unknown' : source,
          nature: b % 5 === 0 ? 'unknown' : nature,
          net: `${b % 4 === 0 ? '-' : ''}${amount}`,
          reference: id,
        },
        day,
      );
  }
}

const pick = <T>(among: readonly T[], n: number): T => among[n % among.length] as T;

/** Whose money a contribution is, for which year, capital or revenue. */
const fundsOf = ({ source, year, nature }: Contributed) => ({
  source,
  year,
  nature: nature === 'capital' ? ('capital' as const) : ('revenue' as const),
});

function oneOf(known: Iterable<string>, n: number): string {
  const all = [...known];
  return n === 99 || all.length === 0 ? 'none-such' : pick(all, n);
}

const pounds = (pence: number): string =>
  `${Math.floor(pence / 100)}.${String(pence % 100).padStart(2, '0')}`;

const dayOf = (n: number): string => new Date(Date.UTC(2026, 3, 1 + n)).toISOString().slice(0, 10);
