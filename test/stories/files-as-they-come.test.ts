import { periodsOf } from '#contracts/financial-year.js';
import { startApp, type App } from '../support/app.js';
import { Client, type Body } from '../support/client.js';
import { signedInAs } from '../support/tokens.js';

/** Files as they come: of any type, half readable, hostile, and schedules of contributions. */
let app: App;
let client: Client;
beforeAll(async () => {
  app = await startApp(undefined, 'a-council');
  client = new Client(app);
  await establish('calderdale');
});
afterAll(() => app.stop());

const establish = (fund: string): Promise<Body> =>
  client.done(`funds/${fund}/establish-fund`, { name: fund, kind: 'pooled', host: 'a-council' });

async function balances(fund: string, query: string): Promise<Record<string, string>[]> {
  const { body } = await client.get(`funds/${fund}/balances?${query}`);
  return body['balances'] as unknown as Record<string, string>[];
}

it.each(['application/json', 'application/x-www-form-urlencoded', 'text/csv', ''])(
  'are taken as they are, also where the client calls them "%s"',
  async (type) => {
    const answer = await fetch(
      `${app.url}/api/v1/funds/calderdale/imports?format=spending&dryRun=true`,
      {
        method: 'POST',
        headers: { 'Content-Type': type, ...(await signedInAs('amina', app.url)) },
        body: 'Date,Supplier,Amount\n2022-07-01,Somebody Ltd,1.00\nnever,Nobody,2.00\n',
      },
    );
    expect(await answer.json()).toMatchObject({
      rowsIn: 2,
      recorded: 1,
      quarantined: 1,
      total: '1.00',
      quarantinedRows: [{ line: 3, column: 'Date' }],
    });
  },
);

it.each([
  ['an empty file', '', 'unreadable-file'],
  ['a file without an amount', 'Date,Supplier\n2022-07-01,Somebody\n', 'unreadable-file'],
  ['bytes that are no text', '\u0000\u0001\u0002\u0000', 'unreadable-file'],
])('%s is refused with one sentence', async (_, text, problem) => {
  const answer = await client.send('calderdale', 'spending', Buffer.from(text));
  expect(answer).toMatchObject({
    status: 422,
    body: { type: `urn:common-purse:problem:${problem}` },
  });
  expect(answer.body['detail']).toMatch(/^[A-Z].*\.$/s);
});

it('lose no row, whatever its cells hold', async () => {
  await establish('odd');
  const rows = [
    'Date,Supplier,Amount,Transaction',
    `2022-07-01,${'very long '.repeat(400)},1.00,1`,
    `2022-07-01,Somebody,2.00,${'9'.repeat(3000)}`,
    '2022-07-01,"=HYPERLINK(""http://example"")",3.00,3',
    '2022-07-01,Naïve Café & Söhne 🏛,4.00,4',
    '2022-07-01,Nil Ltd,0.00,5',
  ];
  const answer = await client.send('odd', 'spending', Buffer.from(rows.join('\n')));
  expect(answer).toMatchObject({
    status: 200,
    body: {
      rowsIn: 5,
      recorded: 4,
      quarantined: 1,
      total: '8.00',
      quarantinedRows: [{ line: 3 }],
    },
  });
});

it('go into funds that exist', async () => {
  const answer = await client.send('nowhere', 'spending', Buffer.from('Date,Supplier,Amount\n'));
  expect(answer).toMatchObject({
    status: 404,
    body: { type: 'urn:common-purse:problem:not-found' },
  });
});

