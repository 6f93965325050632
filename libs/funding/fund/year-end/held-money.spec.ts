import type { FundCommand } from '#contracts/commands/fund.js';
import { delegationCommands } from '#contracts/commands/delegation.js';
import { DelegationAdopted } from '#contracts/events/delegation.js';
import { agreementWith } from '#test/support/agreement.js';
import { close, pool, spend } from '#test/support/closing.js';
import { after, command, expectRefused, on, tell, untold, type Told } from '#test/support/given.js';
import { confirm } from '#test/support/small-fund.js';
import { evolveDelegation, newDelegation, type Delegation } from '../../delegation/delegation.js';

const scheme = (...decisions: readonly string[]): Delegation =>
  evolveDelegation(newDelegation(), {
    ...DelegationAdopted.of(
      '2026-04-01',
      delegationCommands['adopt-delegation'].parse({
        title: 'Scheme of delegation',
        evidence: 'Resolution',
        powers: decisions.map((decision) => ({
          power: decision,
          office: 'director',
          decisions: [decision],
          limit: '4.00',
          decides: 'alone',
        })),
      }),
    ),
    stream: 'delegation-council',
  });

/** 5.00 of the ICB's own money, capital or revenue, is held when 2026-27 is closed. */
function held(nature: 'capital' | 'revenue', delegations: readonly Delegation[] = []): Told {
  const told = after({ ...untold(), agreement: agreementWith() }, [
    ...pool,
    ...(nature === 'revenue'
      ? [
          command('define-ring-fence', {
            ...{ ringFence: 'icb', name: 'ICB', source: 'icb', yearLimited: true },
            evidence: 'Letter',
          }),
        ]
      : []),
    command('pledge-contribution', {
      ...{ contribution: 'estates', source: 'icb', year: '2026-27', nature, amount: '5.00' },
    }),
    confirm('estates'),
    spend('council', '120.00'),
    spend('icb', '80.00'),
    close({ unspent: [{ source: 'icb', nature, decision: 'hold', basis: 'Its word' }] }),
  ]);
  told.delegations = delegations;
  return told;
}
const into = (nature: 'capital' | 'revenue', amount = '5.00'): FundCommand =>
  command(
    'reprofile-held-money',
    {
      ...{ source: 'icb', year: '2027-28', amount, reference: 'Note' },
      nature: nature === 'capital' ? 'revenue' : 'capital',
      intoNature: nature,
    },
    '2027-05-01',
  );
const as = (told: Told, asked: FundCommand, office = 'director') =>
  tell(told, asked, { ...on(asked.effective), office, actor: office, organisation: 'council' });

describe('held money of a partner', () => {
  it('that is capital becomes revenue by another’s permission, and nobody’s note', () => {
    const told = held('capital', [scheme('revenue-to-capital', 'held-money')]);
    expectRefused(as(told, into('revenue', '3.00')).refused, 'not-permitted', { rule: 18 });
    after(told, [
      command('record-permission', {
        ...{ permission: 'direction', source: 'icb', standing: 'government' },
        ...{ grantedBy: 'treasury', permits: 'capital-to-revenue', amount: '3.00' },
        reference: 'Capitalisation direction',
      }),
    ]);
    expect(as(told, into('revenue', '3.00')).events).toMatchObject([
      { type: 'PermissionUsed', data: { permission: 'direction', left: '0.00' } },
      { type: 'HeldMoneyReprofiled' },
      { type: 'DecisionAuthorised', data: { decision: 'held-money' } },
    ]);
    expectRefused(as(told, into('revenue', '0.01')).refused, 'not-permitted', { short: '0.01' });
  });

  it('that is revenue becomes capital by the office that the delegation names', () => {
    expectRefused(as(held('revenue'), into('capital')).refused, 'no-delegation', { rule: 20 });
    const silent = held('revenue', [scheme('virement')]);
    expectRefused(as(silent, into('capital')).refused, 'not-delegated', {});
    const told = held('revenue', [scheme('revenue-to-capital')]);
    expectRefused(as(told, into('capital')).refused, 'exceeds-delegation', { short: '1.00' });
    expect(as(told, into('capital', '4.00')).events).toMatchObject([
      { type: 'HeldMoneyReprofiled' },
      { type: 'DecisionAuthorised', data: { decision: 'revenue-to-capital', amount: '4.00' } },
    ]);
  });

  it('is used or returned by the office that the delegation names, where it names one', () => {
    const use = (name: 'reprofile-held-money' | 'return-held-money') =>
      command(
        name,
        { source: 'icb', year: '2027-28', amount: '1.00', reference: 'Note' },
        '2027-05-01',
      );
    for (const name of ['reprofile-held-money', 'return-held-money'] as const) {
      const told = held('revenue', [scheme('held-money')]);
      expectRefused(as(told, use(name), 'buyer').refused, 'not-delegated', {});
      expect(as(told, use(name)).events).toMatchObject([{}, { data: { decision: 'held-money' } }]);
      expect(as(held('revenue'), use(name), 'buyer').events).toHaveLength(1);
    }
  });
});

it('no permission is given by those whom the condition binds', () => {
  const permission = (source: string, grantedBy: string, permits = 'capital-to-revenue') =>
    command('record-permission', {
      ...{ permission: 'p', source, grantedBy, permits: permits as 'other-use' },
      ...{ amount: '1.00', reference: 'Letter' },
    });
  const told = after({ ...untold(), agreement: agreementWith() }, pool);
  for (const asked of [
    permission('icb', 'icb'),
    permission('icb', 'council'),
    permission('council', 'icb'),
    permission('icb', 'council', 'other-use'),
  ])
    expectRefused(tell(told, asked).refused, 'not-theirs-to-permit', { rule: 18 });
  expect(tell(told, permission('icb', 'icb', 'other-use')).refused).toBeUndefined();
});
