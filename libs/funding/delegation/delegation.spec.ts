import { delegationCommands, type DelegationCommand } from '#contracts/commands/delegation.js';
import { parsePence } from '#libs/money/pence.js';
import { expectRefused, on } from '#test/support/given.js';
import { decideDelegation, evolveDelegation, inForceOn, newDelegation } from './delegation.js';
import type { Delegation, DelegationInForce } from './delegation.js';
import { headOf, mayDecide, type MayDecide, type OnHead, type Question } from './may-decide.js';

const council = 'GB-LAE-NMR';
const adopt = (
  scheme: object,
  command: 'adopt-delegation' | 'revise-delegation' = 'adopt-delegation',
  effective = '2026-04-01',
): DelegationCommand => ({
  ...delegationCommands[command].parse({
    title: 'Scheme of delegation',
    evidence: 'Resolution',
    ...scheme,
  }),
  command,
  effective,
});

const after = (...commands: readonly DelegationCommand[]): Delegation =>
  commands.reduce(
    (delegation, command) =>
      (decideDelegation(delegation, command, council, on('2026-04-01')).events ?? []).reduce(
        (state, event) => evolveDelegation(state, { ...event, stream: `delegation-${council}` }),
        delegation,
      ),
    newDelegation(),
  );

function inForce(scheme: object, day = '2026-06-01'): DelegationInForce {
  const found = inForceOn(after(adopt(scheme)), day);
  if (!found) throw new Error('no scheme is in force');
  return found;
}

const onHead = (amount: string, more: Partial<OnHead> = {}): OnHead => ({
  head: 'navigators',
  year: '2026-27',
  amount: parsePence(amount),
  before: 0n,
  ...more,
});
const question = (amount: string, more: Partial<Question> = {}): Question => ({
  decision: 'virement',
  day: '2026-06-01',
  amount: parsePence(amount),
  recurrent: false,
  boundaries: ['between-schemes'],
  onHeads: [onHead(amount)],
  ...more,
});
const reasonOf = (may: MayDecide) => (may.decides === 'no' ? may.reason : undefined);

describe('West Lancashire, 2023: heads of service decide alone within their limit', () => {
  const power = (office: string, limit: string | null, decides: string) => ({
    power: office,
    office,
    decisions: ['virement'],
    limit,
    decides,
  });
  const scheme = inForce({
    powers: [
      power('head-of-service', '25000.00', 'alone'),
      power('chief-officer', '50000.00', 'on-proposal'),
      power('section-151-officer', '50000.00', 'on-proposal'),
      power('cabinet', '100000.00', 'on-proposal'),
      power('council', null, 'on-proposal'),
    ],
  });

  it.each([
    ['head-of-service', '25000.00', 'alone'],
    ['head-of-service', '25000.01', 'no'],
    ['chief-officer', '50000.00', 'on-proposal'],
    ['section-151-officer', '50000.01', 'no'],
    ['cabinet', '100000.00', 'on-proposal'],
    ['cabinet', '100000.01', 'no'],
    ['council', '9999999.00', 'on-proposal'],
    ['clerk', '0.01', 'no'],
  ])('%s, %s: %s', (office, amount, decides) =>
    expect(mayDecide(scheme, office, question(amount)).decides).toBe(decides),
  );

  it('says by how much, whose scheme it is and of which day', () =>
    expectRefused(
      reasonOf(mayDecide(scheme, 'cabinet', question('100000.01'))),
      'exceeds-delegation',
      {
        rule: 20,
        limit: '100000.00',
        short: '0.01',
        organisation: council,
        ruleDate: '2026-04-01',
      },
    ));
});

describe('Blackpool: cumulative per budget head and year, 0.5 % for social services and 0.25 % for others', () => {
  const power = (name: string, rate: string, base: string, heads: string[] | null) => ({
    power: name,
    office: 'chief-officer',
    decisions: ['virement'],
    heads,
    cumulative: { rate, base },
  });
  const scheme = inForce({
    powers: [
      power('social-services', '0.005', 'social-services', ['social-services']),
      power('others', '0.0025', 'others', null),
    ],
    bases: [
      { base: 'social-services', name: 'Net revenue', year: '2026-27', amount: '60000000.00' },
      { base: 'others', name: 'Net revenue', year: null, amount: '10000000.00' },
    ],
    heads: [
      {
        head: 'social-services',
        schemes: [{ fund: 'northmoor', scheme: 'navigators' }],
        directorate: 'adults',
      },
    ],
  });
  const on = (head: string, amount: string, before: string, year = '2026-27') =>
    mayDecide(
      scheme,
      'chief-officer',
      question(amount, { onHeads: [onHead(amount, { head, year, before: parsePence(before) })] }),
    );

  it('counts what was decided before on the same head', () => {
    expect(on('social-services', '100000.00', '200000.00').decides).toBe('on-proposal');
    expectRefused(reasonOf(on('social-services', '100000.01', '200000.00')), 'exceeds-cumulative', {
      rule: 20,
      limit: '300000.00',
      already: '200000.00',
      short: '0.01',
      head: 'social-services',
    });
    expect(on('parks', '25000.00', '0.00').decides).toBe('on-proposal');
    expect(on('parks', '25000.01', '0.00').decides).toBe('no');
  });

  it('delegates nothing of a base that is not stated for the year', () =>
    expect(on('social-services', '0.01', '0.00', '2027-28').decides).toBe('no'));

  it('knows which head a scheme belongs to; one that is not named is a head itself', () => {
    expect(headOf(scheme, 'northmoor', 'navigators')).toMatchObject({ head: 'social-services' });
    expect(headOf(scheme, 'northmoor', 'parks')).toEqual({ head: 'parks', directorate: null });
  });

  it('is judged on every head that it touches', () => {
    const heads = ['social-services', 'parks'].map((head) => onHead('30000.00', { head }));
    const may = mayDecide(scheme, 'chief-officer', question('30000.00', { onHeads: heads }));
    expectRefused(reasonOf(may), 'exceeds-cumulative', { head: 'parks' });
  });
});

