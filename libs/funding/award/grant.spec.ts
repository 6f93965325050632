import { barsOffer, lapseChange } from './award.js';
import { awardInForce } from './in-force.js';
import { asking, awardAfter, decided, ofYear, type Asked } from '#test/support/award-told.js';
import { expectRefused } from '#test/support/given.js';
import { evolveAward, type Award } from './award.js';

const offer = asking('offer-grant', {
  title: 'A panel',
  provider: 'voices',
  funding: [{ ...ofYear('2026-27', '30000.00'), sources: 'as-scheme' }],
  conditions: [{ condition: 'policy', text: 'A policy is adopted', gatesPayment: true }],
  claims: 'in-advance',
  match: [{ match: 'lottery', funder: 'A lottery', amount: '5000.00', state: 'being-secured' }],
  until: '2026-05-31',
});
const accept = (on = '2026-04-01'): Asked => asking('accept-grant', { by: 'The chair' }, on);

const happens = (...steps: readonly Asked[]) => {
  const last = steps.at(-1);
  if (!last) throw new Error('nothing is asked');
  return decided(awardAfter(...steps.slice(0, -1)), last);
};

describe('an offer', () => {
  it('that is accepted is an award on its terms', () =>
    expect(happens(offer, accept()).events).toMatchObject([
      { type: 'GrantAccepted' },
      { type: 'GrantAwarded', data: { value: '30000.00', conditions: [] } },
      {
        type: 'GrantTermsAgreed',
        data: { claims: 'in-advance', conditions: [{ condition: 'policy', state: 'open' }] },
      },
    ]));

  it('that is declined, or ran out, is none', () => {
    const decline = asking('decline-grant', { cause: 'No match funding' }, '2026-05-10');
    expectRefused(happens(offer, decline, accept()).refused, 'award-lapsed', { cause: 'declined' });
    const lapse: Asked = { command: 'lapse-award', effective: '2026-06-01', cause: 'expired' };
    expect(happens(offer, lapse).events).toMatchObject([{ type: 'GrantOfferLapsed' }]);
    // The money is kept as long as the offer stands, whatever becomes of another request for it.
    expect(happens(offer, { ...lapse, effective: '2026-05-31' }).events).toEqual([]);
    expect(happens(offer, { ...lapse, cause: 'refused' }).events).toEqual([]);
    expectRefused(happens(offer, accept('2026-06-01')).refused, 'offer-over', {
      until: '2026-05-31',
    });
  });

  it('is taken in time by the day on which that is recorded, whatever day is named', () => {
    const offered = awardAfter(offer);
    const taken = (today: string) => decided(offered, accept('2026-05-31'), undefined, today);
    expect(taken('2026-05-31').events).toHaveLength(3);
    expectRefused(taken('2026-06-01').refused, 'offer-over', { until: '2026-05-31' });
  });

  it('is made before it is over, by the day on which it is recorded too', () => {
    const made = { ...offer, effective: '2026-04-01' } as Parameters<typeof barsOffer>[0];
    expect(barsOffer(made, '2026-05-31')).toBeUndefined();
    expectRefused(barsOffer(made, '2026-06-01'), 'ends-before-it-begins', {
      from: '2026-06-01',
      to: '2026-05-31',
    });
  });

  it('is answered on its day or later', () =>
    expectRefused(happens(offer, accept('2026-03-31')).refused, 'before-award', {
      from: '2026-04-01',
      asked: '2026-03-31',
    }));

  it('is made once, and answered only where there is one', () => {
    expectRefused(happens(offer, offer).refused, 'already-exists', { what: 'offer' });
    expectRefused(happens(accept()).refused, 'not-found', { what: 'offer' });
  });
});

describe('a grant', () => {
  const lead = asking('agree-grant-terms', { leadProvider: true });
  const pass = (value: string): Asked =>
    asking('record-subcontract', {
      ...{ subcontract: 's1', provider: 'peers', value, description: 'Peer support' },
    });

  it('is passed on in part by a lead provider, and by nobody else', () => {
    expectRefused(happens(offer, accept(), pass('1.00')).refused, 'not-lead-provider', {
      provider: 'voices',
    });
    const leading = [offer, accept(), lead];
    expect(happens(...leading, pass('30000.00')).events).toMatchObject([
      { type: 'SubcontractRecorded', data: { provider: 'peers' } },
    ]);
    expectRefused(happens(...leading, pass('30000.01')).refused, 'subcontracts-exceed-contract', {
      short: '0.01',
    });
    const vary = asking('vary-subcontract', {
      subcontract: 's1',
      value: '0.00',
      cause: 'It ended',
    });
    expect(happens(...leading, pass('1.00'), vary).events).toMatchObject([
      { type: 'SubcontractChanged' },
    ]);
  });
});

