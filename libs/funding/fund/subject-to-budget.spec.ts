import { agreementWith } from '#test/support/agreement.js';
import { command, given, givenUnder } from '#test/support/given.js';
import { pledge, small } from '#test/support/small-fund.js';

const later = pledge('council', '10.00', { year: '2027-28', subjectToBudget: true });
const confirm = (more: object = {}) =>
  command('confirm-contribution', { contribution: 'council', evidence: 'Minute 7', ...more });
const resolved = confirm({ evidence: 'Budget resolution', budgetResolution: true });
const certain = agreementWith({ subjectToBudgetIsCertain: true });
const confirmed = { account: 'budget:contributed:confirmed' } as const;

it('is said of a partner’s pledge only', () => {
  given(...small)
    .when(later)
    .thenHappened(
      { type: 'ContributionPledged', data: { certainty: 'indicative' } },
      { type: 'ContributionMadeSubjectToBudget', data: { contribution: 'council' } },
    );
  const funder = command('open-source', {
    ...{ source: 'programme', name: 'Programme', role: 'funder', organisation: 'programme' },
  });
  given(...small, funder)
    .when(pledge('programme', '1.00', { subjectToBudget: true }))
    .thenRefused('not-of-a-partner', { role: 'funder' });
});

it('is confirmed by the budget resolution, and subject to it no more', () => {
  given(...small, later)
    .when(confirm())
    .thenRefused('subject-to-budget', { rule: 19, organisation: 'council', year: '2027-28' });
  givenUnder(agreementWith(), ...small, later)
    .when(confirm())
    .thenRefused('subject-to-budget', { agreementRevision: 0, ruleDate: '2026-02-01' });
  given(...small, later)
    .when(resolved)
    .thenHappened(
      { type: 'AnnualBudgetResolved', data: { resolution: 'Budget resolution' } },
      { type: 'ContributionConfirmed', data: { evidence: 'Budget resolution' } },
    );
  given(...small, later, resolved)
    .when(resolved)
    .thenRefused('already-confirmed');
});

it('is certain on the agreement’s word where it says so, until the budget is set', () => {
  givenUnder(certain, ...small, later)
    .when(confirm())
    .thenHappened({
      type: 'ContributionConfirmed',
      data: { evidence: 'Agreement small, version 1: Minute 7' },
    });
  givenUnder(certain, ...small, later, confirm())
    .when(resolved)
    .thenHappened({ type: 'AnnualBudgetResolved' });
  givenUnder(certain, ...small, later, confirm())
    .when(confirm())
    .thenRefused('already-confirmed');
  givenUnder(certain, ...small, later, confirm())
    .when(resolved)
    .then(['confirmed', confirmed, '-10.00']);
});

it('stays with the part that is not confirmed', () => {
  const part = { ...resolved, amount: '4.00', rest: 'rest' };
  given(...small, later)
    .when(part)
    .thenHappened(
      { type: 'ContributionDivided' },
      { type: 'ContributionMadeSubjectToBudget', data: { contribution: 'rest' } },
      { type: 'AnnualBudgetResolved', data: { contribution: 'council' } },
      { type: 'ContributionConfirmed', data: { amount: '4.00' } },
    );
  given(...small, later, part)
    .when(confirm({ contribution: 'rest' }))
    .thenRefused('subject-to-budget');
});
