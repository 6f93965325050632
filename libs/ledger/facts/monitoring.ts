import type { monitoringEvents } from '#contracts/events/fund/monitoring.js';
import type { EventOf } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { change, type FactsBy, type Numbered } from './change.js';

interface LineOfBudget {
  scheme: string;
  source: string;
  nature: string;
  year: string;
}

export interface MonitoringFacts {
  /** Identified by scheme, source, nature and year: a later profile takes the place of an earlier. */
  profile: LineOfBudget & {
    budget: string;
    months: readonly { readonly month: string; readonly amount: string }[];
  };
  /** Each submission by its event's number: what supersedes does not erase. */
  forecast: LineOfBudget & { month: string; outturn: string; explanation: string; office: string };
  /** Each comparison of balances by its event's number. */
  'balances-agreed': {
    with: string;
    at: string;
    logNumber: number;
    ours: string;
    theirs: string;
    difference: string;
    explanation: string | null;
  };
}

function profiled(event: EventOf<'BudgetProfiled'>): FactChange[] {
  const { scheme, source, nature, year } = event.data;
  return [change(event, 'profile', [scheme, source, nature, year].join('/'), event.data)];
}

const forecast = (event: Numbered<EventOf<'ForecastSubmitted'>>): FactChange[] => [
  change(event, 'forecast', String(event.number), event.data),
];

function agreed(event: Numbered<EventOf<'BalancesAgreed'>>): FactChange[] {
  const { office: _, ...comparison } = event.data;
  return [change(event, 'balances-agreed', String(event.number), comparison)];
}

export const monitoringFacts: FactsBy<typeof monitoringEvents> = {
  BudgetProfiled: profiled,
  ForecastSubmitted: forecast,
  BalancesAgreed: agreed,
};