describe('a power', () => {
  const scheme = inForce({
    powers: [
      {
        power: 'pair',
        office: 'director',
        decisions: ['virement'],
        decides: 'with-second',
        seconds: ['section-151-officer'],
        from: '2026-05-01',
        until: '2026-12-31',
      },
      {
        power: 'small',
        office: 'director',
        decisions: ['technical-virement'],
        limit: '10.00',
        decides: 'alone',
      },
    ],
  });

  it('may need a second person', () =>
    expect(mayDecide(scheme, 'director', question('1.00'))).toMatchObject({
      decides: 'with-second',
      powers: ['pair'],
      seconds: ['section-151-officer'],
    }));

  it('is used at its freest where several suffice', () => {
    const technical = (amount: string) =>
      mayDecide(scheme, 'director', question(amount, { decision: 'technical-virement' })).decides;
    expect([technical('10.00'), technical('10.01')]).toEqual(['alone', 'with-second']);
  });

  it.each(['2026-04-30', '2027-01-01'])('is not there on %s', (day) =>
    expectRefused(
      reasonOf(mayDecide(scheme, 'director', question('1.00', { day }))),
      'not-delegated',
      {
        rule: 20,
        day,
      },
    ),
  );

  it('binds no later years, and crosses no boundary, that it does not name', () => {
    const recurring = question('1.00', { recurrent: true });
    expectRefused(
      reasonOf(mayDecide(scheme, 'director', recurring)),
      'recurrence-not-delegated',
      {},
    );
    const between = question('1.00', { boundaries: ['between-funds'] });
    expectRefused(reasonOf(mayDecide(scheme, 'director', between)), 'boundary-not-delegated', {
      boundary: 'between funds',
    });
  });
});

describe('a scheme of delegation', () => {
  const scheme = { powers: [{ power: 'a', office: 'a', decisions: ['virement'] }] };
  const decided = (delegation: Delegation, command: DelegationCommand, id = council) =>
    decideDelegation(delegation, command, id, on('2026-04-01')).refused;
  const revoke: DelegationCommand = {
    command: 'revoke-delegation',
    effective: '2027-04-01',
    evidence: 'Resolution',
  };

  it('holds from its day, until it is revised or revoked', () => {
    const revised = adopt({ ...scheme, title: 'Revised' }, 'revise-delegation', '2026-10-01');
    const delegation = after(adopt(scheme), revised, revoke);
    expect(
      ['2026-03-31', '2026-09-30', '2026-10-01', '2027-04-01'].map((day) => {
        const found = inForceOn(delegation, day);
        return found && [found.revision, found.title];
      }),
    ).toEqual([undefined, [0, 'Scheme of delegation'], [1, 'Revised'], undefined]);
  });

  it('revised for earlier days holds until what was adopted for later', () => {
    const revised = (effective: string) => adopt(scheme, 'revise-delegation', effective);
    const delegation = after(adopt(scheme), revised('2026-10-01'), revised('2026-07-01'));
    expect(
      ['2026-06-30', '2026-07-01', '2026-10-01'].map((day) => inForceOn(delegation, day)?.revision),
    ).toEqual([0, 2, 1]);
  });

  it('is the organisation’s own', () =>
    expectRefused(decided(newDelegation(), adopt(scheme), 'GB-NHS-QMR'), 'another-organisation', {
      organisation: 'GB-NHS-QMR',
    }));

  it('is adopted once, then revised', () => {
    expectRefused(decided(after(adopt(scheme)), adopt(scheme)), 'already-exists', {});
    expectRefused(decided(newDelegation(), adopt(scheme, 'revise-delegation')), 'not-found', {});
  });

  it('states every base that a limit is a rate of', () => {
    const [power] = scheme.powers;
    const rate = { powers: [{ ...power, cumulative: { rate: '0.005', base: 'net' } }] };
    expectRefused(decided(newDelegation(), adopt(rate)), 'no-such-base', { base: 'net' });
  });
});
