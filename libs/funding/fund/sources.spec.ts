import { agreementWith } from '#test/support/agreement.js';
import { command, given, givenUnder } from '#test/support/given.js';
import { awarded, confirm, invoice, pledge, small } from '#test/support/small-fund.js';

const merge = (sources: string[], into: string, effective = '2025-04-01') =>
  command('merge-sources', { sources, into, evidence: 'Framework' }, effective);
const pledged = (source: string, year: string, effective: string) => ({
  ...pledge(source, '1.00', { contribution: `${source}-${year}`, year }),
  effective,
});

describe('sources that become one', () => {
  const merged = [...small, merge(['icb', 'foundation'], 'council')];

  it('take no new contributions for years that the merger reaches', () => {
    given(...merged)
      .when(pledged('icb', '2025-26', '2025-04-01'))
      .thenRefused('source-merged', { rule: 18, into: 'council', since: '2025-04-01' });
    given(...merged)
      .when(pledged('icb', '2024-25', '2025-06-01'))
      .then();
    given(...merged)
      .when(pledged('council', '2025-26', '2025-04-01'))
      .then();
  });

  it('are merged once, with sources that the fund has, and not with themselves', () => {
    given(...merged)
      .when(merge(['icb'], 'foundation'))
      .thenRefused('source-merged', { source: 'icb' });
    given(...small)
      .when(merge(['x'], 'council'))
      .thenRefused('not-found', { id: 'x' });
    given(...small)
      .when(merge(['council'], 'council'))
      .thenRefused('invalid-request');
  });
});

describe('a successor', () => {
  const transfer = (source: string, to: string) =>
    command('transfer-source', { source, to, evidence: 'Order' }, '2027-04-01');

  it('stands behind the source from its day on', () => {
    given(...small)
      .when(transfer('icb', 'GB-NHS-QNW'))
      .thenHappened({ type: 'SourceTransferred', data: { from: 'icb', to: 'GB-NHS-QNW' } });
    given(...small, transfer('icb', 'GB-NHS-QNW'))
      .when(transfer('icb', 'GB-NHS-QNW'))
      .thenRefused('nothing-changes', { id: 'icb' });
    given(...small)
      .when(transfer('x', 'y'))
      .thenRefused('not-found', { id: 'x' });
  });
});

