import type { periodEvents } from '#contracts/events/fund/periods.js';
import { yearOf } from '#contracts/financial-year.js';
import type { EvolutionBy } from './evolution.js';

export const periodEvolution: EvolutionBy<typeof periodEvents> = {
  PeriodSoftClosed: (fund, { data }) => {
    fund.periods.set(data.period, { state: 'soft-closed', offices: data.offices });
  },
  PeriodHardClosed: (fund, { data }) => {
    fund.periods.set(data.period, { state: 'hard-closed' });
  },
  PeriodReopened: (fund, { data }) => {
    fund.periods.delete(data.period);
    const year = fund.years.get(yearOf(data.period));
    if (year) year.state = 'reopened';
  },
};
