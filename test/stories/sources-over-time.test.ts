import { smallPool, type Sent, type SmallPool } from '../support/small-pool.js';

/** What becomes of sources, contributions and ring-fences once they are agreed. */
let pool: SmallPool;
const send = (command: string, sent: Sent): Promise<void> =>
  pool.send(`funds/pool/${command}`, sent);
const evidence = 'Letter';

beforeAll(async () => {
  pool = await smallPool();
});
afterAll(() => pool.app.stop());

it('varies a contribution', async () => {
  await send('vary-contribution', {
    refused: { contribution: 'nobody', amount: '1.00', evidence },
    as: ['not-found'],
    done: { contribution: 'council', amount: '1300.00', evidence },
  });
  expect(await pool.row('contributions', 'council')).toMatchObject({ amount: '1300.00' });
  expect(await pool.sum('account=budget:contributed:confirmed&source=council')).toBe('-1300.00');
});

it('schedules a contribution anew', async () => {
  await send('schedule-contribution', {
    refused: {
      contribution: 'icb',
      schedule: { instalments: [{ instalment: '1', due: '2026-05-01', amount: '1.00' }] },
    },
    as: ['does-not-add-up'],
    done: {
      contribution: 'icb',
      schedule: { parts: 4, firstDue: '2026-04-01', everyMonths: 3 },
    },
  });
  expect(await pool.row('instalments', 'icb/4')).toMatchObject({
    ...{ due: '2027-01-01', amount: '200.00' },
  });
});

it('takes in kind what was pledged in kind, and never as cash', async () => {
  await pool.fund('pledge-contribution', {
    ...{ contribution: 'rooms', source: 'icb', year: '2026-27', amount: '50.00', form: 'in-kind' },
  });
  await pool.fund('confirm-contribution', { contribution: 'rooms', evidence });
  await send('provide-in-kind', {
    refused: { contribution: 'icb', amount: '20.00', description: 'Rooms' },
    as: ['wrong-form'],
    done: { contribution: 'rooms', amount: '20.00', description: 'Rooms' },
  });
  expect(await pool.sum('account=cash:income:in-kind')).toBe('-20.00');
  expect(await pool.sum('account=cash:held')).toBe('0.00');
});

it('nets what a partner paid on the pool’s behalf', async () => {
  await pool.fund('verify-expenditure', {
    ...{ expenditure: 'rent', provider: 'landlord', scheme: 'care', net: '30.00' },
    ...{
      irrecoverableVat: '0.00',
      reference: 'Rent',
      sources: [{ source: 'icb', amount: '30.00' }],
    },
  });
  await send('pay-on-behalf', {
    refused: {
      expenditure: 'rent',
      contribution: 'icb',
      instalment: '1',
      amount: '30.01',
      reference: 'R',
    },
    as: ['payment-exceeds-invoice'],
    done: { expenditure: 'rent', contribution: 'icb', instalment: '1', reference: 'Remittance 7' },
  });
  expect(await pool.sum('account=cash:creditor')).toBe('0.00');
  expect(await pool.sum('account=cash:debtor:due&source=icb')).toBe('770.00');
});

it('invoices an instalment, and takes back what was booked as received by mistake', async () => {
  await send('invoice-instalment', {
    refused: { contribution: 'icb', instalment: '2', amount: '200.01', reference: 'INV-2' },
    as: ['invoice-exceeds-instalment'],
    done: { contribution: 'icb', instalment: '2', reference: 'INV-2' },
  });
  expect(await pool.sum('account=cash:debtor:invoiced')).toBe('200.00');
  const { streams } = await pool.fund('receive-instalment', {
    ...{ contribution: 'icb', instalment: '2', reference: 'BACS' },
  });
  const [{ revision }] = streams as unknown as [{ revision: number }];
  await send('reverse-entry', {
    refused: { entry: 0 },
    as: ['not-found'],
    done: { entry: revision },
  });
  expect(await pool.sum('account=cash:held')).toBe('0.00');
});

