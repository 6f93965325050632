import { connect } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';
import { archive, textRow, workbookParts } from '../support/archives.js';
import type { Answer } from '../support/client.js';
import { smallPool, type SmallPool } from '../support/small-pool.js';
import { signedInAs, tokenFor } from '../support/tokens.js';
import { expectProblem, expectSound, headOf } from './sound.js';

/**
 * Files that nobody means, sent to every import there is (API4, API8): each is refused, or each of its
 * rows recorded or quarantined; and nothing but that is left of it. How the readers take encodings,
 * line ends and quotes is told in test/interchange; what workbooks may do, in unsafe-workbooks.test.ts.
 */
let pool: SmallPool;
beforeAll(async () => {
  pool = await smallPool();
  await pool.client.done('reconciliations/bank/begin-reconciliation', {
    ...{ fund: 'pool', against: 'bank', counterparty: 'Bank' },
    ...{ from: '2026-04-01', to: '2026-04-30' },
  });
});
afterAll(() => pool.app.stop());

const imports = [
  'funds/pool/imports?format=spending',
  'funds/pool/imports?format=360giving',
  'funds/pool/imports?format=contribution-schedule',
  'funds/pool/imports?format=contract-register',
  'reconciliations/bank/extract?',
];

async function sent(
  path: string,
  body: Uint8Array | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${pool.app.url}/api/v1/${path}`, {
    method: 'POST',
    headers: { ...(await signedInAs('amina', pool.app.url)), ...headers },
    body,
  });
}

const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const columns = (many: number): string => Array.from({ length: many }, (_, n) => `c${n}`).join();
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
let noise = 7;
const random = Buffer.from(
  Array.from({ length: 20_000 }, () => (noise = (noise * 1_103_515_245 + 12_345) % 2 ** 31) % 256),
);

describe.each(imports)('%s', (path) => {
  it.each<[string, Buffer | string]>([
    ['nothing', ''],
    ['one byte', 'x'],
    ['NULs', Buffer.alloc(5_000)],
    ['noise', random],
    ['noise in UTF-16', utf16(random.toString('latin1'))],
    ['a line without end', 'Date,Supplier,Amount,'.repeat(200_000)],
    ['a million columns', `Date,Supplier,Amount,${columns(150_000)}\n`],
    ['a column named with NUL', 'Date,Supplier,Amo\0unt,Amount\n2026-04-01,A,1.00\n'],
    ['a web page', '<!DOCTYPE html><title>404</title>'],
    ['a document', '%PDF-1.7 …'],
    ['an archive', gzipSync('Date,Supplier,Amount\n2026-04-01,A,1.00\n')],
    ['half a workbook', archive(workbookParts('')).subarray(0, 300)],
    ['a workbook without a table', archive(workbookParts(textRow(1, ['only this'])))],
    ['half of JSON', '{"grants":[{"id":'],
    ['JSON that is no table', '{"__proto__":{"grants":[]},"constructor":1}'],
    ['JSON of a million levels', `{"grants":${nested(1_000_000)}`],
  ])('refuses %s with one sentence, and records nothing', async (_, body) => {
    const head = await headOf(pool);
    await expectProblem(await sent(path, body), 422);
    expect(await headOf(pool)).toBe(head);
  });

  it.each([
    ['mapping={"constructor":"Date"}', 422],
    [`mapping=${'['.repeat(5_000)}`, 400],
    ['mapping=1', 400],
    ['mapping={"amount":{"$gt":""}}', 400],
    ['file=%00', 400],
    [`file=${'x'.repeat(301)}`, 400],
    ['dryRun=maybe', 400],
    ['dryRun=true&dryRun=false', 400],
  ])('refuses a question of %s', async (query, status) => {
    const head = await headOf(pool);
    const table = 'Date,Supplier,Amount\n2026-04-01,Somebody,1.00\n';
    // Grants as JSON have no columns, and so no mapping: what it names is not looked at.
    const answer = await sent(`${path}&${query}`, table);
    await expectProblem(answer, status, 422);
    expect(await headOf(pool)).toBe(head);
  });

  it('takes a file of compressed bytes for what it is, and not for what it unpacks to', async () => {
    const bomb = gzipSync(Buffer.alloc(80_000_000));
    await expectProblem(await sent(path, bomb, { 'Content-Encoding': 'gzip' }), 422);
    const deflated = deflateSync(Buffer.alloc(80_000_000));
    await expectProblem(await sent(path, deflated, { 'Content-Encoding': 'deflate' }), 422);
  });
});

it('refuses a file of more than 64 MB while it comes, and keeps none of it', async () => {
  const head = await headOf(pool);
  const before = process.memoryUsage().rss;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(Buffer.alloc(1 << 20, 'x,y\n')),
  });
  const answer = await fetch(`${pool.app.url}/api/v1/funds/pool/imports?format=spending`, {
    ...{ method: 'POST', body: endless, duplex: 'half' },
    headers: await signedInAs('amina', pool.app.url),
  }).catch(() => undefined);
  // Whoever goes on sending may not come to read the answer.
  if (answer) await expectProblem(answer, 413);
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  expect(await headOf(pool)).toBe(head);
});

it('records nothing of a file whose sender goes away half-way', async () => {
  const head = await headOf(pool);
  const { port, hostname } = new URL(pool.app.url);
  const request = [
    'POST /api/v1/funds/pool/imports?format=spending HTTP/1.1',
    `Host: localhost`,
    `Authorization: Bearer ${await tokenFor('amina', pool.app.url)}`,
    'Content-Length: 100000',
    '',
    'Date,Supplier,Amount',
    '2026-04-01,Gone,1.00',
    '',
  ].join('\r\n');
  for (let time = 0; time < 5; time += 1)
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(request, () => setTimeout(() => socket.destroy(), 50)),
      );
      socket.on('close', () => resolve());
    });
  await expectSound(pool);
  expect(await headOf(pool)).toBe(head);
});

describe('rows that nobody means', () => {
  /** What is in each row, and whether it can be recorded. */
  const rows: readonly (readonly [cells: string, recorded: boolean])[] = [
    ['2026-04-01,Acme\0 Ltd,1.00', false],
    ['2026-04-01,\u202Etxt.exe Ltd,1.00', true],
    ['2026-04-01,__proto__,1.00', true],
    ['2026-04-01,constructor,1.00', true],
    ["2026-04-01,'; drop table posting; --,1.00", true],
    ['2026-04-01,<script>alert(1)</script>,1.00', true],
    ['2026-04-01,{{7*7}}${7*7}<%= 7 %>,1.00', true],
    ['2026-04-01,../../etc/passwd,1.00', true],
    ['2026-04-01,"=HYPERLINK(""http://evil"")",1.00', true],
    ['2026-04-01,Асmе Ltd,1.00', true],
    [`2026-04-01,${'🏛'.repeat(30)}x,x${'🏛'.repeat(40)}`, false],
    ['2026-02-30,Acme Ltd,1.00', false],
    ['0000-00-00,Acme Ltd,1.00', false],
    ['9999-12-31,Acme Ltd,1.00', false],
    ['2026-04-01,Acme Ltd,NaN', false],
    ['2026-04-01,Acme Ltd,1e400', false],
    ['2026-04-01,Acme Ltd,Infinity', false],
    ['2026-04-01,Acme Ltd,0x10', false],
    ['2026-04-01,Acme Ltd,-', false],
    [`2026-04-01,Acme Ltd,${'9'.repeat(400)}.00`, false],
    // A payment under a name too long to be registered is one to nobody known.
    [`2026-04-01,${'very long '.repeat(5_000)},1.00`, true],
  ];

  const summed = ({ body }: Answer): Record<string, unknown> => ({
    rowsIn: body['rowsIn'],
    recorded: body['recorded'],
    quarantined: body['quarantined'],
    total: body['total'],
  });

  it('are each recorded or quarantined with a reason, and add up', async () => {
    const file = Buffer.from(['Date,Supplier,Amount', ...rows.map(([row]) => row)].join('\n'));
    const answer = await pool.client.send('pool', 'spending', file);
    const recorded = rows.filter(([, taken]) => taken).length;
    expect([answer.status, summed(answer)]).toEqual([
      200,
      {
        rowsIn: rows.length,
        recorded,
        quarantined: rows.length - recorded,
        total: `${recorded}.00`,
      },
    ]);
    const told = answer.body['quarantinedRows'] as unknown as { line: number; reason: string }[];
    expect(told.map(({ line }) => line)).toEqual(
      rows.flatMap(([, taken], place) => (taken ? [] : [place + 2])),
    );
    for (const { reason } of told) expect(reason).toMatch(/^.{5,2000}$/s);
    await expectSound(pool);
    const { body } = await pool.client.get('organisations');
    const names = (body['organisations'] as unknown as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['__proto__', "'; drop table posting; --"]));
  });

  it('of grants are too', async () => {
    const good = {
      ...{ id: '360G-good', title: 'T', currency: 'GBP', awardDate: '2026-04-01' },
      amountAwarded: 1,
      recipientOrganization: [{ id: 'GB-CHC-1159982', name: 'Shop' }],
    };
    const bad: unknown[] = [
      ...[null, 1, 'x', [], {}, { ...good, id: 'a\0' }, { ...good, title: '\ud800' }],
      { ...good, recipientOrganization: [{ id: 'x', name: 'n\0' }] },
      { ...good, deep: JSON.parse(nested(500)) as unknown },
      ...[
        { ...good, amountAwarded: 1e308 },
        { ...good, amountAwarded: '1e308' },
      ],
      ...[
        { ...good, awardDate: '2026-02-30' },
        { ...good, awardDate: {} },
      ],
      { ...good, currency: 'x'.repeat(5_000) },
    ];
    const text = JSON.stringify({ grants: [...bad, good] });
    const answer = await pool.client.send('pool', '360giving', Buffer.from(text));
    expect([answer.status, summed(answer)]).toEqual([
      200,
      { rowsIn: bad.length + 1, recorded: 1, quarantined: bad.length, total: '1.00' },
    ]);
    await expectSound(pool);
  });

  it('are the same from a workbook', async () => {
    const cells = [
      ['Date', 'Supplier', 'Amount'],
      ['2026-04-01', '&lt;b&gt;Bold&lt;/b&gt;', '2.00'],
      ['2026-04-01', '_x0000_NUL', '2.00'],
      ['2026-04-01', '=1+1', '2.00'],
      ['2026-04-31', 'Nobody', '2.00'],
    ];
    const book = archive(workbookParts(cells.map((row, at) => textRow(at + 1, row)).join('')));
    const answer = await pool.client.send('pool', 'spending', book, '&file=hostile.xlsx');
    expect([answer.status, answer.body]).toMatchObject([
      200,
      {
        ...{ rowsIn: 4, recorded: 2, quarantined: 2, total: '4.00' },
        quarantinedRows: [{ line: 3 }, { line: 5, column: 'Date' }],
      },
    ]);
    await expectSound(pool);
  });
});
