import { delegationCommands } from '#contracts/commands/delegation.js';
import { DelegationAdopted } from '#contracts/events/delegation.js';
import { agreementWith } from '#test/support/agreement.js';
import { adopted, approve, as, asksOf, day, host, types } from '#test/support/authority.js';
import { after, command, expectRefused, on, tell, untold, type Told } from '#test/support/given.js';
import { allocate, confirm, funded, pledge, reserve } from '#test/support/small-fund.js';
import { evolveDelegation, newDelegation, type Delegation } from '../delegation/delegation.js';

const icb = 'icb';
/** The ICB's own scheme: its commissioner takes part in what the partners decide together. */
const theirs: Delegation = evolveDelegation(newDelegation(), {
  ...DelegationAdopted.of(
    '2026-04-01',
    delegationCommands['adopt-delegation'].parse({
      ...{ title: 'Scheme of delegation', evidence: 'Board' },
      powers: [
        {
          ...{ power: 'commissioner', office: 'commissioner', limit: '30.00', recurrent: true },
          decisions: ['allocation', 'commitment', 'permission', 'reopening', 'virement'],
        },
      ],
    }),
  ),
  stream: `delegation-${icb}`,
});
type Terms = NonNullable<Parameters<typeof agreementWith>[0]>['eachPartnerDecides'];
const together = (
  eachPartnerDecides: Terms,
  delegations = [adopted(['allocation', 'commitment', 'permission', 'reopening']), theirs],
): Told => ({
  ...after(untold(), [
    ...funded,
    pledge('icb', '60.00', { contribution: 'more' }),
    confirm('more'),
  ]),
  agreement: agreementWith({ partners: [host, icb], eachPartnerDecides }),
  delegations,
});
const more = (amount: string) => allocate('navigators', 'icb', amount);
const byIcb = (fund: Told, asked: unknown) =>
  as(fund, approve(asked), 'commissioner', 'tomasz', icb);

describe('what an agreement lets each partner decide', () => {
  const allocations: Terms = [{ decisions: ['allocation'], above: '4.00' }];

  it('waits for an office of each, and names the rule and its date', () => {
    const fund = together(allocations);
    expectRefused(as(fund, more('5.00'), 'manager').refused, 'approval-missing', {
      ...{ rule: 20, organisation: icb, above: '4.00' },
      ...{ ruleDate: '2026-02-01', agreementRevision: 0 },
    });
    const asks = asksOf(fund, more('5.00'));
    expect(types(byIcb(fund, asks))).toEqual(['DecisionApproved']);
    const decision = as(fund, more('5.00'), 'manager');
    expect(decision.events?.at(-1)?.data).toMatchObject({
      ...{ decision: 'allocation', how: 'approved', amount: '5.00' },
      approvals: [
        { organisation: host, office: 'manager', by: 'manager' },
        { organisation: icb, office: 'commissioner', by: 'tomasz' },
      ],
      counted: [
        { organisation: host, amount: '5.00' },
        { organisation: icb, amount: '5.00' },
      ],
    });
    // The approval was for one decision.
    expectRefused(as(fund, more('5.00'), 'manager').refused, 'approval-missing', {
      organisation: icb,
    });
  });

  it('is the host’s up to that amount', () =>
    expect(as(together(allocations), more('4.00'), 'manager').events?.at(-1)?.data).toMatchObject({
      how: 'alone',
    }));

  it('needs the host’s office too, though its own scheme does not name the decision', () => {
    const fund = together(allocations, [adopted(['virement']), theirs]);
    byIcb(fund, asksOf(fund, more('5.00')));
    expectRefused(as(fund, more('5.00'), 'manager').refused, 'not-delegated', {
      office: 'manager',
    });
  });

  it('is no less a partner’s own decision: within its delegation, and not by who proposes', () => {
    const fund = together(allocations);
    const asks = asksOf(fund, more('31.00'));
    expectRefused(byIcb(fund, asks).refused, 'exceeds-delegation', { short: '1.00' });
    const own = together(allocations);
    const asked = as(own, more('5.00'), 'commissioner', 'tomasz', icb).refused?.facts['asks'];
    as(own, approve(asked), 'director');
    expectRefused(
      as(own, more('5.00'), 'commissioner', 'tomasz', icb).refused,
      'proposer-approves',
      { by: 'tomasz' },
    );
    byIcb(own, asked);
    expect(types(as(own, more('5.00'), 'buyer'))).toContain('DecisionAuthorised');
  });

  it('needs no partner that has left', () => {
    const fund = together(allocations);
    const left = { ...fund.agreement, partners: [host] } as Told['agreement'];
    expect(types(as({ ...fund, agreement: left }, more('5.00'), 'manager'))).toContain(
      'DecisionAuthorised',
    );
  });

  it('holds by the agreement of the day on which it is made, too', () => {
    const fund = together([]);
    const today = {
      ...{ ...on(day), office: 'manager', actor: 'manager', organisation: host },
      agreementToday: agreementWith({ partners: [host, icb], eachPartnerDecides: allocations }),
    };
    expectRefused(tell(fund, more('5.00'), today).refused, 'approval-missing', {
      organisation: icb,
    });
  });

  it.each([
    ['commitment', reserve('lights', '5.00')],
    [
      'permission',
      command('record-permission', {
        ...{ permission: 'p', source: 'icb', permits: 'capital-to-revenue', amount: '5.00' },
        ...{ standing: 'government', grantedBy: 'treasury', reference: 'Letter' },
      }),
    ],
  ] as const)('may be a %s', (decision, asked) => {
    const fund = together([{ decisions: [decision], above: '4.00' }]);
    expectRefused(as(fund, asked, 'manager').refused, 'approval-missing', { organisation: icb });
    byIcb(fund, asksOf(fund, asked));
    expect(types(as(fund, asked, 'manager'))).toContain('DecisionAuthorised');
  });

  it('may be what comes to no amount', () => {
    const fund = together([{ decisions: ['reopening'], above: null }]);
    const period = '2026-04';
    after(fund, [command('hard-close-period', { period }, '2026-05-05')]);
    const reopen = command('reopen-period', { period }, day);
    expectRefused(as(fund, reopen, 'manager').refused, 'approval-missing', { organisation: icb });
    byIcb(fund, asksOf(fund, reopen));
    expect(types(as(fund, reopen, 'manager'))).toContain('PeriodReopened');
  });

  it('is let by nobody whom nobody asks', () => {
    const fund = together([{ decisions: ['commitment'], above: null }]);
    const asks = asksOf(together(allocations), more('5.00'));
    expectRefused(byIcb(fund, asks).refused, 'approval-not-needed', { needed: host });
  });
});