it('takes money on conditions, and says of each whether it was met', async () => {
  const condition = (id: string) => ({ condition: id, text: `Condition ${id}` });
  await pool.fund('pledge-contribution', {
    ...{ contribution: 'more', source: 'icb', year: '2026-27', amount: '10.00' },
  });
  await pool.fund('confirm-contribution', {
    ...{ contribution: 'more', evidence, conditions: [condition('plan'), condition('report')] },
  });
  await send('meet-contribution-condition', {
    refused: { contribution: 'more', condition: 'other', evidence },
    as: ['not-found'],
    done: { contribution: 'more', condition: 'plan', evidence },
  });
  await send('fail-contribution-condition', {
    refused: { contribution: 'icb', condition: 'report', cause: 'Not written' },
    as: ['not-found'],
    done: { contribution: 'more', condition: 'report', cause: 'Not written' },
  });
  const list = 'contributionConditions';
  expect(await pool.row(list, 'more/plan')).toMatchObject({ state: 'met' });
  expect(await pool.row(list, 'more/report')).toMatchObject({ state: 'not met' });
});

it('records income beside contributions', async () => {
  await send('record-other-income', {
    refused: {
      income: 'interest',
      kind: 'interest',
      source: 'nobody',
      amount: '5.00',
      reference: 'Q',
    },
    as: ['not-found'],
    done: {
      income: 'interest',
      kind: 'interest',
      source: 'council',
      amount: '5.00',
      reference: 'Q1',
    },
  });
  expect(await pool.row('incomes', 'interest')).toMatchObject({ amount: '5.00' });
});

it('defines, changes and ends a ring-fence, each from a day on', async () => {
  const fence = { ringFence: 'fence', name: 'Care only', categories: ['care'], evidence };
  await pool.fund('define-ring-fence', { ...fence, source: 'icb' });
  const allocate = (scheme: string) =>
    pool.client.post('funds/pool/allocate-budget', {
      ...{ scheme, source: 'icb', year: '2026-27', amount: '1.00' },
    });
  expect((await allocate('work')).body).toMatchObject({ ringFence: 'Care only' });
  await send('change-ring-fence', {
    refused: { ...fence, ringFence: 'other' },
    as: ['not-found'],
    done: { ...fence, name: 'Work only', categories: ['work'] },
  });
  expect((await allocate('work')).status).toBe(200);
  expect((await allocate('care')).body).toMatchObject({ ringFence: 'Work only' });
  await send('end-ring-fence', {
    refused: { ringFence: 'other', evidence },
    as: ['not-found'],
    done: { ringFence: 'fence', evidence },
  });
  expect((await allocate('care')).status).toBe(200);
});

it('keeps beside a source the match that stands with it', async () => {
  const match = { match: 'lottery', from: 'lottery', year: '2026-27', amount: '90.00' };
  await send('record-match-funding', {
    refused: { ...match, source: 'nobody', state: 'secured', evidence },
    as: ['not-found'],
    done: { ...match, source: 'icb', state: 'secured', evidence },
  });
  expect(await pool.row('sourceMatches', 'lottery')).toMatchObject({ amount: '90.00' });
});

it('says later what was unknown of a scheme or a source', async () => {
  await send('describe-scheme', {
    refused: { scheme: 'nothing', stated: { need: 'Housing' }, evidence },
    as: ['not-found'],
    done: { scheme: 'care', stated: { need: 'Housing' }, evidence },
  });
  expect(await pool.row('schemes', 'care')).toMatchObject({ need: 'Housing' });
  await send('describe-source', {
    refused: { source: 'icb', stated: { power: 'unknown' }, evidence },
    as: ['invalid-request'],
    done: { source: 'icb', stated: { power: 's256' }, evidence },
  });
  expect(await pool.row('sources', 'icb')).toMatchObject({ power: 's256' });
});

it('passes a source to another body, and merges one into another', async () => {
  await send('transfer-source', {
    refused: { source: 'nobody', to: 'GB-NHS-NEW', evidence },
    as: ['not-found'],
    done: { source: 'icb', to: 'GB-NHS-NEW', evidence },
  });
  expect(await pool.row('sources', 'icb')).toMatchObject({ organisation: 'GB-NHS-NEW' });
  await send('merge-sources', {
    refused: { sources: ['icb'], into: 'icb', evidence },
    as: ['invalid-request'],
    done: { sources: ['icb'], into: 'council', evidence },
  });
  expect(await pool.row('sources', 'icb')).toMatchObject({ mergedInto: 'council' });
});
