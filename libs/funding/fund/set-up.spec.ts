import { agreementWith } from '#test/support/agreement.js';
import { after, command, given, givenUnder, on, tell, untold } from '#test/support/given.js';
import { pledge, small } from '#test/support/small-fund.js';

const source = (id: string) =>
  command('open-source', { source: id, name: id, role: 'partner', organisation: id });
const fence = (of: string) =>
  command('define-ring-fence', { ringFence: 'f', name: 'F', source: of, evidence: 'Letter' });
const fund = command('establish-fund', { name: 'Small pool', kind: 'pooled', host: 'council' });
const scheme = command('open-scheme', { scheme: 'navigators', name: 'Navigators' });

it('flags a partner that the agreement of the fund does not name, and keeps it', () => {
  const open = (organisation: string) =>
    command('open-source', {
      ...{ source: 'third', name: 'Third', role: 'partner', organisation },
    });
  const told = (organisation: string) => givenUnder(agreementWith(), fund).when(open(organisation));
  told('charity').thenHappened({ type: 'SourceOpened', data: { notParty: true } });
  told('icb').thenHappened({ type: 'SourceOpened', data: { notParty: false } });
  // Also where it is opened for a day before the agreement begins.
  const before = { ...on('2026-04-01'), agreementToday: agreementWith() };
  expect(
    tell(after(untold(), [fund]), { ...open('charity'), effective: '2026-01-01' }, before).events,
  ).toMatchObject([{ data: { notParty: true } }]);
});

it('begins with the fund', () =>
  given().when(pledge('council', '1.00')).thenRefused('not-established', {}));

it('sets up each thing once', () => {
  given(...small)
    .when(fund)
    .thenRefused('already-exists', { what: 'fund' });
  given(...small)
    .when(source('icb'))
    .thenRefused('already-exists', { what: 'source', id: 'icb' });
  given(...small)
    .when(scheme)
    .thenRefused('already-exists', { what: 'scheme', id: 'navigators' });
  given(...small, fence('icb'))
    .when(fence('icb'))
    .thenRefused('already-exists', { what: 'ring-fence' });
});

it('fences only a source that the fund has', () =>
  given(...small)
    .when(fence('x'))
    .thenRefused('not-found', { what: 'source', id: 'x' }));

it('opens a scheme with the basis on which it is accounted for, unknown where nobody says it', () => {
  const open = (more: object = {}) =>
    command('open-scheme', { scheme: 'care', name: 'Care', ...more });
  given(...small)
    .when(open({ accountingBasis: 'lead-commissioner' }))
    .thenHappened({ type: 'SchemeOpened', data: { accountingBasis: 'lead-commissioner' } });
  given(...small)
    .when(open())
    .thenHappened({ type: 'SchemeOpened', data: { accountingBasis: 'unknown' } });
});

it('changes the basis from a day on, by what the partners agreed, and of a scheme that it has', () => {
  const state = (scheme: string) =>
    command('state-accounting-basis', {
      ...{ scheme, accountingBasis: 'agent', evidence: 'Deed of variation' },
    });
  given(...small)
    .when(state('navigators'))
    .thenHappened({
      type: 'AccountingBasisStated',
      data: { scheme: 'navigators', accountingBasis: 'agent' },
    });
  given(...small)
    .when(state('x'))
    .thenRefused('not-found', { what: 'scheme', id: 'x' });
});

it('passes to another host or under another agreement from a day on, and says on what', () => {
  const change = (more: object, effective = '2026-07-01') =>
    command('change-hosting', { evidence: 'Deed', ...more }, effective);
  given(...small)
    .when(change({ host: 'unitary', cause: 'succession' }))
    .thenHappened({ type: 'HostingChanged', data: { host: 'unitary', agreement: null } });
  given(...small, change({ host: 'unitary' }))
    .when(change({ agreement: 'deed' }))
    .thenHappened({ type: 'HostingChanged', data: { host: 'unitary', agreement: 'deed' } });
  given(...small)
    .when(change({ host: 'council' }))
    .thenRefused('already-exists', { what: 'hosting', id: 'council' });
  // On a day before, it still is who it was.
  given(...small, change({ host: 'unitary' }))
    .when(change({ agreement: 'deed' }, '2026-06-30'))
    .thenHappened({ type: 'HostingChanged', data: { host: 'council', agreement: 'deed' } });
});
