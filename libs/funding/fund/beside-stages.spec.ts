import type { FundCommand } from '#contracts/commands/fund.js';
import { checkedData } from '#contracts/events/all.js';
import { after, command, expectRefused, on, untold } from '#test/support/given.js';
import { awarded } from '#test/support/small-fund.js';
import { verifiedStage } from '#test/support/verified-stage.js';
import type { AwardInForce } from '../award/in-force.js';
import type { OnStages } from '../award/outcome-payments.js';
import { decideFund } from './decide.js';
import { evolveFund } from './evolve.js';

/** Harbour Lights has an award of 11.00, all or part of which pays on the outcome `work`. */
const day = '2026-08-05';
const paying = (pence: OnStages['pence']): AwardInForce => ({
  award: 'lights',
  retention: null,
  retainedElsewhere: 0n,
  unmet: null,
  claims: null,
  onStages: {
    ...{ outcomes: ['work'], pence },
    most: new Map(pence === null ? [] : [['work', pence]]),
  },
});
const told = () => after(untold(), awarded);
const put = ({ fund, stream }: ReturnType<typeof told>, asked: FundCommand, as: AwardInForce) => {
  const decision = decideFund(fund, asked, { ...on(day), agreement: undefined, ofAward: as });
  for (const event of decision.events ?? []) {
    checkedData(event.type, event.data);
    evolveFund(fund, { ...event, stream });
  }
  return decision;
};
const of = { provider: 'harbour-lights', award: 'lights' };
const claim = (expenditure: string, amount: string): FundCommand =>
  command('claim-expenditure', { ...of, expenditure, amount, reference: 'Invoice' }, day);
const verify = (expenditure: string, net: string): FundCommand =>
  command('verify-expenditure', { ...of, expenditure, net, reference: 'Invoice' }, day);
const advance = (amount: string): FundCommand =>
  command('pay-advance', { ...of, advance: 'a', amount, remittance: 'BACS' }, day);

describe('an award that pays on outcomes alone', () => {
  const whole = paying(null);

  it('keeps an invoice for something else as a fact, flagged, and owes nothing on it', () => {
    const pool = told();
    expect(put(pool, claim('i-1', '2.00'), whole).events).toMatchObject([
      { type: 'ExpenditureClaimed', data: { amount: '2.00', besideStages: '2.00' } },
    ]);
    expectRefused(put(pool, verify('i-1', '2.00'), whole).refused, 'paid-on-stages', {
      rule: 4,
      outcomes: 'work',
      left: '0.00',
      short: '2.00',
    });
    expectRefused(put(pool, advance('1.00'), whole).refused, 'paid-on-stages', { short: '1.00' });
  });
});

describe('a payment that was published', () => {
  const payment = (expenditure: string, net: string): FundCommand =>
    command(
      'record-payment',
      { ...of, expenditure, net, nature: 'revenue', reference: 'BACS', published: {} },
      day,
    );

  it('is kept, and flagged as far as it goes beyond what is paid beside the stages', () => {
    const pool = told();
    const recorded = (asked: FundCommand, as: AwardInForce) =>
      put(pool, asked, as).events?.map(({ data }) => 'besideStages' in data && data.besideStages);
    expect(recorded(payment('p-1', '2.00'), paying(800n))).toEqual(['0.00']);
    expect(recorded(payment('p-2', '2.00'), paying(800n))).toEqual(['1.00']);
    expect(recorded(payment('p-3', '2.00'), paying(null))).toEqual(['2.00']);
    expectRefused(put(pool, verify('i-1', '0.01'), paying(800n)).refused, 'paid-on-stages', {
      left: '0.00',
    });
  });
});

describe('spending that is recoded', () => {
  const invoice = (expenditure: string, net: string): FundCommand =>
    command(
      'verify-expenditure',
      { ...{ expenditure, provider: 'harbour-lights', scheme: 'navigators', net }, reference: 'I' },
      day,
    );
  const recode = (corrects: string): FundCommand =>
    command('recode-spending', { expenditure: `${corrects}-anew`, corrects, award: 'lights' }, day);
  const beside = (pool: ReturnType<typeof told>, asked: FundCommand, as: AwardInForce) =>
    put(pool, asked, as).events?.flatMap(({ data }) =>
      'besideStages' in data ? [data.besideStages] : [],
    );

  it('is flagged as far as it goes beyond what its new award pays beside the stages', () => {
    const pool = told();
    for (const name of ['a', 'b']) put(pool, invoice(name, '2.00'), paying(800n));
    expect(beside(pool, recode('a'), paying(800n))).toEqual(['0.00']);
    expect(beside(pool, recode('b'), paying(800n))).toEqual(['1.00']);
  });

  it('is no more beside them where it is only drawn anew under the same award', () => {
    const pool = told();
    put(pool, verify('i-1', '2.00'), paying(800n));
    expect(beside(pool, recode('i-1'), paying(null))).toEqual(['0.00']);
  });

  it('is not beside them where it pays a stage of an outcome of the award', () => {
    const pool = told();
    const { fund, stream } = pool;
    const stage = command('verify-stage-payment', { outcome: 'work', claim: 'c-1' }, day);
    const { events } = decideFund(fund, stage, {
      ...on(day),
      agreement: undefined,
      stageClaim: { ...verifiedStage, askedOf: 'northmoor' },
    });
    for (const event of events ?? []) evolveFund(fund, { ...event, stream });
    const away = command(
      'recode-spending',
      { expenditure: 'away', corrects: 'work:c-1', scheme: 'panel' },
      day,
    );
    put(pool, away, paying(null));
    expect(beside(pool, recode('away'), paying(null))).toEqual(['0.00']);
  });

  it('is flagged where it was published too', () => {
    const pool = told();
    const published = command(
      'record-payment',
      {
        ...{ expenditure: 'p-1', provider: 'harbour-lights', scheme: 'navigators', net: '5.00' },
        ...{ nature: 'revenue', reference: 'BACS', published: {} },
      },
      day,
    );
    put(pool, published, paying(800n));
    const asked = command(
      'recode-payments',
      {
        recoding: 'r',
        from: { year: '2026-27', provider: 'harbour-lights' },
        to: { award: 'lights' },
      },
      day,
    );
    expect(beside(pool, asked, paying(800n))).toEqual(['2.00']);
  });
});

