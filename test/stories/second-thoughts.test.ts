import { contract, smallPool, type Sent, type SmallPool } from '../support/small-pool.js';

/** What is given up, taken back, kept back, covered or closed after it was decided. */
let pool: SmallPool;
const send = (command: string, sent: Sent): Promise<void> =>
  pool.send(`funds/pool/${command}`, sent);
const year = '2026-27';
const provider = 'GB-COH-19990001';

beforeAll(async () => {
  pool = await smallPool();
  await pool.client.done('contracts/lights/award-contract', contract('care', '300.00'));
});
afterAll(() => pool.app.stop());

const spend = (expenditure: string, scheme: string, net: string, more: object = {}) =>
  pool.fund('verify-expenditure', {
    ...{ expenditure, provider, net, irrecoverableVat: '0.00', reference: 'Invoice' },
    ...{ scheme, sources: [{ source: 'council', amount: net }], ...more },
  });

it('releases what an award will not use', async () => {
  await send('release-commitment', {
    refused: { award: 'lights', year, amount: '300.01' },
    as: ['release-exceeds-commitment'],
    done: { award: 'lights', year, amount: '100.00' },
  });
  expect(await pool.sum('account=budget:committed:confirmed')).toBe('200.00');
});

it('reverses an accrual that no invoice will clear', async () => {
  await pool.fund('accrue-expenditure', {
    ...{ expenditure: 'june', provider, award: 'lights', cost: '20.00', description: 'June' },
  });
  await send('reverse-accrual', {
    refused: { expenditure: 'july' },
    as: ['not-found'],
    done: { expenditure: 'june' },
  });
  expect(await pool.sum('account=cash:expenditure')).toBe('0.00');
});

it('keeps back of an invoice, and takes a credit note for it', async () => {
  await spend('first', 'care', '40.00');
  await send('hold-retention', {
    refused: { expenditure: 'first', amount: '40.01', cause: 'Snags' },
    as: ['retention-exceeds-invoice', { short: '0.01' }],
    done: { expenditure: 'first', amount: '4.00', cause: 'Snags' },
  });
  expect(await pool.sum('account=cash:creditor:retained')).toBe('-4.00');
  await send('credit-expenditure', {
    refused: { expenditure: 'credit', credits: 'first', cost: '40.01', reference: 'CN 1' },
    as: ['credit-exceeds-invoice', { short: '0.01' }],
    done: { expenditure: 'credit', credits: 'first', cost: '10.00', reference: 'CN 1' },
  });
  expect(await pool.sum('account=cash:expenditure')).toBe('30.00');
});

it('covers an overspend from what is unallocated', async () => {
  await spend('over', 'work', '25.00');
  const { body } = await pool.client.get('funds/pool');
  const [task] = body['tasks'] as unknown as [{ id: string }];
  const cover = { from: 'unallocated', scheme: 'work', source: 'council', year };
  await send('cover-overspend', {
    refused: { task: task.id, cover: { ...cover, amount: '25.01' } },
    as: ['cover-exceeds-overspend', { short: '0.01' }],
    done: { task: task.id, cover },
  });
  expect(await pool.row('tasks', task.id)).toMatchObject({ open: false, left: '0.00' });
});

it('closes a scheme once nothing is left in it', async () => {
  await pool.fund('open-scheme', { scheme: 'unused', name: 'Unused' });
  await send('close-scheme', {
    refused: { scheme: 'care', cause: 'Over' },
    as: ['scheme-open', { rule: 4 }],
    done: { scheme: 'unused', cause: 'Over' },
  });
  expect(await pool.row('schemes', 'unused')).toMatchObject({ closed: '2026-04-01' });
});

it('closes a month to all but finance', async () => {
  pool.on('2026-05-10');
  await pool.fund('hard-close-period', { period: '2026-04' });
  await send('soft-close-period', {
    refused: { period: '2026-04' },
    as: ['wrong-order'],
    done: { period: '2026-05' },
  });
  expect(await pool.row('periods', '2026-05')).toMatchObject({ state: 'soft-closed' });
  await spend('may', 'care', '2.00');
  expect(await pool.sum('account=cash:expenditure&period=2026-06')).toBe('2.00');
});

it('changes what a contract says beside its money', async () => {
  await pool.send('contracts/lights/agree-contract-terms', {
    refused: { retention: { percent: '5' } },
    as: ['invalid-request'],
    done: { retention: { percent: '0.05' } },
  });
  // What is not named again stays as it was agreed.
  await pool.client.done('contracts/lights/agree-contract-terms', { leadProvider: true });
  await spend('kept', 'care', '20.00', { award: 'lights', scheme: undefined, sources: undefined });
  expect(await pool.sum('account=cash:creditor:retained&award=lights')).toBe('-1.00');
});

it('pays no grant whose condition was not met', async () => {
  await pool.client.done('grants/panel/award-grant', {
    ...contract('care', '50.00'),
    terms: { conditions: [{ condition: 'dbs', text: 'Checks', gatesPayment: true }] },
  });
  await pool.send('grants/panel/fail-condition', {
    refused: { condition: 'other', cause: 'No checks by June' },
    as: ['not-found'],
    done: { condition: 'dbs', cause: 'No checks by June' },
  });
  expect(await pool.row('awardConditions', 'panel/dbs')).toMatchObject({ state: 'not met' });
});
