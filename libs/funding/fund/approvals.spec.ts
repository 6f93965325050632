import type { ToDecide } from '#contracts/events/fund/authority.js';
import { command, expectRefused } from '#test/support/given.js';
import { reserve } from '#test/support/small-fund.js';
import { approve, as, asksOf, beyond, day, host, types, under } from '#test/support/authority.js';

describe('an approval', () => {
  it('lets somebody else decide exactly that, once', () => {
    const fund = under(['override']);
    const asks = asksOf(fund, beyond('20.00'));
    expect(types(as(fund, approve(asks), 'director'))).toEqual(['DecisionApproved']);
    expectRefused(as(fund, beyond('20.01'), 'buyer').refused, 'not-delegated', {});
    const decision = as(fund, beyond('20.00'), 'buyer');
    expect(decision.events?.at(-1)?.data).toMatchObject({
      how: 'approved',
      approvals: [{ by: 'director', office: 'director' }],
    });
    expectRefused(as(fund, beyond('20.00'), 'buyer').refused, 'not-delegated', {});
  });

  it('is not the proposer’s own', () => {
    const fund = under(['override']);
    expectRefused(as(fund, beyond('20.00'), 'director').refused, 'proposer-approves', { rule: 20 });
    as(fund, approve(asksOf(fund, beyond('20.00'))), 'director');
    expectRefused(as(fund, beyond('20.00'), 'director').refused, 'proposer-approves', { rule: 20 });
  });

  it('holds until its day, and is given once by each', () => {
    const fund = under(['override']);
    const asks = asksOf(fund, beyond('20.00'));
    as(fund, approve(asks, '2026-05-31'), 'director');
    expectRefused(as(fund, beyond('20.00'), 'buyer').refused, 'not-delegated', {});
    as(fund, approve(asks), 'director');
    expectRefused(as(fund, approve(asks), 'director').refused, 'already-exists', {
      what: 'approval',
    });
  });

  it('needs a second person where the scheme says so', () => {
    const fund = under(['override']);
    const asks = asksOf(fund, beyond('20.00'));
    expectRefused(as(fund, approve(asks), 'clerk').refused, 'not-delegated', { office: 'clerk' });
    as(fund, approve(asks), 'deputy');
    expectRefused(as(fund, beyond('20.00'), 'buyer').refused, 'approval-missing', {
      organisation: host,
      needed: 'by a second person: clerk',
    });
    as(fund, approve(asks), 'clerk');
    expect(types(as(fund, beyond('20.00'), 'buyer'))).toContain('DecisionAuthorised');
  });

  it('is given by the host, where its scheme names the kind, and by an office that may', () => {
    const fund = under(['override']);
    const asks = asksOf(fund, beyond('60.00'));
    expectRefused(as(fund, approve(asks), 'director').refused, 'exceeds-delegation', {
      short: '10.00',
    });
    expectRefused(as(fund, approve(asks), 'head', 'tomasz', 'icb').refused, 'approval-not-needed', {
      needed: host,
    });
    expectRefused(
      as(under(['virement']), approve(asks), 'director').refused,
      'approval-not-needed',
      {},
    );
    expectRefused(
      as(fund, beyond('2.00'), 'manager', 'tomasz', 'icb').refused,
      'approval-missing',
      {
        organisation: host,
      },
    );
  });

  it('is withdrawn by who gave it, as long as nobody has used it', () => {
    const fund = under(['override']);
    const asks = asksOf(fund, beyond('20.00')) as ToDecide;
    const withdraw = command('withdraw-approval', { ...asks, cause: 'No longer needed' }, day);
    expectRefused(as(fund, withdraw, 'director').refused, 'not-found', { id: 'director' });
    as(fund, approve(asks), 'director');
    expectRefused(as(fund, withdraw, 'deputy').refused, 'not-found', { id: 'deputy' });
    expect(types(as(fund, withdraw, 'director'))).toEqual(['DecisionApprovalWithdrawn']);
    expectRefused(as(fund, beyond('20.00'), 'buyer').refused, 'not-delegated', {});
    as(fund, approve(asks), 'director');
    expect(types(as(fund, beyond('20.00'), 'buyer'))).toContain('DecisionAuthorised');
    expectRefused(as(fund, withdraw, 'director').refused, 'not-found', {});
  });

  it('is there again where what was decided by it lapses', () => {
    const fund = under(['commitment']);
    const asked = reserve('lights', '20.00');
    const asks = asksOf(fund, asked) as ToDecide;
    const withdraw = command('withdraw-approval', { ...asks, cause: 'No longer needed' }, day);
    as(fund, approve(asks), 'director');
    expect(types(as(fund, asked, 'buyer'))).toEqual(['CommitmentReserved', 'DecisionAuthorised']);
    expectRefused(as(fund, withdraw, 'director').refused, 'not-found', { id: 'director' });
    as(fund, command('lapse-commitment', { award: 'lights' }, day), 'buyer');
    expect(types(as(fund, withdraw, 'director'))).toEqual(['DecisionApprovalWithdrawn']);
  });

  it('of another is left as it is where one is withdrawn', () => {
    const fund = under(['override']);
    const asks = asksOf(fund, beyond('20.00')) as ToDecide;
    as(fund, approve(asks), 'deputy');
    as(fund, approve(asks), 'director');
    as(fund, command('withdraw-approval', { ...asks, cause: 'On leave' }, day), 'deputy');
    expect(as(fund, beyond('20.00'), 'buyer').events?.at(-1)?.data).toMatchObject({
      approvals: [{ by: 'director' }],
    });
  });
});