it('of a contribution schedule are contributions with their instalments, confirmed by their evidence', async () => {
  await establish('scheduled');
  const line = (...cells: string[]): string => cells.join(',');
  const schedule = [
    'Contribution,Source,Partner,Year,Nature,Certainty,Form,Evidence,Instalment due date,Amount',
    line(
      'ICB',
      'Moorland ICB',
      'Moorland ICB',
      '2026-27',
      'revenue',
      'confirmed',
      'cash',
      'Deed schedule 2',
      '2026-04-01',
      '200000.00',
    ),
    line(
      'ICB',
      'Moorland ICB',
      'Moorland ICB',
      '2026-27',
      'revenue',
      'confirmed',
      'cash',
      'Deed schedule 2',
      '2026-07-01',
      '200000.01',
    ),
    line(
      'ICB',
      'Moorland ICB',
      'Moorland ICB',
      '2027-28',
      'revenue',
      'confirmed',
      'cash',
      '',
      '2027-04-01',
      '100000.00',
    ),
    line(
      'Council',
      'Northmoor Council',
      'Northmoor Council',
      '2029-30',
      'revenue',
      'indicative',
      'cash',
      '',
      '2029-04-01',
      '1200000.00',
    ),
    line(
      'Council',
      'Northmoor Council',
      'Northmoor Council',
      '2029-30',
      'revenue',
      'indicative',
      'cash',
      '',
      'soon',
      '1.00',
    ),
  ];
  const answer = await client.send(
    'scheduled',
    'contribution-schedule',
    Buffer.from(schedule.join('\n')),
  );
  expect(answer.body).toMatchObject({
    rowsIn: 5,
    recorded: 4,
    quarantined: 1,
    total: '1700000.01',
    counts: { confirmedWithoutEvidence: 1 },
  });
  expect(
    await balances(
      'scheduled',
      'by=account,year&account=budget:contributed:confirmed,budget:contributed:indicative,cash:debtor:due',
    ),
  ).toEqual([
    { account: 'budget:contributed:confirmed', year: '2026-27', amount: '-400000.01' },
    { account: 'budget:contributed:indicative', year: '2027-28', amount: '-100000.00' },
    { account: 'budget:contributed:indicative', year: '2029-30', amount: '-1200000.00' },
    { account: 'cash:debtor:due', year: '2026-27', amount: '400000.01' },
  ]);
  const again = await client.send(
    'scheduled',
    'contribution-schedule',
    Buffer.from(schedule.join('\n')),
  );
  expect(again.body).toMatchObject({ repeated: true, recorded: 4, total: '1700000.01' });
});

/** A file of one grant in the 360Giving standard, paid in part. */
const grantFile = (id: string, more: object = {}): Buffer =>
  Buffer.from(
    JSON.stringify({
      grants: [
        {
          id,
          title: 'A community shop',
          currency: 'GBP',
          awardDate: '2024-06-03',
          amountAwarded: 1000,
          amountDisbursed: 400,
          recipientOrganization: [{ id: 'GB-CHC-1159982', name: 'Shop' }],
          fundingOrganization: [{ id: 'GB-CHC-1156077', name: 'Trust' }],
          ...more,
        },
      ],
    }),
  );

it('of grants of a year that is closed are kept in the first open period, and relate to their year', async () => {
  await establish('closed');
  for (const period of periodsOf('2024-25'))
    await client.done('funds/closed/hard-close-period', { period });
  const answer = await client.send('closed', '360giving', grantFile('360G-late-1'));
  expect(answer.body).toMatchObject({ rowsIn: 1, recorded: 1, quarantined: 0, total: '1000.00' });
  expect(
    await balances(
      'closed',
      'by=account,period,relatesTo&account=budget:committed:confirmed,budget:matched:confirmed,cash:expenditure',
    ),
  ).toEqual(
    [
      { account: 'budget:committed:confirmed', amount: '600.00' },
      { account: 'budget:matched:confirmed', amount: '400.00' },
      { account: 'cash:expenditure', amount: '400.00' },
    ].map(({ account, amount }) => ({
      ...{ account, period: '2025-04', relatesTo: '2024-25', amount },
    })),
  );
  const { body } = await client.get('audit/tests/entries-after-close?fund=closed');
  const findings = body['findings'] as unknown as { readonly what: string }[];
  expect(findings.map(({ what }) => what)).toContain(
    'CommitmentConfirmed took effect in 2024-06, which was hard-closed; it counts in 2025-04',
  );
});

it('tell of an award that stands without its payment that it is recorded, and what is refused', async () => {
  await establish('halves');
  const file = grantFile(`360G-${'9'.repeat(3000)}`);
  const { body } = await client.send('halves', '360giving', file);
  expect(body).toMatchObject({
    ...{ rowsIn: 1, recorded: 1, quarantined: 0, total: '1000.00', quarantinedRows: [] },
    partlyRecordedRows: [{ line: 1, refused: 'payment' }],
  });
  expect(
    await balances('halves', 'by=account&account=budget:committed:confirmed,cash:expenditure'),
  ).toEqual([{ account: 'budget:committed:confirmed', amount: '1000.00' }]);
});
