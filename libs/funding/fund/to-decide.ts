import type { FundCommand } from '#contracts/commands/fund.js';
import type { ToDecide } from '#contracts/events/fund/authority.js';
import type { UnfiledLine } from '#contracts/events/fund/shapes.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { yearOf } from '#contracts/financial-year.js';
import { none } from '#libs/ledger/posting.js';
import { formatPence, maxPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { byCodePoint } from '../decision.js';
import type { Fund } from './fund.js';
import { givenTo, passedOn } from './given-up.js';

type Part = ToDecide['parts'][number];

/**
 * What a command decides, of the decisions that a scheme of delegation may name: an allocation beyond
 * what its source has, a permission that is taken as given, a period opened again, what is promised
 * to an award by choice, or how its terms are varied, and, as a second decision, how far that goes
 * beyond what there is; and that a scheme is led by demand, so that its budget binds nobody. What law obliges to, what a demand-led scheme owes and what was published as a
 * fact is nobody's decision.
 */
export const toDecide = (
  fund: Fund,
  command: FundCommand,
  events: readonly FundEvent[],
  today: string,
): ToDecide[] =>
  events
    .flatMap((event) =>
      [
        ...allocatedIn(fund, event),
        decidedIn(fund, event, command) ?? [],
        overriddenIn(event) ?? [],
      ].flat(),
    )
    .map((asked) => ({ ...asked, recurrent: asked.recurrent || bindsLaterYears(asked, today) }));

/** Whoever names a day in a later year decides today all the same. */
const bindsLaterYears = ({ decision, parts }: Omit<ToDecide, 'recurrent'>, day: string): boolean =>
  decision !== 'reopening' && parts.some(({ year }) => year > yearOf(day));

/**
 * What is allocated: as an allocation, but for what other schemes gave up. That is a virement, for the
 * budget moves from them (rule 20).
 */
function allocatedIn(fund: Fund, event: FundEvent): ToDecide[] {
  const given = givenTo(event);
  if (!given) return [];
  const { source, year, nature } = given;
  const { from, to } = passedOn(fund, given);
  const partOf = ({ scheme, pence }: (typeof from)[number]): Part => ({
    ...{ scheme, source, year, nature },
    amount: formatPence(pence),
  });
  const [only, ...more] = from;
  const of = only && more.length === 0 ? only.scheme : 'several schemes';
  const decided = (decision: 'virement' | 'allocation', by: string, parts: Part[]): ToDecide[] => {
    const amount = totalOf(parts.filter((part) => parsePence(part.amount) > 0n));
    return parts.length > 0
      ? [asked(decision, given.subject, by, amount, parts, event.effective)]
      : [];
  };
  const others = given.gains
    .map(({ scheme, pence }) => {
      const moved = to.filter((one) => one.scheme === scheme).map((one) => one.pence);
      return { scheme, pence: pence - sumPence(moved) };
    })
    .filter(({ pence }) => pence > 0n);
  return [
    ...decided('virement', of, [
      ...from.map(({ scheme, pence }) => partOf({ scheme, pence: -pence })),
      ...to.map(partOf),
    ]),
    ...decided('allocation', none, others.map(partOf)),
  ];
}

function decidedIn(fund: Fund, event: FundEvent, command: FundCommand): ToDecide | undefined {
  const { effective } = event;
  switch (event.type) {
    case 'SchemeOpened':
      return event.data.demandLed ? ledByDemand(event.data.scheme, effective) : undefined;
    case 'SchemeDescribed':
      return event.data.stated.demandLed ? ledByDemand(event.data.scheme, effective) : undefined;
    case 'BudgetAllocated': {
      const { scheme, source, year, nature, override } = event.data;
      if (!override) return undefined;
      const part = { scheme, source, year, nature, amount: override.beyond };
      return asked('override', scheme, none, override.beyond, [part], effective);
    }
    case 'HeldMoneyReprofiled': {
      const { source, nature, year, intoNature, intoYear, amount } = event.data;
      const becomes = nature === 'revenue' && intoNature === 'capital';
      const own = becomes && fund.sources.get(source)?.role !== 'funder';
      const part = { scheme: none, source, year: intoYear, nature: intoNature, amount };
      // A funder's letter says what its money is for; of others' it is their own decision.
      const decision = own ? 'revenue-to-capital' : 'held-money';
      return asked(decision, source, year, amount, [part], effective);
    }
    case 'HeldMoneyReturnable': {
      const { source, nature, year, amount } = event.data;
      const part = { scheme: none, source, year, nature, amount };
      return asked('held-money', source, 'return', amount, [part], effective);
    }
    case 'PermissionRecorded': {
      const { permission, source, permits, amount, years, schemes } = event.data;
      const [year = yearOf(effective)] = years ?? [];
      const nature = permits === 'capital-to-revenue' ? 'capital' : 'revenue';
      const parts = (schemes ?? [none]).map((scheme) => ({ scheme, source, year, nature, amount }));
      return asked('permission', permission, permits, amount, parts as Part[], effective);
    }
    case 'PeriodReopened': {
      const { period } = event.data;
      const parts = ofNoMoney(yearOf(period));
      return asked('reopening', period, none, '0.00', parts, effective);
    }
    case 'CommitmentReserved': {
      const { award, provider, lines, obligation } = event.data;
      if (obligation !== 'none') return undefined;
      const whole = 'whole' in command ? command.whole : undefined;
      const amount = whole ?? totalOf(lines);
      return asked('commitment', award, provider, amount, placed(lines), effective);
    }
    case 'CommitmentChangeReserved': {
      const { award, change, provider, adds, takes, obligation } = event.data;
      if (!('decides' in command) || obligation !== 'none') return undefined;
      const { decides, whole } = command;
      const subject = `${award}/${change}`;
      if (decides === undefined) return undefined;
      if (adds.length + takes.length === 0)
        return decides === 'contract-variation'
          ? asked(decides, subject, provider, '0.00', ofNoMoney(yearOf(effective)), effective)
          : undefined;
      // What is given up for more elsewhere in the award counts once, as budget that moves does.
      const amount = whole ?? larger(totalOf(adds), totalOf(takes));
      const parts = placed([...adds, ...takes]);
      return asked(decides, subject, provider, amount, parts, effective);
    }
    default:
      return undefined;
  }
}

/** What an override of no stated amount is of: a scheme whose budget no promise is bound by any more. */
const byDemand = 'demand-led';

const ledByDemand = (scheme: string, effective: string): ToDecide => ({
  ...{ decision: 'override', subject: scheme, of: byDemand, amount: '0.00', recurrent: true },
  parts: ofNoMoney(yearOf(effective)).map((part) => ({ ...part, scheme })),
});

/** Whether no amount bounds what is decided: an office needs a power without a limit, and every partner is asked. */
export const isOpenEnded = ({ decision, of }: Pick<ToDecide, 'decision' | 'of'>): boolean =>
  decision === 'override' && of === byDemand;

/** A promise beyond a scheme's budget falls on the scheme; beyond the agreement's limit, on the fund. */
function overriddenIn(event: FundEvent): ToDecide | undefined {
  if (event.type !== 'CommitmentReserved' && event.type !== 'CommitmentChangeReserved')
    return undefined;
  const { award, provider, override } = event.data;
  if (!override) return undefined;
  const nowhere = { scheme: none, source: none, nature: 'unknown' } as const;
  const limits = new Map<string, Pence>();
  for (const { year, amount } of override.beyondLimit)
    limits.set(year, (limits.get(year) ?? 0n) + parsePence(amount));
  const parts: Part[] = [
    ...override.beyondScheme,
    ...[...limits].map(([year, pence]) => ({ ...nowhere, year, amount: formatPence(pence) })),
  ];
  const amount = formatPence(sumPence(parts.map((part) => parsePence(part.amount))));
  const subject = event.type === 'CommitmentReserved' ? award : `${award}/${event.data.change}`;
  return asked('override', subject, provider, amount, parts, event.effective);
}

const asked = (
  decision: ToDecide['decision'],
  subject: string,
  of: string,
  amount: string,
  parts: Part[],
  effective: string,
): ToDecide => {
  const recurrent = bindsLaterYears({ decision, subject, of, amount, parts }, effective);
  return { decision, subject, of, amount, recurrent, parts };
};

/** What moves no money is the whole fund's. */
const ofNoMoney = (year: string): Part[] => [
  { scheme: none, source: none, nature: 'unknown', amount: '0.00', year },
];

/** By what an approval is known to be of this decision, and of no other. */
export const contentOf = ({ decision, subject, of, amount, recurrent, parts }: ToDecide): string =>
  [
    ...[decision, subject, of, amount, String(recurrent)],
    ...parts
      .map((part) => [part.year, part.scheme, part.source, part.nature, part.amount].join('|'))
      .sort(byCodePoint),
  ].join('\n');

/** Whatever its certainty, which may change before it is decided. */
function placed(lines: readonly UnfiledLine[]): Part[] {
  const places = new Map<string, Part>();
  for (const { scheme, source, year, nature, amount } of lines) {
    const key = [year, scheme, source, nature].join('|');
    const before = places.get(key)?.amount ?? '0.00';
    const sum = formatPence(parsePence(before) + parsePence(amount));
    places.set(key, { scheme, source, year, nature, amount: sum });
  }
  return [...places.values()];
}

const totalOf = (lines: readonly Pick<UnfiledLine, 'amount'>[]): string =>
  formatPence(sumPence(lines.map(({ amount }) => parsePence(amount))));
const larger = (a: string, b: string): string =>
  formatPence(maxPence(parsePence(a), parsePence(b)));
