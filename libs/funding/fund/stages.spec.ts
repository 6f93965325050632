import type { StageClaim } from '../outcome/claims.js';
import { after, command, expectRefused, on, untold } from '#test/support/given.js';
import { awarded, invoice } from '#test/support/small-fund.js';
import { verifiedStage } from '#test/support/verified-stage.js';
import { decideFund } from './decide.js';
import { evolveFund } from './evolve.js';

/** Harbour Lights has an award of 11.00; a stage of 3.00 is verified. */
const verified = verifiedStage;
const pool = () => after(untold(), awarded);
const decide = (told: ReturnType<typeof pool>, claim?: StageClaim, more: object = {}) =>
  decideFund(
    told.fund,
    command('verify-stage-payment', { outcome: 'work', claim: 'c-1', ...more }, '2026-08-05'),
    {
      ...on('2026-08-05'),
      agreement: undefined,
      stageClaim: claim && { ...claim, askedOf: 'northmoor' },
    },
  );

it('makes ordinary expenditure of a verified stage, once, as its claim says', () => {
  const told = pool();
  const { events } = decide(told, verified);
  expect(events?.map(({ type, data }) => [type, data])).toEqual([
    [
      'ExpenditureVerified',
      expect.objectContaining({
        expenditure: 'work:c-1',
        provider: 'harbour-lights',
        award: 'lights',
        cost: '3.00',
        reference: 'Outcome work, stage sustained-13, claim c-1',
      }),
    ],
  ]);
  for (const event of events ?? []) evolveFund(told.fund, { ...event, stream: told.stream });
  expectRefused(decide(told, verified).refused, 'already-exists', { id: 'work:c-1' });
});

it('clears the accrual that it names, so that the money is there to be matched again', () => {
  const told = after(pool(), [
    command(
      'accrue-expenditure',
      {
        ...{ expenditure: 'july', provider: 'harbour-lights', award: 'lights', cost: '10.00' },
        description: 'Stages reached in July',
      },
      '2026-07-31',
    ),
  ]);
  expect(decide(told, verified, { accrual: 'july' }).events).toMatchObject([
    { type: 'AccrualReversed', data: { expenditure: 'july', cost: '10.00' } },
    { type: 'ExpenditureVerified', data: { cost: '3.00', overBudget: '0.00', accrual: 'july' } },
  ]);
  expectRefused(decide(told, verified, { accrual: 'june' }).refused, 'not-found', {
    what: 'accrual',
    id: 'june',
  });
});

it('is told by what it pays, whatever users call their invoices', () => {
  const named = after(pool(), [invoice('work:c-1', '1.00')]);
  expect(decide(named, verified).events).toMatchObject([
    { data: { expenditure: 'work:c-1:2', stage: { outcome: 'work', claim: 'c-1' } } },
  ]);
  const claimed = after(pool(), [
    command('claim-expenditure', {
      ...{ expenditure: 'work:c-1', provider: 'harbour-lights', award: 'lights' },
      ...{ amount: '9.00', reference: 'Invoice' },
    }),
  ]);
  expect(decide(claimed, verified).events).toMatchObject([
    { data: { expenditure: 'work:c-1:2', cost: '3.00' } },
  ]);
});

it('can be verified anew once its payment is reversed', () => {
  const told = pool();
  const put = (decision: ReturnType<typeof decide>) => {
    for (const event of decision.events ?? [])
      evolveFund(told.fund, { ...event, stream: told.stream });
  };
  put(decide(told, verified));
  after(told, [command('reverse-expenditure', { expenditure: 'wrong', corrects: 'work:c-1' })]);
  const again = decide(told, verified);
  expect(again.events).toMatchObject([{ data: { expenditure: 'work:c-1:2' } }]);
  put(again);
  expectRefused(decide(told, verified).refused, 'already-exists', { id: 'work:c-1:2' });
});

it('keeps its stage when it is recoded', () => {
  const told = pool();
  for (const event of decide(told, verified).events ?? [])
    evolveFund(told.fund, { ...event, stream: told.stream });
  after(told, [
    command(
      'recode-spending',
      {
        ...{ expenditure: 'moved', corrects: 'work:c-1', scheme: 'panel' },
        sources: [{ source: 'council', amount: '3.00' }],
      },
      '2026-08-06',
    ),
  ]);
  expectRefused(decide(told, verified).refused, 'already-exists', { id: 'moved' });
});

it.each(['claimed', 'rejected', 'double-funding'] as const)('pays nothing that is %s', (state) =>
  expectRefused(decide(pool(), { ...verified, state }).refused, 'stage-not-payable', {
    rule: 4,
    state,
  }),
);

it('pays no claim that nobody made, that another fund pays, or whose award is elsewhere', () => {
  expectRefused(decide(pool()).refused, 'not-found', { what: 'claim', id: 'c-1' });
  expectRefused(
    decide(pool(), { ...verified, fund: 'grant' }).refused,
    'claimed-from-another-fund',
    {
      fund: 'grant',
    },
  );
  expectRefused(decide(pool(), { ...verified, award: 'rivers' }).refused, 'not-found', {
    what: 'award',
    id: 'rivers',
  });
});

it('pays nobody but the provider whom the award is with', () =>
  expectRefused(decide(pool(), { ...verified, provider: 'other' }).refused, 'other-provider', {
    provider: 'harbour-lights',
  }));

describe('a claim that is rejected', () => {
  const bar = (told: ReturnType<typeof pool>, claim?: StageClaim) =>
    decideFund(
      told.fund,
      command('bar-stage-payment', { outcome: 'work', claim: 'c-1', cause: 'x' }, '2026-08-05'),
      {
        ...on('2026-08-05'),
        agreement: undefined,
        stageClaim: claim && { ...claim, askedOf: 'northmoor' },
      },
    );
  const barred = () => {
    const told = pool();
    for (const event of bar(told, verified).events ?? [])
      evolveFund(told.fund, { ...event, stream: told.stream });
    return told;
  };

  it('is barred here first: from then on it is not payable, whatever was seen of it', () => {
    expect(bar(pool(), verified).events).toMatchObject([
      { type: 'StagePaymentBarred', data: { outcome: 'work', claim: 'c-1', cause: 'x' } },
    ]);
    expectRefused(decide(barred(), verified).refused, 'stage-not-payable', { state: 'rejected' });
  });

  it('is rejected once, and not where nobody made it or where it is counted', () => {
    expectRefused(bar(barred(), verified).refused, 'wrong-order', { state: 'rejected' });
    expectRefused(bar(pool(), { ...verified, state: 'rejected' }).refused, 'wrong-order', {});
    expectRefused(bar(pool()).refused, 'not-found', { what: 'claim' });
    const counted = pool();
    for (const event of decide(counted, verified).events ?? [])
      evolveFund(counted.fund, { ...event, stream: counted.stream });
    expectRefused(bar(counted, verified).refused, 'stage-counted', { claim: 'c-1' });
  });
});
