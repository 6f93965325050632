import type { StageClaim } from '../outcome/claims.js';
import { after, command, expectRefused, on, untold } from '#test/support/given.js';
import { awarded } from '#test/support/small-fund.js';
import { decideFund } from './decide.js';
import { evolveFund } from './evolve.js';

/** Harbour Lights has an award of 11.00; a stage of 3.00 is verified. */
const verified: StageClaim = {
  claim: 'c-1',
  person: 'p-1',
  terms: 'work',
  version: 1,
  stage: 'sustained-13',
  weeks: 13,
  started: '2026-05-04',
  reached: '2026-08-03',
  spellEnds: '2026-11-02',
  fund: 'northmoor',
  award: 'lights',
  provider: 'harbour-lights',
  amount: '3.00',
  state: 'verified',
  permitted: false,
};
const pool = () => after(untold(), awarded);
const decide = (told: ReturnType<typeof pool>, claim?: StageClaim) =>
  decideFund(
    told.fund,
    command('verify-stage-payment', { outcome: 'work', claim: 'c-1' }, '2026-08-05'),
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
