import { after, command, expectRefused, given, on, tell, untold } from '#test/support/given.js';
import { allocate, confirm, pledge, small } from '#test/support/small-fund.js';

const open = command('open-scheme', { scheme: 'care', name: 'Care' });
const describe_ = (stated: object, day = '2026-05-01') =>
  command('describe-scheme', { scheme: 'care', stated, evidence: 'Board' }, day);

it('what was unknown of a scheme is stated later, and what is known stays', () => {
  given(...small, open)
    .when(describe_({ category: 'participation', need: 'voice', demandLed: true }))
    .thenHappened({
      type: 'SchemeDescribed',
      data: { stated: { category: 'participation', need: 'voice', demandLed: true } },
    });
  given(...small, open, describe_({ category: 'participation' }))
    .when(describe_({ category: 'skills' }))
    .thenRefused('already-exists', { what: 'category', id: 'participation' });
  given(...small)
    .when(describe_({ need: 'voice' }))
    .thenRefused('not-found', { what: 'scheme' });
});

it('its area is not stated once it has budget, which is filed under the area that it had', () => {
  const area = describe_({ area: 'E06000999' });
  given(...small, open)
    .when(area)
    .thenHappened({ type: 'SchemeDescribed', data: { stated: { area: 'E06000999' } } });
  const budget = [
    pledge('council', '1.00'),
    confirm('council'),
    allocate('care', 'council', '1.00'),
  ];
  given(...small, open, ...budget)
    .when(area)
    .thenRefused('wrong-order', { needed: 'without budget' });
});

it('is not stated for a day to come', () => {
  const ahead = describe_({ need: 'voice' }, '2031-04-01');
  const { refused } = tell(after(untold(), [...small, open]), ahead, on('2026-05-01'));
  expectRefused(refused, 'invalid-request', {});
});

it('what was unknown of a source is stated later', () => {
  const describeSource = (stated: object, source = 'foundation') =>
    command('describe-source', { source, stated, evidence: 'Offer letter' });
  given(...small)
    .when(describeSource({ power: 'grant determination', through: 'council' }))
    .thenHappened({
      type: 'SourceDescribed',
      data: { stated: { power: 'grant determination', through: 'council' } },
    });
  given(...small, describeSource({ power: 's76' }))
    .when(describeSource({ power: 's256' }))
    .thenRefused('already-exists', { what: 'power', id: 's76' });
  given(...small)
    .when(describeSource({ power: 's76' }, 'none-such'))
    .thenRefused('not-found', { what: 'source' });
});
