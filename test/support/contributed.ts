import { inFund, type Step } from '#apps/service/example/step.js';
import { northmoor } from './northmoor.js';

const more = 'icb-more-2027-28';

/** The ICB adds to its second year, subject to its annual budget. */
export const agreedSubject: readonly Step[] = [
  ...northmoor,
  inFund('pledge-contribution', {
    contribution: more,
    ...{ source: 'icb', year: '2027-28', amount: '5.00', subjectToBudget: true },
  }),
];

/** Its budget is set. */
export const budgetSet: readonly Step[] = [
  ...agreedSubject,
  inFund('confirm-contribution', {
    contribution: more,
    ...{ evidence: 'Governing body, March 2027', budgetResolution: true },
  }),
];

/** The foundation goes into the programme, which later goes into the council's money. */
export const sourcesMerged: readonly Step[] = [
  ...northmoor,
  ...(
    [
      ['foundation', 'programme', '2027-04-01'],
      ['programme', 'council', '2028-04-01'],
    ] as const
  ).map(([source, into, day]) =>
    inFund('merge-sources', { sources: [source], into, evidence: 'Framework' }, day),
  ),
];
