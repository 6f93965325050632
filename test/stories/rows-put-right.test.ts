import { startApp, type App } from '../support/app.js';
import { Client, type Answer, type Body } from '../support/client.js';

/** Rows that could not be read, put right and submitted again: recorded like any other, and once. */
let app: App;
let client: Client;
beforeAll(async () => {
  app = await startApp(() => new Date('2026-06-01T09:00:00Z'), 'a-council');
  client = new Client(app);
});
afterAll(() => app.stop());

const establish = (fund: string): Promise<Body> =>
  client.done(`funds/${fund}/establish-fund`, {
    ...{ name: fund, kind: 'pooled', host: 'a-council', effective: '2026-04-01' },
  });
const said = (body: Body): Record<string, unknown> => body;
const resubmit = (
  fund: string,
  { id, line, text }: { readonly id: string; readonly line: number; readonly text: string },
  corrections: object,
  more = '&reason=The+supplier+said+so',
): Promise<Answer> =>
  client.sendTo(
    `funds/${fund}/imports/${id}/rows/${line}?corrections=${encodeURIComponent(JSON.stringify(corrections))}${more}`,
    Buffer.from(text),
  );
async function spent(fund: string): Promise<string | undefined> {
  const { body } = await client.get(`funds/${fund}/balances?account=cash:expenditure&by=account`);
  return (body['balances'] as unknown as { amount: string }[])[0]?.amount;
}
const problem = (name: string): object => ({
  body: { type: `urn:common-purse:problem:${name}` },
});

