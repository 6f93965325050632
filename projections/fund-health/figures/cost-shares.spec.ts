import type { FundCommand } from '#contracts/commands/fund.js';
import { formatPence } from '#libs/money/pence.js';
import { fundView, recorded } from '#test/support/fund-view.js';
import { after, command, untold } from '#test/support/given.js';
import { funded, invoice, reserve } from '#test/support/small-fund.js';
import type { CostShare } from './cost-shares.js';
import { shareLimits } from './share-limits.js';
import { retraced } from './traced.js';

/** Of the ICB's 40.00, 30.00 are promised to an award that is for management by a tenth. */
const shares = [
  { category: 'core', share: 1 },
  { category: 'delivery', share: 9 },
];
const fromIcb = (amount: string) => [
  {
    ...{ scheme: 'navigators', year: '2026-27', nature: 'revenue', amount },
    sources: [{ source: 'icb', amount }],
  },
];
const promised = [
  ...funded,
  reserve('lights', '30.00', { lines: fromIcb('30.00'), costShares: shares }),
  command('confirm-commitment', { award: 'lights', costShares: shares } as never),
];
/** What was published does not say what it is for. */
const published = [
  reserve('old', '5.00', { lines: fromIcb('5.00'), obligation: 'published-fact' }),
  command('confirm-commitment', { award: 'old', costShares: [] }),
];
const limit = (more: object = {}) =>
  command('set-share-limit', {
    ...{ limit: 'management', name: 'Management', source: 'icb', kind: 'maximum' },
    ...{ rate: '0.1', costCategories: ['core'], evidence: 'Prospectus' },
    ...more,
  });

function found(day: string, ...more: readonly FundCommand[]) {
  const view = fundView(
    'northmoor',
    recorded(after(untold(), [...promised, ...more]).happened),
    day,
  );
  const [share] = shareLimits(view);
  if (!share) throw new Error('there is no such limit');
  const { basis, pence, stated, unknown } = share.counted as CostShare;
  for (const amount of [stated, unknown])
    expect(retraced(view.balances, amount.from)).toBe(amount.pence);
  const amounts = [share.limitPence, pence, stated.pence, unknown.pence, share.off];
  return [basis, ...amounts.map(formatPence), share.state];
}

it('splits what awards have of a source by their cost lines, and says that it is pro rata', () =>
  expect(found('2026-05-01', limit())).toEqual([
    ...['pro rata', '4.00', '3.00', '30.00', '0.00', '0.00', 'kept'],
  ]));

it('counts spending by the same lines, and what is spent without an award as unknown', () => {
  const spent = command(
    'verify-expenditure',
    {
      ...{
        expenditure: 'y',
        provider: 'p',
        scheme: 'navigators',
        net: '2.00',
        reference: 'Invoice',
      },
      sources: [{ source: 'icb', amount: '2.00' }],
    },
    '2026-05-01',
  );
  expect(found('2026-05-02', limit({ base: 'spend' }), invoice('x', '10.00'), spent)).toEqual([
    ...['pro rata', '1.20', '1.00', '10.00', '2.00', '0.00', 'unknown'],
  ]);
  expect(found('2026-05-02', limit(), invoice('x', '10.00'), spent)).toEqual([
    ...['pro rata', '4.00', '3.00', '30.00', '2.00', '0.00', 'unknown'],
  ]);
});

it('does not know whether a limit is kept where that depends on what nobody has said', () => {
  expect(found('2026-05-01', limit(), ...published)).toEqual([
    ...['pro rata', '4.00', '3.00', '30.00', '5.00', '0.00', 'unknown'],
  ]);
  expect(found('2026-05-01', limit({ rate: '0.05' }), ...published).at(-1)).toBe('broken');
  expect(found('2026-05-01', limit({ rate: '0.2' }), ...published).at(-1)).toBe('kept');
});

it('reports at its date a minimum that lacks something, or may', () => {
  const minimum = limit({ kind: 'minimum', by: '2026-12-31' });
  expect(found('2026-05-01', minimum).slice(-2)).toEqual(['1.00', 'not yet due']);
  expect(found('2026-12-31', minimum).slice(-2)).toEqual(['1.00', 'broken']);
  expect(found('2026-12-31', minimum, ...published).slice(-2)).toEqual(['1.00', 'unknown']);
});
