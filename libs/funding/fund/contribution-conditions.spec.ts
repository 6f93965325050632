import { command, given } from '#test/support/given.js';
import { pledge, small } from '#test/support/small-fund.js';

const conditions = [{ condition: 'return', text: 'A return is made', due: '2026-09-30' }];
const confirm = (more: object = {}) =>
  command('confirm-contribution', {
    ...{ contribution: 'council', evidence: 'Offer letter' },
    ...more,
  });
const meet = (condition = 'return') =>
  command('meet-contribution-condition', {
    ...{ contribution: 'council', condition, evidence: 'Return of 28 September' },
  });
const fail = command('fail-contribution-condition', {
  ...{ contribution: 'council', condition: 'return', cause: 'No return was made' },
});
const pledged = [...small, pledge('council', '10.00')];

it('money is confirmed on conditions, each of which is met or is not', () => {
  given(...pledged)
    .when(confirm({ conditions }))
    .thenHappened({ type: 'ContributionConfirmed', data: { conditions } });
  const confirmed = [...pledged, confirm({ conditions })];
  given(...confirmed)
    .when(meet())
    .thenHappened({ type: 'ContributionConditionMet' });
  given(...confirmed)
    .when(fail)
    .thenHappened({ type: 'ContributionConditionNotMet' });
  given(...confirmed, fail)
    .when(meet())
    .thenHappened({ type: 'ContributionConditionMet' });
});

it('what was taken as met may be found not to have been: the money stands until its giver withdraws it', () =>
  given(...pledged, confirm({ conditions }), meet())
    .when(fail)
    .thenHappened({
      type: 'ContributionConditionNotMet',
      data: { contribution: 'council', condition: 'return', cause: 'No return was made' },
    }));

it('only what it was confirmed on is met, and once', () => {
  given(...pledged)
    .when(meet())
    .thenRefused('not-found', { what: 'condition', id: 'return' });
  given(...pledged, confirm())
    .when(meet())
    .thenRefused('not-found', { what: 'condition', id: 'return' });
  given(...pledged, confirm({ conditions }), meet())
    .when(meet())
    .thenRefused('wrong-order', { state: 'met' });
  given(...small)
    .when(meet())
    .thenRefused('not-found', { what: 'contribution' });
  given(...pledged)
    .when(confirm({ conditions: [...conditions, ...conditions] }))
    .thenRefused('already-exists', { what: 'condition', id: 'return' });
});

it('what is set apart when a part is confirmed hangs on nothing yet', () =>
  given(...pledged, confirm({ amount: '4.00', rest: 'rest', conditions }))
    .when(
      command('meet-contribution-condition', {
        ...{ contribution: 'rest', condition: 'return', evidence: 'Return' },
      }),
    )
    .thenRefused('not-found', { what: 'condition', id: 'return' }));