const inForce = (...steps: readonly Asked[]) =>
  awardInForce('voices', awardAfter(offer, accept(), ...steps), 'small', 0n);

describe('a condition', () => {
  const meet = (condition = 'policy'): Asked =>
    asking('meet-condition', { condition, evidence: 'Minutes' });

  it('gates payment until it is met, and again when it is no longer', () => {
    expect(inForce()).toMatchObject({ unmet: { condition: 'policy' }, claims: 'in-advance' });
    expect(inForce(meet())).toMatchObject({ unmet: null });
    const fail = asking('fail-condition', { condition: 'policy', cause: 'It lapsed' });
    expect(inForce(meet(), fail)).toMatchObject({ unmet: { condition: 'policy' } });
  });

  it('is one of the grant’s', () =>
    expectRefused(happens(offer, accept(), meet('other')).refused, 'not-found', {
      what: 'condition',
    }));
});

it('has its match funding secured once, or in parts', () => {
  const secure = (match: string, amount = '5000.00'): Asked =>
    asking('secure-match-funding', { match, amount, evidence: 'Letter' });
  const half = secure('lottery', '2500.00');
  expect(happens(offer, accept(), half).events).toMatchObject([
    { data: { secured: '2500.00', left: '2500.00' } },
  ]);
  expect(happens(offer, accept(), half, half).events).toMatchObject([
    { data: { secured: '5000.00', left: '0.00' } },
  ]);
  expect(happens(offer, accept(), secure('lottery')).events).toMatchObject([
    { type: 'MatchFundingSecured' },
  ]);
  expectRefused(
    happens(offer, accept(), secure('lottery'), secure('lottery')).refused,
    'wrong-order',
    {
      state: 'secured',
    },
  );
  expectRefused(happens(offer, accept(), secure('other')).refused, 'not-found', {});
});

it('is varied, and says what that changes', () => {
  const vary = (more: object): Asked =>
    asking('vary-grant', { change: 'v1', description: 'More', ...more });
  expect(
    happens(offer, accept(), vary({ adds: [ofYear('2026-27', '1.00')] })).events,
  ).toMatchObject([{ type: 'GrantVaried', data: { value: '30001.00' } }]);
  expectRefused(happens(offer, accept(), vary({})).refused, 'invalid-request', {});
});

it('once closed changes no more, but what was paid can still be demanded back', () => {
  const close = asking('close-grant', { change: 'c', cause: 'The last claim is paid' });
  expectRefused(
    happens(
      offer,
      accept(),
      close,
      asking('vary-grant', { change: 'v', description: 'More', end: '2028-01-01' }),
    ).refused,
    'award-over',
    {},
  );
  const demand = asking('demand-clawback', {
    change: 'cb1',
    fund: 'small',
    expenditure: 'q1',
    amount: '10.00',
    cause: 'ineligible-cost',
    explanation: 'Travel',
  });
  expect(happens(offer, accept(), close, demand).events).toMatchObject([
    { type: 'ClawbackDemanded', data: { amount: '10.00' } },
  ]);
});

it('is not changed by what has lapsed', () => {
  const award: Award = awardAfter(offer, accept());
  const [lapsed] = lapseChange(award, 'v1', 'voices', '2026-06-01', 'expired').events ?? [];
  if (!lapsed) throw new Error('it did not lapse');
  const after = evolveAward(award, lapsed);
  const vary = asking('vary-grant', { change: 'v1', description: 'More', end: '2028-01-01' });
  expectRefused(decided(after, vary).refused, 'change-lapsed', { cause: 'expired' });
  expectRefused(
    lapseChange(after, 'v1', 'voices', '2026-06-01', 'expired').refused,
    'already-exists',
    {},
  );
});
