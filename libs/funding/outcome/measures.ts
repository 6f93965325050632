import {
  BaselineAgreed,
  BaselineSuperseded,
  OutcomeDefined,
  OutcomeMeasured,
} from '#contracts/events/outcome/measures.js';
import { happened, refused } from '../decision.js';
import type { OutcomeDecidersBy, OutcomeEvolutionBy } from './outcome.js';

/** What is agreed and measured now; what was before stays in the log. */
export interface Measures {
  better: 'higher' | 'lower';
  baseline: string | undefined;
  measured: string | undefined;
}

export const newMeasures = (): Measures => ({
  better: 'higher',
  baseline: undefined,
  measured: undefined,
});

export const measureDeciders: OutcomeDecidersBy<
  'define-outcome' | 'agree-baseline' | 'supersede-baseline' | 'measure-outcome'
> = {
  'define-outcome': ({ defined }, { command: _, effective, ...data }, id) => {
    if (defined) return refused('already-exists', { what: 'outcome', id, where: 'The ledger' });
    return data.to < data.from
      ? refused('ends-before-it-begins', { from: data.from, to: data.to })
      : happened(OutcomeDefined.of(effective, data));
  },
  'agree-baseline': ({ measures }, { command: _, effective, ...data }, id) =>
    measures.baseline === undefined
      ? happened(BaselineAgreed.of(effective, data))
      : refused('baseline-agreed', { outcome: id, value: measures.baseline }),
  'supersede-baseline': ({ measures }, { command: _, effective, ...data }, id) =>
    measures.baseline === undefined
      ? refused('baseline-missing', { outcome: id })
      : happened(BaselineSuperseded.of(effective, { ...data, was: measures.baseline })),
  'measure-outcome': ({ measures }, { effective, value, evidence }) =>
    happened(OutcomeMeasured.of(effective, { value, was: measures.measured ?? null, evidence })),
};

export const measureEvolution: OutcomeEvolutionBy<
  'OutcomeDefined' | 'BaselineAgreed' | 'BaselineSuperseded' | 'OutcomeMeasured'
> = {
  OutcomeDefined: (outcome, { data }) => {
    outcome.defined = true;
    outcome.measures.better = data.better;
  },
  BaselineAgreed: ({ measures, savings }, { data }) => {
    measures.baseline = data.value;
    savings.assessed = undefined;
  },
  BaselineSuperseded: ({ measures, savings }, { data }) => {
    measures.baseline = data.value;
    savings.assessed = undefined;
  },
  OutcomeMeasured: ({ measures, savings }, { data }) => {
    measures.measured = data.value;
    savings.assessed = undefined;
  },
};