describe('rolling a contribution forward', () => {
  const standing = [
    ...small,
    pledge('icb', '800000.00', {
      recurrent: true,
      schedule: { parts: 4, firstDue: '2026-04-01', everyMonths: 3 },
    }),
  ];
  const roll = (more: object = {}) =>
    command('roll-forward-contribution', { contribution: 'next', from: 'icb', ...more });

  it('adds changes and uplift to what recurs, and takes efficiency off, each rounded as said', () =>
    given(...standing)
      .when(
        roll({
          changes: [{ description: 'Full year of the new team', amount: '20000.00' }],
          uplift: '0.0215',
          efficiency: '0.01433',
          rounding: 'nearest-pound',
        }),
      )
      .thenHappened({
        type: 'ContributionRolledForward',
        data: {
          year: '2027-28',
          amount: '825879.00',
          basis: {
            recurrent: '800000.00',
            changes: [{ description: 'Full year of the new team', amount: '20000.00' }],
            uplift: { rate: '0.0215', amount: '17630.00', by: 'request' },
            efficiency: { rate: '0.01433', amount: '11751.00', by: 'request' },
            rounding: 'nearest-pound',
            agreementRevision: null,
          },
          instalments: ['2027-04-01', '2027-07-01', '2027-10-01', '2028-01-01'].map((due, nth) => ({
            instalment: String(nth + 1),
            due,
            amount: '206469.75',
          })),
        },
      }));

  it('rests on the law that is named for it, else on that of the contribution before it', () => {
    const under = (power: object, more: object) =>
      given(
        ...small,
        command('open-source', {
          ...{ source: 'trust', name: 'Trust', role: 'partner', organisation: 'GB-NHS-RX1' },
          power: 's75',
        }),
        pledge('trust', '100.00', { recurrent: true, ...power }),
      ).when(command('roll-forward-contribution', { contribution: 'x', from: 'trust', ...more }));
    const by = (power: string) => ({ type: 'ContributionRolledForward', data: { power } });
    under({ power: 's256' }, { power: 's76' }).thenHappened(by('s76'));
    under({ power: 's256' }, {}).thenHappened(by('s256'));
    under({}, {}).thenHappened(by('s75'));
  });

  const vary = { rule: 'NHS uplift', uplift: '0.02', efficiency: '0.005' };
  const basis = (uplift: object, efficiency: object, agreementRevision: number | null) => ({
    type: 'ContributionRolledForward',
    data: {
      basis: {
        ...{ recurrent: '800000.00', changes: [], rounding: 'nearest-penny' },
        ...{ uplift, efficiency, agreementRevision },
      },
    },
  });

  it('takes the rates that the request does not name from the agreement, and says so', () => {
    const byAgreement = { rate: '0.005', amount: '4000.00', by: 'agreement' };
    const under = agreementWith({ contributionsVary: vary });
    givenUnder(under, ...standing)
      .when(roll())
      .thenHappened(basis({ rate: '0.02', amount: '16000.00', by: 'agreement' }, byAgreement, 0));
    givenUnder(under, ...standing)
      .when(roll({ uplift: '0' }))
      .thenHappened(basis({ rate: '0', amount: '0.00', by: 'request' }, byAgreement, 0));
    const none = { rate: '0', amount: '0.00', by: 'nobody' };
    givenUnder(
      agreementWith({ contributionsVary: { ...vary, uplift: null, efficiency: null } }),
      ...standing,
    )
      .when(roll())
      .thenHappened(basis(none, none, null));
  });

  it('does not bind a funder by what the partners agreed', () => {
    const none = { rate: '0', amount: '0.00', by: 'nobody' };
    const funder = command('open-source', {
      ...{ source: 'programme', name: 'Programme', role: 'funder', organisation: 'programme' },
    });
    const given = pledge('programme', '800000.00', { recurrent: true });
    givenUnder(agreementWith({ contributionsVary: vary }), ...small, funder, given)
      .when(roll({ from: 'programme' }))
      .thenHappened(basis(none, none, null));
  });

  it('is expected until it is confirmed', () => {
    given(...standing)
      .when(roll())
      .then(['expected', { account: 'budget:unallocated:expected' }, '800000.00']);
    given(...standing, roll())
      .when(confirm('next'))
      .then(['confirmed', { account: 'budget:unallocated:confirmed' }, '800000.00']);
  });

  it('is refused for what does not recur, of a merged source, under a name in use, or of nothing', () => {
    given(...small, pledge('icb', '10.00'))
      .when(roll())
      .thenRefused('not-recurrent', { recurrent: '0.00' });
    given(...small, pledge('icb', '10.00'))
      .when(roll({ recurrent: '4.00' }))
      .then(['expected', { account: 'budget:unallocated:expected' }, '4.00']);
    given(...standing)
      .when(roll({ recurrent: '800000.01' }))
      .thenRefused('not-recurrent', { recurrent: '800000.00' });
    given(...standing, merge(['icb'], 'council', '2026-04-01'))
      .when(roll())
      .thenRefused('source-merged');
    given(...standing)
      .when(roll({ contribution: 'icb' }))
      .thenRefused('already-exists');
    given(...standing)
      .when(roll({ changes: [{ description: 'All of it', amount: '-800000.00' }] }))
      .thenRefused('invalid-request');
    given(...small)
      .when(roll())
      .thenRefused('not-found', { id: 'icb' });
  });
});

describe('a partner that pays a provider itself', () => {
  const pays = (amount?: string) =>
    command(
      'pay-on-behalf',
      {
        expenditure: 'may',
        contribution: 'council',
        instalment: '1',
        reference: 'Paid by the council',
        ...(amount === undefined ? {} : { amount }),
      },
      '2026-05-20',
    );
  const owing = [...awarded, invoice('may', '11.00')];

  it('owes the pool so much less, and no cash moves', () =>
    given(...owing)
      .when(pays())
      .then(
        ['held', { account: 'cash:held' }, '0.00'],
        ['creditor', { account: 'cash:creditor' }, '0.00'],
        ['the council owes', { account: 'cash:debtor:due', source: 'council' }, '59.00'],
        ['of its money', { account: 'cash:held', source: 'council' }, '4.00'],
        ['of the ICB’s', { account: 'cash:held', source: 'icb' }, '-4.00'],
      ));

  it('is settled net on its instalment', () =>
    given(...owing)
      .when(pays('5.00'))
      .thenHappened(
        { type: 'InstalmentReceived', data: { method: 'settled-net', amount: '5.00' } },
        { type: 'ExpenditurePaid', data: { amount: '5.00', remittance: 'Paid by the council' } },
      ));

  it('is refused beyond what the provider is owed, and beyond what the partner owes', () => {
    given(...owing)
      .when(pays('11.01'))
      .thenRefused('payment-exceeds-invoice', { short: '0.01' });
    given(
      ...owing,
      command('receive-instalment', {
        contribution: 'council',
        instalment: '1',
        amount: '60.00',
        reference: 'BACS',
      }),
    )
      .when(pays())
      .thenRefused('receipt-exceeds-instalment', { left: '10.00', short: '1.00' });
  });
});
