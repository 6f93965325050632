import type { HealthRules } from '#projections/fund-health/figures/health-rules.js';
import { text, type Table } from '../table.js';
import { inWords } from '../words.js';

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;
const months = (count: number): string => `${count} ${count === 1 ? 'month' : 'months'}`;

/** By whose rules health was judged: the sentence around a link to the event that set them. */
export const judgedBy = ({
  from,
  set,
}: HealthRules): { readonly from: string; readonly href?: string; readonly evidence?: string } => ({
  from: inWords(from),
  ...(set === null ? {} : { href: `/events/${set.event}`, evidence: set.evidence }),
});

/** From where on each dimension is amber or red. */
export const rulesTable = (of: HealthRules): Table => ({
  caption: 'What makes a dimension amber or red',
  head: [text('What'), text('Amber'), text('Red')],
  rows: [
    [
      'A year with commitments that no confirmed money covers',
      'Any year',
      `Begins within ${months(of.certaintyRedMonths)}`,
    ],
    [`Coverage under ${of.coverageLeast}`, 'In a later year', 'This year or the next'],
    ['An instalment overdue', days(of.overdueAmberDays), days(of.overdueRedDays)],
    ['The host finances the pool', 'Always', '\u2013'],
    ['A scheme over its budget', 'Any sum', `More than ${of.overBudgetRedPercent}%`],
    ['A task to find cover', 'While it is open', '\u2013'],
    [
      'Ring-fenced money not called on, time left for it',
      `Less than ${months(of.ringFenceAmberMonths)}`,
      `Less than ${months(of.ringFenceRedMonths)}`,
    ],
    [
      'An award ends',
      `Within ${months(of.cliffAmberMonths)}`,
      `Within ${months(of.cliffRedMonths)}`,
    ],
    ['A review of the agreement not held', days(of.reviewAmberDays), days(of.reviewRedDays)],
    ['A proposed recoding waits', days(of.proposalAmberDays), 'Past its last day'],
    ['A year is over and not closed', days(of.closeAmberDays), days(of.closeRedDays)],
    ['A statement not signed by all', days(of.signAmberDays), days(of.signRedDays)],
    ['A statement waits to be restated', days(of.restateAmberDays), days(of.restateRedDays)],
    ['A publication is late', days(of.publicationAmberDays), days(of.publicationRedDays)],
    ['A partner that the agreement does not name', 'Always', '\u2013'],
  ].map((row) => row.map((cell) => text(cell))),
});
