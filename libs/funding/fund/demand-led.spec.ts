import { agreementWith } from '#test/support/agreement.js';
import { approve, as, asksOf, day, host, schemeOf, types, under } from '#test/support/authority.js';
import { command, expectRefused, type Told } from '#test/support/given.js';
import { reserve } from '#test/support/small-fund.js';
import type { Delegation } from '../delegation/delegation.js';

const ofOverrides = (powers: readonly object[]): Delegation =>
  schemeOf(powers.map((power) => ({ decisions: ['override'], recurrent: true, ...power })));
/** The manager overrides up to 5.00 alone; cabinet whatever it comes to, of what others propose. */
const overriding = (fund: Told = under(['allocation'])): Told => ({
  ...fund,
  delegations: [
    ofOverrides([
      { power: 'm', office: 'manager', limit: '5.00', decides: 'alone' },
      { power: 'y', office: 'yearly', limit: null, cumulative: { amount: '9.00' } },
      { power: 'c', office: 'cabinet', limit: null },
    ]),
  ],
});
const led = (demandLed = true) =>
  command(
    'describe-scheme',
    { scheme: 'navigators', stated: { demandLed }, evidence: 'Board' },
    day,
  );
const openLed = command('open-scheme', { scheme: 'care', name: 'Care', demandLed: true }, day);

describe('that a scheme is led by demand', () => {
  it.each([
    ['an open one', led()],
    ['a new one', openLed],
  ] as const)('is an override that no amount bounds: %s', (_of, asked) => {
    const fund = overriding();
    for (const office of ['manager', 'yearly'])
      expectRefused(as(fund, asked, office).refused, 'open-end-not-delegated', { office });
    expectRefused(as(fund, asked, 'cabinet').refused, 'proposer-approves', {});
    expect(types(as(fund, approve(asksOf(fund, asked)), 'cabinet'))).toEqual(['DecisionApproved']);
    const { events = [] } = as(fund, asked, 'buyer');
    expect(events.at(-1)).toMatchObject({
      type: 'DecisionAuthorised',
      data: { decision: 'override', of: 'demand-led', amount: '0.00', recurrent: true },
    });
  });

  it('lets its promises go beyond its budget only once that is decided', () => {
    // It has 70.00 of the council and 40.00 of the ICB: 1.00 less than is promised.
    const fund = overriding();
    const more = reserve('lights', '111.00');
    expectRefused(as(fund, more, 'buyer').refused, 'commitment-exceeds-scheme', {});
    as(fund, approve(asksOf(fund, led())), 'cabinet');
    as(fund, led(), 'buyer');
    expect(as(fund, more, 'buyer').events?.[0]).toMatchObject({
      type: 'CommitmentReserved',
      data: { obligation: 'demand-led', overBudget: '1.00' },
    });
  });

  it('is no decision where it is so no longer, and none where nobody is named for overrides', () => {
    const fund = overriding();
    as(fund, approve(asksOf(fund, led())), 'cabinet');
    as(fund, led(), 'buyer');
    expect(types(as(fund, led(false), 'buyer'))).toEqual(['SchemeDescribed']);
    expect(types(as(under(['allocation']), led(), 'buyer'))).toEqual(['SchemeDescribed']);
  });

  it('is each partner’s where they decide together on overrides above whatever amount', () => {
    const agreement = agreementWith({
      partners: [host, 'icb'],
      eachPartnerDecides: [{ decisions: ['override'], above: '1000000.00' }],
    });
    const fund = { ...overriding(), agreement };
    as(fund, approve(asksOf(fund, led())), 'cabinet');
    expectRefused(as(fund, led(), 'buyer').refused, 'approval-missing', { organisation: 'icb' });
  });
});
