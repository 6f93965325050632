import { daysAfter, monthsAfter } from '#contracts/calendar.js';
import type { FundView } from '#projections/reading/reading.js';
import { awardOptions } from '../award-options.js';
import { breakClauses } from '../break-clauses.js';
import type { Proposal } from '../proposals.js';
import { plain, type CalendarItem } from './item.js';

/** What somebody has to decide by a day; `waiting` are the open proposals, of any fund. */
export const decisions = (view: FundView, waiting: readonly Proposal[]): CalendarItem[] =>
  [
    ...proposed(view, waiting),
    ...options(view),
    ...breaks(view),
    ...offers(view),
    ...conditions(view),
    ...reviews(view),
  ].flatMap(({ day, ...of }) => (day === null ? [] : [{ ...plain, ...of, day, kind: 'decision' }]));

/** Of that which has no last day, nothing is said. */
type Decision = Pick<CalendarItem, 'what' | 'key' | 'of' | 'event'> &
  Partial<Pick<CalendarItem, 'reference' | 'amount'>> & { readonly day: string | null };

const proposed = ({ fund }: FundView, waiting: readonly Proposal[]): Decision[] =>
  waiting
    .filter(({ funds }) => funds.includes(fund))
    .map(({ kind, id, expires, number, amount }) => ({
      ...{ what: kind, key: `${kind}/${id}`, day: expires, of: id, amount, event: number },
    }));

/** Of an option that follows another that is open, only the day that was agreed for itself is known. */
const options = ({ facts }: FundView): Decision[] =>
  facts
    .list('award')
    .filter(({ attributes: { state } }) => state === 'awarded')
    .flatMap(({ id: award, number }) =>
      awardOptions(facts, award)
        .filter(({ state, after, ownDay }) => state === 'open' && (after === null || ownDay))
        .map(({ option, exerciseBy, event }) => ({
          ...{ what: 'option' as const, key: `option/${award}/${option}`, day: exerciseBy },
          ...{ of: award, reference: String(option), event: event ?? number },
        })),
    );

/** Until then a clause can end the contract on the first day that it allows; later, on later days. */
const breaks = ({ facts, moment }: FundView): Decision[] =>
  breakClauses(facts)
    .map(({ id, number, attributes: { award, break: clause, from, noticeMonths } }) => ({
      ...{ what: 'break' as const, key: `break/${id}`, of: award, reference: clause },
      ...{ day: lastDayOfNotice(from, noticeMonths), event: number },
    }))
    .filter(({ of, day }) => {
      const { breakNotice = null, state } = facts.get('award', of)?.attributes ?? {};
      return breakNotice === null && state === 'awarded' && day >= moment.day;
    });

/** The last day from which so many months reach no further than a day. */
export function lastDayOfNotice(from: string, months: number): string {
  let day = monthsAfter(from, -months);
  // From the last days of a month one comes to the last of a shorter one.
  while (monthsAfter(daysAfter(day, 1), months) <= from) day = daysAfter(day, 1);
  return day;
}

const offers = ({ facts }: FundView): Decision[] =>
  facts
    .list('award')
    .filter(
      ({ id, attributes: { state } }) =>
        state === 'offered' && facts.get('commitment', id)?.attributes.state === 'reserved',
    )
    .map(({ id, number, attributes: { offeredUntil = null } }) => ({
      ...{ what: 'offer', key: `offer/${id}`, day: offeredUntil, of: id, event: number },
    }));

const conditions = ({ facts }: FundView): Decision[] => [
  ...facts
    .list('award-condition')
    .filter(({ attributes: { state } }) => state === 'open')
    .map(({ id, number, attributes: of }) => ({
      ...{ what: 'condition of an award' as const, key: `award-condition/${id}`, day: of.due },
      ...{ of: of.award, reference: of.condition, event: number },
    })),
  ...facts
    .list('contribution-condition')
    .filter(({ attributes: { state } }) => state === 'open')
    .map(({ id, number, attributes: of }) => ({
      ...{ what: 'condition of a contribution' as const, key: `contribution-condition/${id}` },
      ...{ day: of.due, of: of.source, reference: of.text, event: number },
    })),
];

/** Reviews of the fund's agreement that nobody has held: those of the past are overdue. */
export function reviews({ fund, facts }: FundView): Decision[] {
  const agreement = facts.get('agreement', facts.get('fund', fund)?.attributes.agreement ?? '');
  if (agreement?.attributes.terminated !== null) return [];
  const held = new Set(
    facts
      .list('review')
      .filter(({ attributes: of }) => of.agreement === agreement.id)
      .map(({ attributes: of }) => of.due),
  );
  return agreement.attributes.reviews
    .filter((day) => !held.has(day))
    .map((day) => ({
      ...{ what: 'review', key: `review/${agreement.id}/${day}`, day },
      ...{ of: agreement.id, event: agreement.number },
    }));
}
