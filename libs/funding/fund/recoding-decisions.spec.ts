import type { FundCommand } from '#contracts/commands/fund.js';
import { delegationCommands } from '#contracts/commands/delegation.js';
import { DelegationAdopted } from '#contracts/events/delegation.js';
import { agreementWith } from '#test/support/agreement.js';
import {
  after,
  command,
  expectBalances,
  expectRefused,
  on,
  tell,
  untold,
  type Told,
} from '#test/support/given.js';
import { awarded, invoice } from '#test/support/small-fund.js';
import { evolveDelegation, newDelegation, type Delegation } from '../delegation/delegation.js';

const host = 'council';
const icb = 'icb';
const power = (office: string, limit: string, more: object = {}): object => ({
  power: office,
  office,
  decisions: ['recoding'],
  limit,
  ...more,
});
const adopted = (organisation: string, powers: readonly object[]): Delegation =>
  evolveDelegation(newDelegation(), {
    ...DelegationAdopted.of(
      '2026-04-01',
      delegationCommands['adopt-delegation'].parse({
        title: 'Scheme of delegation',
        evidence: 'Resolution',
        powers,
      }),
    ),
    stream: `delegation-${organisation}`,
  });
/** The manager decides alone up to 2.00 and 3.00 a year on a head; the director others’ proposals. */
const ours = adopted(host, [
  power('manager', '2.00', { decides: 'alone', cumulative: { amount: '3.00' } }),
  power('director', '10.00'),
  power('deputy', '10.00', { decides: 'with-second', seconds: ['clerk'] }),
]);
const theirs = adopted(icb, [power('commissioner', '10.00')]);

const told = (delegations: readonly Delegation[] = [ours]): Told =>
  after({ ...untold(), delegations }, [...awarded, invoice('one', '8.00')]);
const recoding = (amount: string, expenditure: string) => ({
  expenditure,
  corrects: 'one',
  amount,
  scheme: 'navigators',
  sources: [{ source: 'icb', amount }],
});
const now = (amount: string, id = 'again'): FundCommand =>
  command('recode-spending', recoding(amount, id), '2026-06-01');
const propose = (amount: string, proposal = 'ours'): FundCommand =>
  command(
    'propose-recoding',
    { proposal, recoding: { command: 'recode-spending', ...recoding(amount, proposal) } },
    '2026-06-01',
  );
const approve = command('approve-recoding', { proposal: 'ours' }, '2026-06-01');
const withdraw = command(
  'withdraw-recoding',
  { proposal: 'ours', cause: 'Not ours' },
  '2026-06-01',
);

/** In which office, and who it is: Amina of the host if nobody else is named. */
const as = (fund: Told, asked: FundCommand, office: string, actor = office, organisation = host) =>
  tell(fund, asked, { ...on('2026-06-01'), office, actor, organisation });
const types = ({ events = [] }: ReturnType<typeof tell>): string[] =>
  events.map(({ type }) => type);

describe('a recoding', () => {
  it('is decided alone within the office’s limit, counted and shown as such', () => {
    const decision = as(told(), now('2.00'), 'manager');
    expect(types(decision)).toEqual(['SpendingRecoded', 'RecodingAuthorised']);
    expect(decision.events?.at(-1)?.data).toMatchObject({
      how: 'alone',
      proposal: null,
      cost: '2.00',
      approvals: [{ office: 'manager', delegation: 0, powers: ['manager'] }],
      counted: [{ head: 'navigators', year: '2026-27', amount: '2.00' }],
    });
  });

  it('is refused beyond it, also in parts', () => {
    expectRefused(as(told(), now('2.01'), 'manager').refused, 'exceeds-delegation', {
      rule: 20,
      short: '0.01',
    });
    const once = told();
    as(once, now('2.00'), 'manager');
    expectRefused(as(once, now('1.01', 'more'), 'manager').refused, 'exceeds-cumulative', {
      already: '2.00',
      short: '0.01',
    });
  });

  it('is refused to an office that has no such power, or only for others’ proposals', () => {
    expectRefused(as(told(), now('1.00'), 'clerk').refused, 'not-delegated', { office: 'clerk' });
    expectRefused(as(told(), now('1.00'), 'director').refused, 'proposer-approves', { rule: 20 });
  });

  it('needs no approval where no scheme of delegation says who may', () =>
    expect(types(as(told([]), now('8.00'), 'clerk'))).toEqual(['SpendingRecoded']));

  it('of published payments is judged in the same way', () => {
    const fund = told();
    after(fund, [command('record-payment', { expenditure: 'p', reference: 'p', net: '2.01' })]);
    const payments = (amount: string) =>
      command(
        'recode-payments',
        { recoding: 'r', amount, from: { year: '2026-27' }, to: { source: 'icb' } },
        '2026-06-01',
      );
    expectRefused(as(fund, payments('2.01'), 'manager').refused, 'exceeds-delegation', {});
    expect(types(as(fund, payments('2.00'), 'manager'))).toEqual([
      'PaymentsRecoded',
      'RecodingAuthorised',
    ]);
  });
});