describe('payments', () => {
  const text = [
    'Date,Supplier,Transaction Number,Amount,Note',
    '2026-05-01,Somebody Ltd,1,10.00,x',
    '2026-05-02,Somebody Ltd,2,"12,3x.00",x',
    'never,Others Ltd,3,7.00,x',
    '2026-05-03,Others Ltd,4,5.00,x,beyond',
    '',
  ].join('\n');
  let id: string;
  const row = (line: number) => ({ id, line, text });

  beforeAll(async () => {
    await establish('pool');
    const { body } = await client.send('pool', 'spending', Buffer.from(text), '&file=may.csv');
    expect(body).toMatchObject({ rowsIn: 4, recorded: 1, quarantined: 3, total: '10.00' });
    id = String(said(body)['import']);
  });

  it('stay quarantined while they cannot be read, and name what the import reads', async () => {
    expect(await resubmit('pool', row(3), { Amount: '12.3x' })).toMatchObject({
      status: 422,
      body: { type: 'urn:common-purse:problem:row-unreadable', line: 3, column: 'Amount' },
    });
    expect(await resubmit('pool', row(3), { Note: 'y' })).toMatchObject(problem('invalid-request'));
    expect(await resubmit('pool', row(3), { Sum: '12.30' })).toMatchObject(
      problem('invalid-request'),
    );
    expect(await spent('pool')).toBe('10.00');
  });

  it('say what would be recorded, and record nothing, in a dry run', async () => {
    const dry = '&reason=x&dryRun=true';
    expect(await resubmit('pool', row(3), { Amount: '12.30' }, dry)).toMatchObject({
      status: 200,
      body: { total: '12.30', dryRun: true, repeated: false },
    });
    expect(await spent('pool')).toBe('10.00');
  });

  it('are recorded once they are put right, and keep what was received, who and why', async () => {
    const answer = await resubmit('pool', row(3), { Amount: '12.30' });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        import: id,
        lines: [3],
        changes: [{ column: 'Amount', received: '12,3x.00', corrected: '12.30' }],
        total: '12.30',
        repeated: false,
      },
    });
    expect(await spent('pool')).toBe('22.30');
    const events: object[] = [];
    for await (const event of app.runtime.store.readStream(`import-${id}`)) events.push(event);
    expect(events.at(-1)).toMatchObject({
      type: 'RowCorrected',
      actor: 'amina',
      reason: 'The supplier said so',
      data: { lines: [3], totals: { rowsIn: 4, recorded: 2, quarantined: 2, total: '22.30' } },
    });
    const { body } = await client.get('imports');
    expect(body['imports']).toMatchObject([{ recorded: 2, quarantined: 2, total: '22.30' }]);
  });

  it('are a list, with what became of each, at any point', async () => {
    const rows = `funds/pool/imports/${id}/rows`;
    const { body } = await client.get(rows);
    const told = (await app.runtime.store.head()).number;
    expect(body['rows']).toEqual([
      {
        ...{ line: 3, column: 'Amount', reason: expect.stringContaining('12,3x.00') as string },
        ...{ state: 'put right', correctedBy: told, number: told },
        changes: [{ column: 'Amount', received: '12,3x.00', corrected: '12.30' }],
      },
      expect.objectContaining({ line: 4, column: 'Date', state: 'waiting', correctedBy: null }),
      expect.objectContaining({ line: 5, column: '', state: 'waiting', changes: [] }),
    ]);
    const before = await client.get(`${rows}?asKnownAt=${told - 1}`);
    expect(before.body['rows']).toMatchObject(
      [3, 4, 5].map((line) => ({ line, state: 'waiting' })),
    );
    const waiting = await client.get(`${rows}?state=waiting&sort=-line&limit=1`);
    expect(waiting.body['rows']).toMatchObject([{ line: 5 }]);
    expect(waiting.body['next']).not.toBeNull();
    const csv = await client.fetch(`/api/v1/${rows}`, { Accept: 'text/csv' });
    expect(await csv.text()).toContain('put right');
    expect((await client.get(rows.replace('pool', 'giving'))).status).toBe(404);
    expect((await client.get('funds/pool/imports/none.pool/rows')).status).toBe(404);
  });

  it('change nothing when they are submitted again, and are not put right otherwise', async () => {
    const { number } = await app.runtime.store.head();
    expect(await resubmit('pool', row(3), { Amount: '12.30' })).toMatchObject({
      status: 200,
      body: { repeated: true },
    });
    expect(await resubmit('pool', row(3), { Amount: '13.30' })).toMatchObject({
      status: 409,
      ...problem('already-exists'),
    });
    const again = await client.send('pool', 'spending', Buffer.from(text), '&file=may.csv');
    expect(again.body).toMatchObject({ repeated: true, recorded: 2, quarantined: 2 });
    expect((await app.runtime.store.head()).number).toBe(number);
  });

  it('with cells beyond the last column are taken from what is named alone', async () => {
    const whole = {
      ...{ Date: '2026-05-03', Supplier: 'Others Ltd', 'Transaction Number': '4', Amount: '5.00' },
    };
    expect(await resubmit('pool', row(5), { Date: '2026-05-03' })).toMatchObject(
      problem('row-unreadable'),
    );
    const answer = await resubmit('pool', row(5), whole);
    expect(answer).toMatchObject({ status: 200, body: { total: '5.00' } });
    expect(said(answer.body)['changes']).toContainEqual({
      ...{ column: 'Amount', received: null, corrected: '5.00' },
    });
  });

  it('are those of the file that was sent, under the settings of its import', async () => {
    const other = { ...row(4), text: `${text}2026-05-09,Somebody Ltd,9,1.00,x\n` };
    const put = { Date: '2026-05-02' };
    expect(await resubmit('pool', other, put)).toMatchObject({ status: 404 });
    expect(await resubmit('pool', row(2), put)).toMatchObject({ status: 404 });
    expect(await resubmit('pool', row(99), put)).toMatchObject({ status: 404 });
    await client.done('funds/pool/open-scheme', { scheme: 'care', name: 'Care' });
    const elsewhere = '&reason=x&scheme=care';
    expect(await resubmit('pool', row(4), put, elsewhere)).toMatchObject({
      status: 409,
      ...problem('imported-otherwise'),
    });
    expect(await resubmit('pool', row(4), put, '')).toMatchObject({ status: 400 });
    expect(await resubmit('pool', row(4), put)).toMatchObject({ status: 200 });
    expect(await spent('pool')).toBe('34.30');
  });
});

it('grants as JSON are put right by the names of their fields', async () => {
  await establish('giving');
  const grant = {
    id: '360G-x-1',
    title: 'A panel',
    currency: 'GBP',
    amountAwarded: 100,
    awardDate: 'in spring',
    recipientOrganization: [{ id: 'GB-CHC-1999901', name: 'Voices' }],
  };
  const text = JSON.stringify({ grants: [grant] });
  const { body } = await client.send('giving', '360giving', Buffer.from(text));
  expect(body).toMatchObject({ rowsIn: 1, quarantined: 1 });
  const row = { id: String(said(body)['import']), line: 1, text };
  const as360 = '&reason=From+the+grant+letter';
  expect(await resubmit('giving', row, { awardDate: '2026-04-20' }, as360)).toMatchObject({
    status: 200,
    body: {
      changes: [{ column: 'awardDate', received: 'in spring', corrected: '2026-04-20' }],
      total: '100.00',
    },
  });
  const read = await client.get('funds/giving');
  expect(read.body['awards']).toMatchObject([{ value: '100.00', provider: 'GB-CHC-1999901' }]);
});

