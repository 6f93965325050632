import type { ExitLine } from '#contracts/events/agreement/exit.js';
import type { AgreementInForce } from '#libs/funding/agreement/in-force.js';
import type { Asked } from '#libs/ledger/balances.js';
import { agreementWith } from '#test/support/agreement.js';
import { after, command, expectRefused, givenUnder, tell, untold } from '#test/support/given.js';
import { funded } from '#test/support/small-fund.js';

const owed = (
  direction: ExitLine['direction'],
  amount: string,
  more: Partial<ExitLine> = {},
): ExitLine => ({
  ...{ fund: 'northmoor', source: 'icb', nature: 'revenue', direction, amount },
  ...{ for: 'unspent-money', counterpart: null },
  ...more,
});
const agreed = (revision: number, ...lines: readonly ExitLine[]): AgreementInForce =>
  agreementWith({}, [{ partner: 'icb', revision, lines }]);

const received = ['council', 'icb'].map((contribution) =>
  command('receive-instalment', { contribution, instalment: '1', reference: 'BACS' }),
);
const settle = command('settle-exit', { partner: 'icb' }, '2026-05-01');
const pay = (direction: ExitLine['direction'], more: object = {}) =>
  command('record-settlement-payment', {
    source: 'icb',
    direction,
    reference: 'BACS 9',
    ...more,
  });
const cash = (account: string, source = 'icb') =>
  ({ account: `cash:${account}`, source }) as unknown as Asked;

it('names the law that a payment rests on', () =>
  givenUnder(agreed(3, owed('to-partner', '30.00')), ...funded, ...received, settle)
    .when(pay('to-partner', { power: 's76' }))
    .thenHappened({ type: 'SettlementPaid', data: { power: 's76', amount: '30.00' } }));

describe('an exit is settled', () => {
  it('by the law that is named, or else by that of each source', () => {
    const described = command('describe-source', {
      ...{ source: 'icb', stated: { power: 's75' }, evidence: 'Deed' },
    });
    for (const [named, power] of [
      [{}, 's75'],
      [{ power: 's256' }, 's256'],
    ] as const) {
      const told = after({ ...untold(), agreement: agreed(3, owed('to-partner', '30.00')) }, [
        ...funded,
        described,
      ]);
      const { events } = tell(told, command('settle-exit', { partner: 'icb', ...named }));
      expect(events?.[0]?.data).toMatchObject({ lines: [{ amount: '30.00', power }] });
    }
  });

  it('by returning to the partner what is its own', () =>
    givenUnder(agreed(3, owed('to-partner', '30.00')), ...funded, ...received)
      .when(settle)
      .then(
        ['held', cash('held'), '40.00'],
        ['creditor of the pool', cash('settlement'), '-30.00'],
        ['returned', cash('returned'), '30.00'],
      ));

  it('by what the partner owes to the loss of another, at once between them', () =>
    givenUnder(
      agreed(3, owed('from-partner', '12.00', { for: 'risk-share', counterpart: 'council' })),
      ...funded,
      ...received,
    )
      .when(settle)
      .then(
        ['debtor of the pool', cash('settlement'), '12.00'],
        ['contributed', cash('income:contribution'), '-52.00'],
        ['held for the ICB', cash('held'), '28.00'],
        ['held for the council', cash('held', 'council'), '82.00'],
        ['between them', { account: 'cash:transfer' }, '0.00'],
      ));

  it('by what another owes the partner, through its own source', () =>
    givenUnder(
      agreed(3, owed('to-partner', '12.00', { for: 'risk-share', counterpart: 'council' })),
      ...funded,
      ...received,
    )
      .when(settle)
      .then(
        ['creditor of the pool', cash('settlement'), '-12.00'],
        ['held for the ICB', cash('held'), '52.00'],
        ['held for the council', cash('held', 'council'), '58.00'],
      ));

  it('once, and anew where it was agreed again', () => {
    const told = after({ ...untold(), agreement: agreed(3, owed('to-partner', '30.00')) }, [
      ...funded,
      settle,
    ]);
    expectRefused(tell(told, settle).refused, 'already-exists', { id: 'icb' });
    told.agreement = agreed(5, owed('to-partner', '25.00'));
    after(told, [settle]);
    expect(told.fund.totals.sum({ account: 'cash:settlement', source: 'icb' })).toBe(-2500n);
    told.agreement = agreed(6);
    after(told, [settle]);
    expect(told.fund.totals.sum({ account: 'cash:settlement' })).toBe(0n);
  });

  it.each([
    ['without an agreement', undefined],
    ['before it is agreed', agreementWith()],
    ['where the agreement has nothing for the fund', agreed(3)],
  ])('not %s', (_when, agreement) => {
    const told = after({ ...untold(), agreement }, funded);
    expectRefused(tell(told, settle).refused, 'exit-not-agreed', { partner: 'icb', rule: 12 });
  });

  it.each([
    ['money of another', owed('to-partner', '1.00', { source: 'council' }), 'not-its-source'],
    ['a source that is not there', owed('to-partner', '1.00', { source: 'x' }), 'not-found'],
    [
      'a counterpart that is not there',
      owed('to-partner', '1.00', { counterpart: 'x' }),
      'not-found',
    ],
  ] as const)('not with %s', (_what, line, problem) =>
    givenUnder(agreed(3, line), ...funded)
      .when(settle)
      .thenRefused(problem),
  );
});

describe('what is owed between pool and partner is paid', () => {
  const toPartner = [
    agreed(3, owed('to-partner', '30.00')),
    ...funded,
    ...received,
    settle,
  ] as const;
  const fromPartner = [agreed(3, owed('from-partner', '12.00')), ...funded, settle] as const;

  it('to the partner, whole', () =>
    givenUnder(...toPartner)
      .when(pay('to-partner'))
      .then(['held', cash('held'), '10.00'], ['owed', cash('settlement'), '0.00']));

  it('by the partner, in parts', () =>
    givenUnder(...fromPartner)
      .when(pay('from-partner', { amount: '5.00' }))
      .then(['held', cash('held'), '5.00'], ['owed', cash('settlement'), '7.00']));

  it('never more than it is, nor the other way round', () => {
    givenUnder(...toPartner)
      .when(pay('to-partner', { amount: '30.01' }))
      .thenRefused('settlement-smaller', { left: '30.00', short: '0.01', rule: 5 });
    givenUnder(...toPartner)
      .when(pay('from-partner'))
      .thenRefused('settlement-smaller', {});
    givenUnder(...toPartner)
      .when(pay('to-partner', { nature: 'capital' }))
      .thenRefused('settlement-smaller', { left: '0.00' });
    givenUnder(...toPartner)
      .when(pay('to-partner', { source: 'nobody' }))
      .thenRefused('not-found', { what: 'source' });
  });
});