describe('a proposal', () => {
  const proposed = (amount = '5.00', delegations: readonly Delegation[] = [ours]): Told => {
    const fund = told(delegations);
    expect(types(as(fund, propose(amount), 'clerk'))).toEqual(['RecodingProposed']);
    return fund;
  };

  it('is recoded once an office of sufficient power approves it, and somebody else proposed it', () => {
    const fund = proposed();
    expectBalances(fund, [['not yet', { account: 'cash:expenditure', source: 'icb' }, '2.91']]);
    const decision = as(fund, approve, 'director');
    expect(types(decision)).toEqual(['RecodingApproved', 'SpendingRecoded', 'RecodingAuthorised']);
    expect(decision.events?.at(-1)?.data).toMatchObject({ how: 'approved', proposal: 'ours' });
    expectBalances(fund, [
      ['ICB money', { account: 'cash:expenditure', source: 'icb' }, '6.09'],
      ['in all', { account: 'cash:expenditure' }, '8.00'],
    ]);
    expectRefused(as(fund, approve, 'director').refused, 'wrong-order', { state: 'decided' });
  });

  it('is not approved by its proposer, nor beyond the office’s power', () => {
    expectRefused(as(proposed(), approve, 'director', 'clerk').refused, 'proposer-approves', {
      rule: 20,
    });
    expectRefused(as(proposed(), approve, 'manager').refused, 'exceeds-delegation', {});
  });

  it('waits for a second person where one is needed', () => {
    const fund = proposed();
    expect(types(as(fund, approve, 'deputy'))).toEqual(['RecodingApproved']);
    expectRefused(as(fund, approve, 'deputy').refused, 'already-exists', { what: 'approval' });
    expectRefused(as(fund, approve, 'clerk').refused, 'proposer-approves', {});
    expect(types(as(fund, approve, 'clerk', 'another'))).toContain('SpendingRecoded');
  });

  it('needs each partner’s approval where the agreement says so', () => {
    const fund: Told = {
      ...proposed('5.00', [ours, theirs]),
      agreement: agreementWith({
        partners: [host, icb],
        eachPartnerDecides: [{ decisions: ['recoding'], above: '1.00' }],
      }),
    };
    expect(types(as(fund, approve, 'director'))).toEqual(['RecodingApproved']);
    expect(types(as(fund, approve, 'commissioner', 'commissioner', icb))).toContain(
      'SpendingRecoded',
    );
  });

  it('is withdrawn by who proposed it, or rejected by who is asked, and nothing else happens', () => {
    expect(as(proposed(), withdraw, 'clerk').events?.[0]?.data).toMatchObject({ how: 'withdrawn' });
    const fund = proposed();
    expectRefused(
      as(fund, withdraw, 'commissioner', 'commissioner', icb).refused,
      'another-organisation',
      {},
    );
    expect(as(fund, withdraw, 'director').events?.[0]?.data).toMatchObject({ how: 'rejected' });
    expectRefused(as(fund, approve, 'director').refused, 'wrong-order', { state: 'rejected' });
  });

  it('is refused where it could not be recoded, twice, and to those who are not asked', () => {
    expectRefused(as(told(), propose('8.01'), 'clerk').refused, 'recoding-exceeds-spending', {});
    expectRefused(as(proposed(), propose('1.00'), 'clerk').refused, 'already-exists', {});
    expectRefused(
      as(proposed(), approve, 'commissioner', 'commissioner', icb).refused,
      'approval-not-needed',
      { organisation: icb },
    );
    expectRefused(as(told(), approve, 'director').refused, 'not-found', { what: 'proposal' });
  });
});

it('a proposal lapses once its last day has passed, and is approved no more', () => {
  const fund = told();
  as(fund, propose('5.00'), 'clerk');
  const lapse = command('lapse-recoding', { proposal: 'ours' }, '2026-09-02');
  expectRefused(as(fund, lapse, 'clerk').refused, 'not-expired', { expires: '2026-09-01' });
  const later = { ...on('2026-09-02'), office: 'director', actor: 'director', organisation: host };
  expectRefused(tell(fund, approve, later).refused, 'wrong-order', {
    state: 'over since 2026-09-01',
  });
  expect(types(tell(fund, lapse, later))).toEqual(['RecodingProposalLapsed']);
  expectRefused(as(fund, approve, 'director').refused, 'wrong-order', { state: 'lapsed' });
});