it('an instalment is put right where no other of its contribution is recorded', async () => {
  await establish('planned');
  const text =
    'Contribution,Source,Partner,Year,Nature,Certainty,Form,Due date,Amount\n' +
    'unknown-form,council,a-council,2026-27,revenue,expected,shells,2026-07-01,10.00\n' +
    'two,council,a-council,2026-27,revenue,expected,cash,2026-07-01,20.00\n' +
    'two,council,a-council,2026-27,revenue,expected,cash,never,20.00\n';
  const { body } = await client.send('planned', 'contribution-schedule', Buffer.from(text));
  expect(body).toMatchObject({ rowsIn: 3, recorded: 1, quarantined: 2 });
  const row = (line: number) => ({ id: String(said(body)['import']), line, text });
  const schedule = '&reason=The+partner+said+so';
  expect(await resubmit('planned', row(2), { Form: 'cash' }, schedule)).toMatchObject({
    status: 200,
    body: { lines: [2], total: '10.00' },
  });
  // The other instalment of the same contribution is recorded: the contribution itself is varied.
  expect(await resubmit('planned', row(4), { 'Due date': '2026-08-01' }, schedule)).toMatchObject({
    status: 409,
    body: { type: 'urn:common-purse:problem:recorded-with-others', line: 4, stands: 3 },
  });
});

describe('payments that overlapping files both hold', () => {
  const head = 'Date,Supplier,Transaction Number,Amount,Irrecoverable VAT';
  const file = (...rows: string[]): Buffer => Buffer.from([head, ...rows, ''].join('\n'));
  const one = '2026-05-01,Somebody Ltd,11,10.00,';
  const two = '2026-05-02,Somebody Ltd,R-12,20.00,1.50';
  const back = '2026-05-02,Somebody Ltd,R-13,-4.00,';
  const repeated = two.replace('R-12', 'r-12').replace('Somebody Ltd', 'SOMEBODY  LTD');
  const second = file(repeated, '2026-05-03,Somebody Ltd,R-12,20.00,1.50', back, 'never,X,1,1.00,');
  let recorded: number[];

  beforeAll(async () => {
    await establish('overlapping');
    // A file may say one thing twice: two parts of one invoice.
    const { body } = await client.send('overlapping', 'spending', file(one, one, two, back));
    expect(body).toMatchObject({ recorded: 4, possibleDuplicates: 0 });
    const { body: found } = await client.get('events?fund=overlapping&type=PaymentRecorded');
    recorded = (found['events'] as unknown as { number: number }[]).map(({ number }) => number);
  });

  it('are said before anything is recorded', async () => {
    const { body } = await client.send('overlapping', 'spending', second, '&dryRun=true');
    expect(body).toMatchObject({
      ...{ recorded: 3, quarantined: 1, possibleDuplicates: 2 },
      possibleDuplicateRows: [
        { line: 2, like: [recorded[2]] },
        { line: 4, like: [recorded[3]] },
      ],
    });
  });

  it('are kept, flagged, and told to who audits', async () => {
    const { body } = await client.send('overlapping', 'spending', second, '&file=may.csv');
    expect(body).toMatchObject({ recorded: 3, quarantined: 1, possibleDuplicates: 2 });
    expect(await spent('overlapping')).toBe('76.50');
    const id = String(said(body)['import']);
    const rows = await client.get(`funds/overlapping/imports/${id}/rows`);
    expect(rows.body['possibleDuplicates']).toEqual([
      { line: 2, like: [recorded[2]] },
      { line: 4, like: [recorded[3]] },
    ]);
    const read = await client.get('funds/overlapping');
    expect(read.body['flags']).toMatchObject([{ kind: 'possible-duplicates', amount: '17.50' }]);
    const auditor = new Client(app, 'priya');
    const found = await auditor.get('audit/tests/duplicates?fund=overlapping&by=file');
    expect(found.body['findings']).toMatchObject([
      { amount: '21.50', what: expect.stringContaining('2026-05-02, r-12') as string },
      { amount: '-4.00', what: expect.stringContaining('2026-05-02, r-13') as string },
    ]);
  });

  it('are no duplicates of themselves when the same file comes again', async () => {
    const { body } = await client.send('overlapping', 'spending', second, '&file=may.csv');
    expect(body).toMatchObject({ repeated: true, recorded: 3, possibleDuplicates: 0 });
  });
});
