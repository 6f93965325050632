import type { AwardEvent } from '#contracts/events/award.js';
import { ContractAwarded } from '#contracts/events/award.js';
import { OutcomePaymentsAgreed } from '#contracts/events/award/outcome-payments.js';
import { PersonalBudgetBuilt } from '#contracts/events/award/personal-budget.js';
import { expectRefused } from '#test/support/given.js';
import { evolveAward, newAward } from '../award/award.js';
import { notOnAward } from './claim-on-award.js';

const events: AwardEvent[] = [
  ContractAwarded.of('2026-05-04', {
    ...{ title: 'Personal budget', provider: 'lights', start: null, end: null, statedMonths: null },
    ...{ value: '10.00', costShares: [], payment: 'on-claim', regime: 'not-applicable' },
    ...{ optionMonths: [], optionsValue: '0.00' },
    funding: [
      {
        ...{ fund: 'pool', scheme: 'work', year: '2026-27', nature: 'revenue', amount: '10.00' },
        sources: 'as-scheme',
      },
    ],
  }),
  PersonalBudgetBuilt.of('2026-05-04', {
    person: 'hl-417',
    needs: [{ need: 'coaching', amount: '10.00' }],
    sum: '10.00',
    override: null,
    budget: '10.00',
  }),
];
const award = events.reduce(evolveAward, newAward());
const claim = {
  outcome: 'work',
  claim: 'c',
  person: 'hl-417',
  fund: 'pool',
  award: 'pb-417',
  provider: 'lights',
};

it('lets a claim through of the provider and the person that the award is for', () =>
  expect(notOnAward(award, claim)).toBeUndefined());

it('is for the outcome that the award names for its stages, where it names one', () => {
  const agreed = OutcomePaymentsAgreed.of('2026-05-04', {
    payments: [{ fund: 'pool', outcome: 'work', amount: null }],
    evidence: 'Outcome agreement',
  });
  const onWork = evolveAward(award, agreed);
  expect(notOnAward(onWork, claim)).toBeUndefined();
  expectRefused(notOnAward(onWork, { ...claim, outcome: 'health' }), 'pays-on-another-outcome', {
    outcomes: 'work',
    asked: 'health',
  });
});

it('bars what the award does not pay', () => {
  expectRefused(notOnAward(newAward(), claim), 'not-found', { what: 'award', id: 'pb-417' });
  expectRefused(notOnAward(award, { ...claim, fund: 'grant' }), 'not-found', { what: 'award' });
  expectRefused(notOnAward(award, { ...claim, provider: 'rivers' }), 'other-provider', {
    provider: 'lights',
    asked: 'rivers',
  });
  expectRefused(notOnAward(award, { ...claim, person: 'hl-500' }), 'follows-another', {
    award: 'pb-417',
  });
});
