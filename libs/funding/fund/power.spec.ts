import { command, given } from '#test/support/given.js';
import { pledge, small } from '#test/support/small-fund.js';

const described = command('describe-source', {
  source: 'icb',
  stated: { power: 's75' },
  evidence: 'Deed of 1 April 2026',
});
const pledged = (power: string | null) => ({ type: 'ContributionPledged', data: { power } });

it('is the power of its source, where none is named for the flow', () => {
  given(...small, described)
    .when(pledge('icb', '5.00'))
    .thenHappened(pledged('s75'));
});

it('is named for one flow of a source that gives under two', () => {
  given(...small, described)
    .when(pledge('icb', '5.00', { power: 's256' }))
    .thenHappened(pledged('s256'));
});

it('is not known while nobody has said it', () => {
  given(...small)
    .when(pledge('icb', '5.00'))
    .thenHappened(pledged(null));
});
