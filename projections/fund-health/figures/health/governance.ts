import { daysBetween } from '#contracts/calendar.js';
import { lastDayOf, yearOf } from '#contracts/financial-year.js';
import type { FundView } from '#projections/reading/reading.js';
import { reviews } from '../calendar/decisions.js';
import { publications } from '../calendar/publications.js';
import type { HealthRules } from '../health-rules.js';
import { keptByOwners } from '../held.js';
import { judged, type DimensionHealth, type Level, type Reason } from '../level.js';
import { restatements } from '../pending.js';
import { inWords } from '../sentence.js';

/** Whether what was agreed of running the fund is done in its time: reviews, closes, reports. */
export function governanceHealth(view: FundView, rules: HealthRules): DimensionHealth {
  // Spending that was published by somebody says nothing of how its fund is run.
  if (view.facts.list('contribution').length === 0)
    return judged('governance', notKnown(view), 'Nothing is recorded yet');
  return judged(
    'governance',
    [
      ...reviewsNotHeld(view, rules),
      ...recodingsWaiting(view, rules),
      ...yearsOpen(view, rules),
      ...notSigned(view, rules),
      ...toRestate(view, rules),
      ...notPublished(view, rules),
      ...strangers(view),
    ],
    'Reviews, year ends, sign-offs and publications are up to date, and no recoding waits too long',
  );
}

const notKnown = ({ balances }: FundView): Reason[] =>
  balances.rows.length === 0
    ? []
    : [{ level: 'not known', sentence: 'Only spending is recorded, not how the fund is run' }];

/** Red from so many days on, amber from fewer; nothing before. */
const byAge = (days: number, amber: number, red: number): Exclude<Level, 'not known'> =>
  days >= red ? 'red' : days >= amber ? 'amber' : 'green';

/** What waits for the same thing is told in one sentence, by what has waited longest. */
function longest(
  ages: readonly number[],
  [amber, red]: readonly [number, number],
  sentence: (count: number, days: string) => string,
): Reason[] {
  const late = ages.filter((days) => days >= amber);
  if (late.length === 0) return [];
  const days = Math.max(...late);
  return [{ level: byAge(days, amber, red), sentence: sentence(late.length, inDays(days)) }];
}

const inDays = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;

const reviewsNotHeld = (view: FundView, rules: HealthRules): Reason[] =>
  reviews(view).flatMap(({ day }): Reason[] => {
    const days = day === null ? 0 : daysBetween(day, view.moment.day);
    const level = byAge(days, rules.reviewAmberDays, rules.reviewRedDays);
    return day === null || level === 'green'
      ? []
      : [{ level, sentence: `The agreement’s review due on ${inWords(day)} is not held` }];
  });

/** Moves are proposed outside the funds that they touch; only recodings are a fund's own. */
function recodingsWaiting({ facts, moment }: FundView, rules: HealthRules): Reason[] {
  const open = facts
    .list('recoding-proposal')
    .filter(({ attributes: { state } }) => state === 'proposed');
  const over = open.filter(({ attributes: { expires } }) => (expires ?? moment.day) < moment.day);
  const waiting = open.filter((proposal) => !over.includes(proposal));
  return [
    ...over.map(({ attributes: { expires } }): Reason => ({
      level: 'red',
      sentence: `A recoding could be approved until ${inWords(expires ?? moment.day)} and is not decided`,
    })),
    ...longest(
      waiting.map(({ effective }) => daysBetween(effective, moment.day)),
      [rules.proposalAmberDays, Infinity],
      (count, days) =>
        count === 1
          ? `A proposed recoding has waited for ${days}`
          : `${count} proposed recodings wait, the oldest for ${days}`,
    ),
  ];
}

/** A year whose months nobody has closed, from its end on: some funds close each month, some the year. */
function yearsOpen(view: FundView, rules: HealthRules): Reason[] {
  // Each partner closes its own books, of which the fund only tells.
  if (keptByOwners(view)) return [];
  const { balances, facts, moment } = view;
  const open = [...new Set(balances.rows.map(({ period }) => period))].filter(
    (period) => (facts.get('period', period)?.attributes.state ?? 'open') === 'open',
  );
  return [...new Set(open.map(yearOf))].sort().flatMap((year): Reason[] => {
    const days = daysBetween(lastDayOf(year), moment.day);
    const level = byAge(days, rules.closeAmberDays, rules.closeRedDays);
    const count = open.filter((period) => yearOf(period) === year).length;
    return level === 'green'
      ? []
      : [
          {
            level,
            sentence: `${year} ended ${inDays(days)} ago and ${count === 1 ? 'a period of it is' : `${count} periods of it are`} not closed`,
          },
        ];
  });
}

function notSigned({ facts, moment }: FundView, rules: HealthRules): Reason[] {
  const signed = new Set(
    facts.list('sign-off').map(({ attributes: of }) => keyOf(of.statement, of)),
  );
  const ages = facts
    .list('statement')
    .filter(
      ({ id, attributes: { state, signatories } }) =>
        state === 'issued' && signatories.some((office) => !signed.has(keyOf(id, office))),
    )
    .map(({ effective }) => daysBetween(effective, moment.day));
  return longest(ages, [rules.signAmberDays, rules.signRedDays], (count, days) =>
    count === 1
      ? `A statement issued ${days} ago is not signed by all who are to sign it`
      : `${count} statements are not signed by all who are to sign them, the oldest issued ${days} ago`,
  );
}

const keyOf = (
  statement: string,
  { organisation, office }: { readonly organisation: string; readonly office: string },
): string => `${statement}/${organisation}/${office}`;

const toRestate = (view: FundView, rules: HealthRules): Reason[] =>
  longest(
    restatements(view).map(({ days }) => days),
    [rules.restateAmberDays, rules.restateRedDays],
    (count, days) =>
      count === 1
        ? `A statement has waited for ${days} to be restated`
        : `${count} statements wait to be restated, the oldest for ${days}`,
  );

const notPublished = (view: FundView, rules: HealthRules): Reason[] =>
  publications(view).flatMap(({ day, reference }): Reason[] => {
    const days = daysBetween(day, view.moment.day);
    const level = byAge(days, rules.publicationAmberDays, rules.publicationRedDays);
    return level === 'green'
      ? []
      : [
          {
            level,
            sentence: `Spending up to ${inWords(reference)} was to be published by ${inWords(day)}`,
          },
        ];
  });

/** A partner's source whose body the agreement did not name when it was opened, and does not yet. */
function strangers({ fund, facts }: FundView): Reason[] {
  const agreement = facts.get('agreement', facts.get('fund', fund)?.attributes.agreement ?? '');
  if (!agreement) return [];
  const { partners } = agreement.attributes;
  return facts
    .list('source')
    .filter(
      ({ attributes: { notParty, organisation } }) => notParty && !partners.includes(organisation),
    )
    .map(({ attributes: { name } }) => ({
      level: 'amber',
      sentence: `${name} gives as a partner and is none by the agreement`,
    }));
}
