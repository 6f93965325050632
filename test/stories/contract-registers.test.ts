import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** Registers of contracts, over HTTP: taken in, put right, taken in again, and followed by the next month's. */
let app: App;
let client: Client;
const october = `Ref,Title,Supplier,Company no,Start date,End date,Duration (months),Total value,Annual value,Organisation
C1,Home care,Moor Care Ltd,19990002,01/04/2024,31/03/2027,36,"£360,000.00","£120,000.00",Moor Council
C2,Day centre,Two Rivers CIC,,TBC,TBC,,TBC,,Moor Council
C3,Meals,Hot Meals,,01/04/2026,31/03/2026,12,100.00,200.00,Moor Council
C4,Transport,Moor Cars Ltd,,01/04/2025,31/03/2028,36,10k to 20k,,Moor Council
`;
beforeAll(async () => {
  app = await startApp(() => new Date('2026-11-22T09:00:00Z'), 'a-council');
  client = new Client(app);
  await client.done('funds/pool/establish-fund', {
    name: 'Pool',
    kind: 'pooled',
    host: 'a-council',
  });
}, 60_000);
afterAll(() => app.stop());

const send = async (text: string, query: string): ReturnType<Client['send']> =>
  client.send('pool', 'contract-register', Buffer.from(text), query);
const head = async (): Promise<number> => (await app.runtime.store.head()).number;

it('is looked at first, and records nothing', async () => {
  const before = await head();
  const { status, body } = await send(october, '&file=register-2026-10.csv&dryRun=true');
  expect({ status, body }).toMatchObject({
    status: 200,
    body: {
      ...{ rowsIn: 4, recorded: 3, quarantined: 1, total: '360100.00', dryRun: true },
      ...{ publisher: 'Moor Council', asAt: '2026-10-31' },
      counts: { withTotal: 2, withoutTotal: 1 },
      kinds: [{ kind: 'listed-contract', rows: 3, total: '360100.00' }],
      quarantinedRows: [{ line: 5, column: 'Total value' }],
    },
  });
  expect(await head()).toBe(before);
});

it('is recorded as published, posts nothing, and changes nothing when it comes again', async () => {
  const { body } = await send(october, '&file=register-2026-10.csv');
  expect(body).toMatchObject({ recorded: 3, quarantined: 1, repeated: false });
  const after = await head();
  expect((await send(october, '&file=another-name.csv')).body).toMatchObject({ repeated: true });
  expect(await head()).toBe(after);
  const { body: balances } = await client.get('funds/pool/balances');
  expect(balances['balances']).toEqual([]);
});

it('is of one publisher and one day, once it is recorded', async () => {
  for (const other of ['publisher=Another+Council', 'asAt=2026-09-30'])
    expect(await send(october, `&file=register-2026-10.csv&${other}`)).toMatchObject({
      status: 409,
      body: { type: 'urn:common-purse:problem:imported-otherwise' },
    });
});

it('has its rows put right like every other file', async () => {
  const { body } = await client.get('imports');
  const [{ id } = { id: '' }] = body['imports'] as unknown as { id: string }[];
  const corrections = encodeURIComponent(JSON.stringify({ 'Total value': '15000.00' }));
  const answer = await client.sendTo(
    `funds/pool/imports/${id}/rows/5?reason=Asked+the+council&corrections=${corrections}`,
    Buffer.from(october),
  );
  expect(answer).toMatchObject({ status: 200, body: { lines: [5], total: '15000.00' } });
});

it('is refused where nobody says whose it is, and taken where somebody does', async () => {
  const nameless = october.replace(/,(Organisation|Moor Council)$/gm, '').replace('C1', 'N1');
  expect(await send(nameless, '&file=of-nobody.csv&dryRun=true')).toMatchObject({
    status: 422,
    body: { type: 'urn:common-purse:problem:publisher-not-said' },
  });
  const said = '&file=of-nobody.csv&dryRun=true&publisher=GB-LAE-MOR&asAt=2026-01-31';
  expect((await send(nameless, said)).body).toMatchObject({
    ...{ publisher: 'GB-LAE-MOR', asAt: '2026-01-31' },
  });
});
