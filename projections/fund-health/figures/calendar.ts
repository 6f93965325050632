import { monthsAfter } from '#contracts/calendar.js';
import { monthOf } from '#contracts/financial-year.js';
import type { Pence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import { awards } from './award-length.js';
import { instalments } from './instalments.js';
import { paymentsDue } from './payments-due.js';
import type { Proposal } from './proposals.js';

/** Something that has a day: money that is to come or to be paid, a decision, an end. */
export interface CalendarItem {
  readonly kind: 'instalment' | 'payment' | 'decision' | 'ending';
  readonly what:
    | 'instalment'
    | 'payment'
    | 'option'
    | 'reallocation'
    | 'recoding'
    | 'offer'
    | 'condition of an award'
    | 'condition of a contribution'
    | 'review'
    | 'award'
    | 'agreement';
  readonly day: string;
  /** The source, provider, award, agreement or proposal that it is of. */
  readonly of: string;
  /** What it is called beside that: the reference of an invoice, the number of an option. */
  readonly reference: string;
  /** Null where it has none. */
  readonly amount: Pence | null;
  /** The event that set it last. */
  readonly event: number;
}

/** The months that a calendar shows: the one of a day, and the eleven that follow. */
export const monthsAhead = (day: string): string[] =>
  Array.from({ length: 12 }, (_, place) => monthOf(monthsAfter(`${monthOf(day)}-01`, place)));

/**
 * What falls due up to the end of the twelfth month, the first first; and of money and decisions what
 * should have been done before and is open still. `waiting` are the open proposals, of any fund.
 */
export function calendar(view: FundView, waiting: readonly Proposal[]): CalendarItem[] {
  const last = monthsAhead(view.moment.day).at(-1) ?? '';
  return [...money(view), ...decisions(view, waiting), ...endings(view)]
    .filter(
      ({ day, kind }) => monthOf(day) <= last && (kind !== 'ending' || day >= view.moment.day),
    )
    .sort((a, b) => (a.day === b.day ? a.event - b.event : a.day < b.day ? -1 : 1));
}

const money = (view: FundView): CalendarItem[] => [
  ...instalments(view)
    .filter(({ amount, received }) => received < amount)
    .map(({ source, due, amount, received, event }) => ({
      ...{ kind: 'instalment' as const, what: 'instalment' as const, day: due, of: source },
      ...{ reference: '', amount: amount - received, event },
    })),
  ...paymentsDue(view).map(({ provider, reference, due, amount, event }) => ({
    ...{ kind: 'payment' as const, what: 'payment' as const, day: due, of: provider },
    ...{ reference, amount, event },
  })),
];

function decisions(
  { fund, facts, moment }: FundView,
  waiting: readonly Proposal[],
): CalendarItem[] {
  const decision = (
    what: CalendarItem['what'],
    day: string | null,
    of: string,
    reference: string,
    event: number,
    amount: Pence | null = null,
  ): CalendarItem[] =>
    day === null ? [] : [{ kind: 'decision', what, day, of, reference, amount, event }];
  const agreement = facts.get('fund', fund)?.attributes.agreement ?? null;
  const terms = agreement === null ? undefined : facts.get('agreement', agreement);
  return [
    ...waiting
      .filter(({ funds }) => funds.includes(fund))
      .flatMap(({ kind, id, expires, number, amount }) =>
        decision(kind, expires, id, '', number, amount),
      ),
    ...facts
      .list('award-option')
      .filter(({ attributes: { state } }) => state === 'open')
      .flatMap(({ number, attributes: of }) =>
        decision('option', of.exerciseBy, of.award, String(of.option), number),
      ),
    ...facts
      .list('commitment')
      .filter(
        ({ id, attributes: { state } }) =>
          state === 'reserved' && facts.get('award', id)?.attributes.state === 'offered',
      )
      .flatMap(({ id, number, attributes }) =>
        decision('offer', attributes.expires.slice(0, 10), id, '', number),
      ),
    ...facts
      .list('award-condition')
      .filter(({ attributes: { state } }) => state === 'open')
      .flatMap(({ number, attributes: of }) =>
        decision('condition of an award', of.due, of.award, of.condition, number),
      ),
    ...facts
      .list('contribution-condition')
      .filter(({ attributes: { state } }) => state === 'open')
      .flatMap(({ number, attributes: of }) =>
        decision('condition of a contribution', of.due, of.source, of.text, number),
      ),
    // Whether one of the past was held, a fund's own facts do not say.
    ...(terms?.attributes.reviews ?? [])
      .filter((day) => day >= moment.day)
      .flatMap((day) => decision('review', day, terms?.id ?? '', '', terms?.number ?? 0)),
  ];
}

function endings(view: FundView): CalendarItem[] {
  const { fund, facts } = view;
  const agreement = facts.get('agreement', facts.get('fund', fund)?.attributes.agreement ?? '');
  const until = agreement?.attributes.terminated ?? agreement?.attributes.until ?? null;
  return [
    ...awards(view).flatMap(({ award, end, committed }): CalendarItem[] =>
      end === null || committed.pence === 0n
        ? []
        : [
            {
              ...{ kind: 'ending', what: 'award', day: end, of: award, reference: '' },
              ...{ amount: committed.pence, event: facts.get('award', award)?.number ?? 0 },
            },
          ],
    ),
    ...(agreement === undefined || until === null
      ? []
      : [
          {
            ...{ kind: 'ending' as const, what: 'agreement' as const, day: until },
            ...{ of: agreement.id, reference: '', amount: null, event: agreement.number },
          },
        ]),
  ];
}
