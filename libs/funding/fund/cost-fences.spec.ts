import { adopted, day } from '#test/support/authority.js';
import { after, command, expectRefused, given, tell, untold } from '#test/support/given.js';
import { funded, reserve } from '#test/support/small-fund.js';

const fence = (costCategories?: string[]) =>
  command('define-ring-fence', {
    ringFence: 'front-line',
    name: 'Front line only',
    source: 'icb',
    evidence: 'Offer letter',
    ...(costCategories ? { costCategories } : {}),
  } as never);
const shares = (...categories: string[]) => categories.map((category) => ({ category, share: 1 }));
const confirmed = (costShares: object[]) =>
  command('confirm-commitment', { award: 'lights', costShares } as never);
const fenced = [...funded, fence(['delivery', 'workforce'])];
const asked = (...categories: string[]) =>
  reserve('lights', '11.00', { costShares: shares(...categories) });

it('keeps money of a source from awards that are also for something else', () => {
  given(...fenced)
    .when(asked('delivery', 'core'))
    .thenRefused('ring-fence-forbids', {
      rule: 18,
      ringFence: 'Front line only',
      source: 'icb',
      allowed: 'costs of delivery, workforce',
      asked: 'an award that is also for core',
    });
  given(...fenced)
    .when(asked('delivery', 'workforce'))
    .thenHappened({ type: 'CommitmentReserved' });
});

it('keeps it from awards of which nobody says what they are for', () =>
  given(...fenced)
    .when(asked())
    .thenRefused('ring-fence-forbids', { asked: 'an award that does not say what it is for' }));

it('binds the money of its own source, and nothing where it does not speak of costs', () => {
  const council = [{ source: 'council', amount: '11.00' }];
  const lines = [
    { scheme: 'navigators', year: '2026-27', nature: 'revenue', amount: '11.00', sources: council },
  ];
  given(...fenced)
    .when(reserve('lights', '11.00', { costShares: shares('core'), lines }))
    .thenHappened({ type: 'CommitmentReserved' });
  given(...funded, fence())
    .when(asked('core'))
    .thenHappened({ type: 'CommitmentReserved' });
});

it('keeps what was published, whatever rule it breaks', () =>
  given(...fenced)
    .when(reserve('lights', '11.00', { obligation: 'published-fact' }))
    .thenHappened({ type: 'CommitmentReserved' }));

describe('an award that changes', () => {
  const mixed = [
    ...funded,
    reserve('lights', '11.00'),
    confirmed([...shares('core'), { category: 'delivery', share: 10 }]),
    fence(['delivery']),
  ];
  const change = (more: object) =>
    command('reserve-change', {
      ...{ award: 'lights', change: 'more', kind: 'contract', provider: 'harbour-lights' },
      ...{ expires: '2026-04-01T09:15:00Z', obligation: 'none' },
      ...more,
    } as never);

  it('takes no more of the money while it is also for something else', () =>
    given(...mixed)
      .when(
        change({
          adds: [
            {
              ...{ scheme: 'navigators', year: '2026-27', nature: 'revenue', amount: '1.00' },
              sources: [{ source: 'icb', amount: '1.00' }],
            },
          ],
        }),
      )
      .thenRefused('ring-fence-forbids', { source: 'icb' }));

  it('moves nothing to a line that the money is not for', () => {
    const moved = (from: string, to: string) =>
      change({ costMoves: [{ year: '2026-27', from, to, amount: '0.50' }] });
    given(...mixed)
      .when(moved('delivery', 'core'))
      .thenRefused('ring-fence-forbids', { asked: 'an award that is also for core' });
    given(...mixed)
      .when(moved('core', 'delivery'))
      .thenHappened({ type: 'CommitmentChangeReserved' });
  });
});

it('binds money that is moved within its award into a year in which it is for something else', () => {
  const told = after(untold(), [
    ...funded,
    reserve('lights', '11.00'),
    confirmed(shares('core')),
    { ...fence(['delivery']), effective: '2027-04-01' },
  ]);
  told.delegations = [adopted(['virement'])];
  const from = {
    ...{ kind: 'award' as const, fund: 'northmoor', award: 'lights', scheme: 'navigators' },
    ...{ source: 'icb', year: '2026-27', nature: 'revenue' as const },
  };
  const moved = (year: string) =>
    command(
      'reserve-move',
      {
        ...{ reallocation: 'move', fund: 'northmoor', attempt: 'one', amount: '1.00' },
        ...{ technical: false, recurrent: false, proposer: 'amina', organisations: ['council'] },
        ...{ farEnds: [], approvals: [], expires: `${day}T09:15:00Z`, proposed: true },
        legs: [{ amount: '1.00', from, to: { ...from, year } }],
      },
      day,
    );
  expectRefused(tell(told, moved('2027-28')).refused, 'ring-fence-forbids', {
    ...{ source: 'icb', asked: 'an award that is also for core' },
  });
});
