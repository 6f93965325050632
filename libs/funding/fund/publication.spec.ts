import { after, command, on, untold } from '#test/support/given.js';
import { decideFund } from './decide.js';
import type { LedgerLine } from './publication-lines.js';
import type { Unpublished } from './publication.js';

const policy = command('set-publication-policy', {}, '2026-04-01');
const host = 'GB-LAE-NMR';
const told = after(untold(), [
  command('establish-fund', { name: 'Pool', kind: 'single', host }),
  policy,
]);

const unpublished = (of: Partial<Unpublished> = {}): Unpublished => ({
  ...{ number: 9, after: null, lines: [] },
  ...of,
});
const publishing = command('publish', { publication: 'april', until: '2026-04-30' }, '2026-05-01');
const decide = (fund: typeof told.fund, made: Unpublished, organisation = host) =>
  decideFund(fund, publishing, {
    ...on('2026-05-01'),
    ...{ organisation, agreement: undefined, unpublished: made },
  });

it('is made of what follows the last publication as the fund knows it', () => {
  expect(decide(told.fund, unpublished()).events).toMatchObject([
    { type: 'PublicationMade', data: { after: null, from: '2026-04-01', count: 0 } },
  ]);
  expect(decide(told.fund, unpublished({ after: 'march' })).refused).toMatchObject({
    problem: 'published-meanwhile',
  });
});

it('is for the host alone', () => {
  expect(decide(told.fund, unpublished(), 'GB-NHS-QMR').refused).toEqual({
    problem: 'for-the-host',
    facts: { organisation: 'GB-NHS-QMR', host },
  });
});

it('is refused where it is more than one append takes, and told how to go on', () => {
  const line: LedgerLine = {
    ...{ kind: 'payments', event: 1, on: '2026-04-20', provider: 'A', name: 'A'.repeat(2_000) },
    ...{ body: 'A', vcse: 'unknown', award: undefined, awardKind: undefined, title: undefined },
    ...{ scheme: 'care', purpose: 'Care', area: 'moor', year: '2026-27', pence: 60_000n },
    ...{ value: undefined, start: undefined, end: undefined, followsPerson: false },
  };
  const lines = Array.from({ length: 200 }, (_, event) => ({ ...line, event }));
  expect(decide(told.fund, unpublished({ lines })).refused).toEqual({
    problem: 'publication-too-large',
    facts: { until: '2026-04-30', lines: 200 },
  });
  expect(decide(told.fund, unpublished({ lines: lines.slice(0, 101) })).events).toMatchObject([
    { type: 'LinesPublished', data: { from: 1 } },
    { type: 'LinesPublished', data: { from: 101 } },
    { type: 'PublicationMade', data: { count: 101 } },
  ]);
});
