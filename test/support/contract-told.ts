import { asking, awardAfter, decided, ofYear, type Asked } from './award-told.js';

const years = [
  { ...ofYear('2026-27', '720000.00'), sources: 'as-scheme' },
  { ...ofYear('2027-28', '960000.00'), sources: 'as-scheme' },
];
/** A contract of two years with two options, a break, indexation and an allowance. */
export const contract = (more: object = {}): Asked =>
  asking('award-contract', {
    title: 'Navigators',
    provider: 'harbour-lights',
    start: '2026-07-01',
    end: '2028-03-31',
    funding: years,
    regime: 'Provider Selection Regime',
    optionMonths: [12, 12],
    optionsValue: '1920000.00',
    terms: {
      options: [{ option: 1, exerciseBy: '2027-12-31', value: '960000.00' }],
      breaks: [{ break: 'b1', from: '2027-03-31', noticeMonths: 6, by: 'commissioner' }],
      indexation: { index: 'CPI', base: '2026-04', cap: '0.03', collar: '0.01' },
      flexibility: { percent: '0.05' },
      leadProvider: true,
    },
    ...more,
  });
export const made = awardAfter(contract());

/** What comes of the last of some commands, once the contract is awarded. */
export const happens = (...steps: readonly Asked[]): ReturnType<typeof decided> => {
  const last = steps.at(-1);
  if (!last) throw new Error('nothing is asked');
  return decided(awardAfter(contract(), ...steps.slice(0, -1)), last);
};
