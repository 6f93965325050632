import { asking, awardAfter, decided, ofYear, type Asked } from '#test/support/award-told.js';

/** What the last of them comes to. */
const happens = (...steps: readonly Asked[]): unknown => {
  const last = steps.at(-1);
  if (!last) throw new Error('nothing is asked');
  return decided(awardAfter(...steps.slice(0, -1)), last).events;
};

describe('terms of a contract that are agreed later', () => {
  const contract = asking('award-contract', {
    title: 'Navigators',
    provider: 'harbour-lights',
    start: '2026-07-01',
    end: '2028-03-31',
    funding: [{ ...ofYear('2026-27', '720000.00'), sources: 'as-scheme' }],
    optionMonths: [12, 12],
    optionsValue: '1920000.00',
    terms: {
      options: [{ option: 1, exerciseBy: '2027-12-31', value: '960000.00' }],
      breaks: [{ break: 'b1', from: '2027-03-31', noticeMonths: 6, by: 'commissioner' }],
      indexation: { index: 'CPI', base: '2026-04', cap: '0.03', collar: '0.01' },
      flexibility: { percent: '0.05' },
      leadProvider: true,
    },
  });
  const agree = (more: object): Asked => asking('agree-contract-terms', more);

  it('leave what they do not name as it was agreed', () => {
    expect(happens(contract, agree({}))).toMatchObject([
      {
        type: 'ContractTermsAgreed',
        data: {
          breaks: [{ break: 'b1' }],
          indexation: { index: 'CPI', base: '2026-04' },
          flexibility: { percent: '0.05' },
          retention: null,
          leadProvider: true,
          lastDays: [
            { option: 1, last: '2027-12-31' },
            { option: 2, last: '2028-03-31' },
          ],
        },
      },
    ]);
    expect(happens(contract, agree({ retention: { percent: '0.02' } }))).toMatchObject([
      { data: { leadProvider: true, retention: { percent: '0.02' } } },
    ]);
  });

  it('do not say an option again that was exercised since', () => {
    const exercise = asking(
      'exercise-option',
      { change: 'o1', option: 1, adds: [ofYear('2028-29', '960000.00')] },
      '2027-06-01',
    );
    expect(happens(contract, exercise, agree({ leadProvider: false }))).toMatchObject([
      { data: { options: [], leadProvider: false, lastDays: [{ option: 2 }] } },
    ]);
  });

  it('replace what they name, also by nothing', () =>
    expect(happens(contract, agree({ indexation: null, breaks: [] }))).toMatchObject([
      { data: { indexation: null, breaks: [], flexibility: { percent: '0.05' } } },
    ]));
});

describe('terms of a grant that are agreed later', () => {
  const grant = asking('award-grant', {
    title: 'A panel',
    provider: 'voices',
    funding: [{ ...ofYear('2026-27', '30000.00'), sources: 'as-scheme' }],
    terms: {
      conditions: [{ condition: 'policy', text: 'A policy is adopted', gatesPayment: true }],
      claims: 'in-advance',
      match: [{ match: 'lottery', funder: 'A lottery', amount: '5000.00', state: 'being-secured' }],
    },
  });
  const agree = (more: object): Asked => asking('agree-grant-terms', more);

  it('leave what they do not name as it was agreed', () => {
    expect(happens(grant, agree({ leadProvider: true }), agree({}))).toMatchObject([
      {
        type: 'GrantTermsAgreed',
        data: {
          conditions: [],
          claims: 'in-advance',
          match: [{ match: 'lottery', amount: '5000.00', state: 'being-secured' }],
          leadProvider: true,
        },
      },
    ]);
    expect(happens(grant, agree({ match: [] }))).toMatchObject([
      { data: { match: [], claims: 'in-advance' } },
    ]);
  });

  it('leave what was secured since secured', () => {
    const secure = asking('secure-match-funding', {
      ...{ match: 'lottery', amount: '6000.00', evidence: 'Offer letter' },
    });
    expect(happens(grant, secure, agree({}))).toMatchObject([
      { data: { match: [{ match: 'lottery', amount: '6000.00', state: 'secured' }] } },
    ]);
  });
});