describe('an invoice', () => {
  it('counts beside the stages, though it is called like one', () => {
    const pool = told();
    expect(put(pool, verify('work:x', '3.00'), paying(800n)).events).toHaveLength(1);
    expectRefused(put(pool, verify('i-2', '0.01'), paying(800n)).refused, 'paid-on-stages', {
      left: '0.00',
    });
  });
});

describe('an award of which 8.00 pays on outcomes', () => {
  const part = paying(800n);

  it('owes up to the rest beside them', () => {
    const pool = told();
    expect(put(pool, claim('i-1', '2.00'), part).events?.[0]?.data).toMatchObject({
      besideStages: '0.00',
    });
    expect(put(pool, verify('i-1', '2.00'), part).events).toHaveLength(1);
    expectRefused(put(pool, verify('i-2', '1.01'), part).refused, 'paid-on-stages', {
      left: '1.00',
      short: '0.01',
    });
    expectRefused(put(pool, advance('1.01'), part).refused, 'paid-on-stages', { short: '0.01' });
    expect(put(pool, advance('1.00'), part).events).toHaveLength(1);
    expectRefused(put(pool, verify('i-3', '0.01'), part).refused, 'paid-on-stages', {
      left: '0.00',
    });
  });

  it('has the same left however much of its stages is paid', () => {
    const pool = told();
    const { fund, stream } = pool;
    const stage = command('verify-stage-payment', { outcome: 'work', claim: 'c-1' }, day);
    const { events } = decideFund(fund, stage, {
      ...on(day),
      agreement: undefined,
      stageClaim: { ...verifiedStage, amount: '8.00', askedOf: 'northmoor' },
    });
    for (const event of events ?? []) evolveFund(fund, { ...event, stream });
    expect(fund.expenditures.get('work:c-1')?.state).toBe('verified');
    expect(put(pool, verify('i-1', '3.00'), part).events).toHaveLength(1);
  });
});

describe('an award that pays up to an amount for an outcome', () => {
  const stage = (
    pool: ReturnType<typeof told>,
    claimed: string,
    amount: string,
    as: AwardInForce,
  ) => {
    const { fund, stream } = pool;
    const asked = command('verify-stage-payment', { outcome: 'work', claim: claimed }, day);
    const decision = decideFund(fund, asked, {
      ...on(day),
      ...{ agreement: undefined, ofAward: as },
      stageClaim: { ...verifiedStage, claim: claimed, amount, askedOf: 'northmoor' },
    });
    for (const event of decision.events ?? []) evolveFund(fund, { ...event, stream });
    return decision;
  };

  it('owes that much for its stages, and what was reversed anew', () => {
    const pool = told();
    expect(stage(pool, 'c-1', '5.00', paying(800n)).events).toHaveLength(1);
    expectRefused(stage(pool, 'c-2', '3.01', paying(800n)).refused, 'outcome-has-no-more', {
      ...{ award: 'lights', outcome: 'work', most: '8.00', left: '3.00', short: '0.01' },
    });
    expect(stage(pool, 'c-3', '3.00', paying(800n)).events).toHaveLength(1);
    expectRefused(stage(pool, 'c-2', '0.01', paying(800n)).refused, 'outcome-has-no-more', {
      left: '0.00',
    });
    const reversal = { expenditure: 'undone', corrects: 'work:c-3' };
    put(pool, command('reverse-expenditure', reversal, day), paying(800n));
    expect(stage(pool, 'c-4', '3.00', paying(800n)).events).toHaveLength(1);
  });

  it('owes what it has in the fund where no amount was agreed', () => {
    const pool = told();
    expect(stage(pool, 'c-1', '9.00', paying(null)).events).toHaveLength(1);
    expect(stage(pool, 'c-2', '9.00', paying(null)).events).toHaveLength(1);
  });
});
