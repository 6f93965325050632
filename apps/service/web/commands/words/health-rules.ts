import type { Words } from './word.js';

const late = 'Days after they were due';

/** From where on a dimension of a fund's health is amber or red. */
export const healthRuleWords: Words = {
  certaintyRedMonths: [
    'Months ahead in which certainty is red',
    'For years with commitments that no confirmed money covers; later ones are amber',
  ],
  coverageLeast: ['Least coverage', 'How many times confirmed money is to cover what is called on'],
  overdueAmberDays: ['Overdue instalments are amber after', late],
  overdueRedDays: ['Overdue instalments are red after', late],
  overBudgetRedPercent: ['Over budget is red beyond', 'Per cent of the budget; less is amber'],
  ringFenceAmberMonths: ['Ring-fences are amber with less than', 'Months left to use the money'],
  ringFenceRedMonths: ['Ring-fences are red with less than', 'Months left to use the money'],
  cliffAmberMonths: ['Awards that end are amber within', 'Months: 3, 6 or 12'],
  cliffRedMonths: ['Awards that end are red within', 'Months: 3, 6 or 12'],
  reviewAmberDays: ['Reviews not held are amber after', late],
  reviewRedDays: ['Reviews not held are red after', late],
  proposalAmberDays: ['Proposed recodings are amber after', 'Days that they wait'],
  closeAmberDays: ['Years not closed are amber after', 'Days after the end of the year'],
  closeRedDays: ['Years not closed are red after', 'Days after the end of the year'],
  signAmberDays: ['Statements not signed are amber after', 'Days after they were issued'],
  signRedDays: ['Statements not signed are red after', 'Days after they were issued'],
  restateAmberDays: ['Statements to restate are amber after', 'Days that they wait'],
  restateRedDays: ['Statements to restate are red after', 'Days that they wait'],
  publicationAmberDays: ['Overdue publications are amber after', late],
  publicationRedDays: ['Overdue publications are red after', late],
};
