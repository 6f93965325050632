import { smallPool, type Sent, type SmallPool } from '../support/small-pool.js';

/** Unspent year-limited money of a funder: held for its decision, used again, or given back. */
let pool: SmallPool;
const send = (command: string, sent: Sent): Promise<void> =>
  pool.send(`funds/pool/${command}`, sent);
const programme = { source: 'programme', year: '2026-27' };

beforeAll(async () => {
  pool = await smallPool();
  await pool.fund('open-source', {
    ...{ source: 'programme', name: 'Programme', role: 'funder', organisation: 'department' },
    through: 'GB-LAE-NMR',
  });
  await pool.fund('define-ring-fence', {
    ...{ ringFence: 'limited', name: 'Year-limited', source: 'programme', yearLimited: true },
    evidence: 'Determination',
  });
  const given = { contribution: 'programme', ...programme, amount: '100.00' };
  await pool.fund('pledge-contribution', given);
  await pool.fund('confirm-contribution', { contribution: 'programme', evidence: 'Determination' });
  await pool.fund('receive-instalment', {
    ...{ contribution: 'programme', instalment: '1', reference: 'BACS' },
  });
});
afterAll(() => pool.app.stop());

it('lets a new year begin on provisional balances, until the year before is closed', async () => {
  pool.on('2027-04-10');
  const balances = [{ source: 'council', amount: '1000.00' }];
  await send('bring-balances-provisionally', {
    refused: { year: '2028-29', basis: 'Forecast', balances },
    as: ['year-not-begun', { rule: 8 }],
    done: { year: '2027-28', basis: 'Forecast of month 11', balances },
  });
  const brought = 'source=council&year=2027-28&account=budget:brought-forward';
  expect(await pool.sum(`${brought}:expected`)).toBe('-1000.00');
  pool.on('2027-04-30');
  await pool.fund('close-year', {
    year: '2026-27',
    bases: [{ source: 'icb', office: 'chief-finance-officer', basis: 'Schedule 3' }],
    unspent: [{ source: 'programme', decision: 'hold', basis: 'Asked of the department' }],
  });
  expect(await pool.sum(`${brought}:confirmed`)).toBe('-1200.00');
  expect(await pool.sum('account=budget:held:confirmed')).toBe('100.00');
});

it('uses again what the funder lets be used, and owes it the rest until it is paid', async () => {
  const held = { source: 'programme', year: '2027-28', reference: 'Letter' };
  await send('reprofile-held-money', {
    refused: { ...held, amount: '100.01' },
    as: ['exceeds-held', { rule: 18, short: '0.01' }],
    done: { ...held, amount: '60.00' },
  });
  expect(await pool.sum('account=budget:unallocated:confirmed&source=programme&year=2027-28')).toBe(
    '60.00',
  );
  await send('return-held-money', {
    refused: { ...held, amount: '40.01' },
    as: ['exceeds-held', { short: '0.01' }],
    done: { ...held, amount: '40.00' },
  });
  expect(await pool.sum('account=cash:returnable')).toBe('-40.00');
  await send('pay-back', {
    refused: { source: 'programme', amount: '40.01', reference: 'BACS' },
    as: ['exceeds-returnable', { short: '0.01' }],
    done: { source: 'programme', amount: '40.00', reference: 'BACS' },
  });
  expect(await pool.sum('account=cash:held&source=programme')).toBe('60.00');
  expect(await pool.row('heldMoney', '2026-27/programme/revenue')).toMatchObject({
    amount: '100.00',
  });
});
