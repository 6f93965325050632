import readXlsxFile from 'read-excel-file/node';
import { reads } from '#apps/service/api/reads.js';
import { loadExample } from '#apps/service/example/load-example.js';
import { recordReader } from '#libs/interchange/delimited-records.js';
import { parsePence, sumPence } from '#libs/money/pence.js';
import { startApp, type App } from '../support/app.js';
import { Client, type Answer } from '../support/client.js';
import { signedInAs } from '../support/tokens.js';

/** Every list of the API: filtered, sorted, page by page, and whole as a file. */
let app: App;
let priya: Client;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

beforeAll(async () => {
  app = await startApp(() => new Date('2026-11-22T09:00:00Z'), null);
  priya = new Client(app, 'priya');
  await loadExample(app.runtime.store, '2026-11-22');
  const head = await app.runtime.store.head();
  await app.runtime.runner.progress.until(head.number, 240_000);
  const amina = new Client(app);
  await amina.done('funds/northmoor/set-publication-policy', { effective: '2026-04-01' });
  const outcome = { unit: 'days', better: 'lower', cohort: 'Older people', area: 'E06000099' };
  for (const [id, measure, from] of [
    ['a', 'Visits', '2026-04-01'],
    ['b', 'bed days', '2027-04-01'],
    ['c', 'Bed days', '2026-04-01'],
  ])
    await amina.done(`outcomes/${id ?? ''}/define-outcome`, {
      ...{ ...outcome, measure, from, to: '2028-03-31' },
    });
  await amina.done('funds/northmoor/publish', { publication: 'first', until: '2026-11-21' });
});
afterAll(() => app.stop());

type Row = Readonly<Record<string, string | number>>;
const rowsOf = ({ body }: Answer, list: string): Row[] => body[list] as unknown as Row[];

/** A CSV file as a reader of such files has it. */
const records = (text: string): (readonly string[])[] => {
  const reader = recordReader(',');
  const lines = text.match(/[^\n]*\n/g) ?? [];
  return [...lines.flatMap((line) => reader.push(line)), ...reader.end()].map((record) =>
    'cells' in record ? record.cells : [],
  );
};
const columnOf = ([head = [], ...rows]: (readonly string[])[], name: string): string[] =>
  rows.map((row) => row[head.indexOf(name)] ?? '');

const fund = 'funds/northmoor?list=instalments';

it('answers CSV and a workbook by Accept, with the number in the name of the file', async () => {
  const path = '/api/v1/funds/northmoor?list=instalments&asKnownAt=160';
  const json = rowsOf(await priya.get(`${fund}&asKnownAt=160`), 'instalments');
  expect(json.length).toBeGreaterThan(5);

  const answer = await priya.fetch(path, { Accept: 'text/csv' });
  expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present');
  expect(answer.headers.get('Content-Disposition')).toBe(
    'attachment; filename="instalments-northmoor-160.csv"',
  );
  expect(answer.headers.get('Purse-Number')).toBe('160');
  const table = records(await answer.text());
  expect(columnOf(table, 'id')).toEqual(json.map(({ id }) => id));
  expect(columnOf(table, 'amount')).toEqual(json.map(({ amount }) => amount));
  const signedIn = await signedInAs('priya', app.url);
  const headOnly = await fetch(app.url + path, {
    ...{ method: 'HEAD', headers: { ...signedIn, Accept: 'text/csv' } },
  });
  for (const name of ['Content-Type', 'Content-Disposition', 'Purse-Number'])
    expect(headOnly.headers.get(name)).toBe(answer.headers.get(name));

  const book = await priya.fetch(path, { Accept: xlsx });
  expect(book.headers.get('Content-Type')).toBe(xlsx);
  expect(book.headers.get('Content-Disposition')).toContain('instalments-northmoor-160.xlsx');
  const [about, list] = await readXlsxFile(Buffer.from(await book.arrayBuffer()));
  const root = Buffer.from(await app.runtime.transparency.rootAt(160)).toString('base64');
  expect(about?.data).toEqual(
    expect.arrayContaining([
      ['Fund', 'northmoor'],
      ['As known at log number', 160],
      ['Root of the log at that number', root],
      ['Made at', '2026-11-22T09:00:00.000Z'],
    ]),
  );
  const [head = [], ...rows] = list?.data ?? [];
  const amounts = rows.map((row) => row[head.indexOf('amount')]);
  expect(amounts).toEqual(json.map(({ amount }) => Number(amount)));
  expect(rows[0]?.[head.indexOf('due')]).toBeInstanceOf(Date);
});

it('is marked as UTF-8 where a link asks for it, and answers JSON to whoever takes anything', async () => {
  const link = await priya.fetch('/api/v1/funds?format=csv');
  expect(
    Buffer.from(await link.arrayBuffer())
      .subarray(0, 3)
      .toString('hex'),
  ).toBe('efbbbf');
  const browser = await priya.fetch('/api/v1/funds', { Accept: 'text/html,*/*;q=0.8' });
  expect(browser.headers.get('Content-Type')).toContain('application/json');
  expect(browser.headers.get('Vary')).toContain('Accept');
});

it('writes all postings and events, not one page of them', async () => {
  const { body } = await priya.get('funds/northmoor/postings?limit=1&asKnownAt=165');
  const [count, total] = [Number(body['count']), String(body['total'])];
  expect(count).toBeGreaterThan(100);
  const file = await priya.fetch('/api/v1/funds/northmoor/postings?format=csv&asKnownAt=165');
  const table = records((await file.text()).slice(1));
  expect(table).toHaveLength(count + 1);
  expect(sumPence(columnOf(table, 'amount').map(parsePence))).toBe(parsePence(total));

  const events = await priya.fetch('/api/v1/events?asKnownAt=165', { Accept: 'text/csv' });
  const numbers = columnOf(records(await events.text()), 'number').map(Number);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  expect(numbers.length).toBeGreaterThan(100);
  expect(numbers.at(-1)).toBe(165);
});

it('sorts by several fields, each way, and goes through the pages in that order', async () => {
  const whole = rowsOf(await priya.get(`${fund}&sort=-amount,id`), 'instalments');
  const amounts = whole.map(({ amount }) => parsePence(String(amount)));
  expect(amounts).toEqual([...amounts].sort((a, b) => (a > b ? -1 : a < b ? 1 : 0)));

  const paged: Row[] = [];
  for (let next: string | null = ''; next !== null;) {
    const page = await priya.get(`${fund}&sort=-amount,id&limit=3${next && `&cursor=${next}`}`);
    paged.push(...rowsOf(page, 'instalments'));
    ({ next } = page.body as unknown as { next: string | null });
  }
  expect(paged).toEqual(whole);
});

it('keeps a cursor to its own order', async () => {
  const { body } = await priya.get(`${fund}&sort=-amount&limit=2`);
  const other = await priya.get(`${fund}&sort=amount&limit=2&cursor=${String(body['next'])}`);
  expect([other.status, other.body['detail']]).toEqual([
    400,
    expect.stringContaining('the cursor belongs to sort=-amount'),
  ]);
  for (const cursor of ['rubbish', Buffer.from('{"sort":null}').toString('base64url')])
    expect((await priya.get(`${fund}&limit=2&cursor=${cursor}`)).status).toBe(400);
});

it('answers the rest of a list behind a cursor, where no number of rows is asked for', async () => {
  const whole = rowsOf(await priya.get('awards?sort=id'), 'awards');
  const first = await priya.get('awards?limit=1');
  const rest = await priya.get(`awards?cursor=${String(first.body['next'])}`);
  expect(rowsOf(rest, 'awards')).toEqual(whole.slice(1));
  expect((await priya.get('awards?cursor=rubbish')).status).toBe(400);
});

it.each([
  ['organisations', ({ name }: Row) => [String(name)]],
  ['outcomes', ({ measure, from }: Row) => [String(measure), String(from)]],
] as const)('has %s by name, whole, page by page and as a file', async (list, namesOf) => {
  const { compare } = new Intl.Collator('en-GB', { numeric: true });
  const whole = rowsOf(await priya.get(list), list);
  expect(whole.length).toBeGreaterThan(1);
  const inOrder = whole
    .map(namesOf)
    .sort((a, b) => a.reduce((order, name, place) => order || compare(name, b[place] ?? ''), 0));
  expect(whole.map(namesOf)).toEqual(inOrder);

  const paged: Row[] = [];
  for (let next: string | null = ''; next !== null;) {
    const page = await priya.get(`${list}?limit=2${next && `&cursor=${next}`}`);
    paged.push(...rowsOf(page, list));
    ({ next } = page.body as unknown as { next: string | null });
  }
  expect(paged).toEqual(whole);
  const file = await priya.fetch(`/api/v1/${list}`, { Accept: 'text/csv' });
  expect(columnOf(records(await file.text()), 'id')).toEqual(whole.map(({ id }) => id));
  const first = await priya.get(`${list}?limit=1`);
  const other = await priya.get(`${list}?sort=id&cursor=${String(first.body['next'])}`);
  expect(other.status).toBe(400);
});

it('keeps rows with a value in a field, and refuses a field that is not there', async () => {
  const all = rowsOf(await priya.get(fund), 'instalments');
  const [{ contribution = '' } = {}] = all;
  const some = rowsOf(await priya.get(`${fund}&contribution=${contribution}`), 'instalments');
  expect(some.length).toBeGreaterThan(0);
  expect(some).toEqual(all.filter((row) => row['contribution'] === contribution));

  for (const part of ['sort=colour', 'colour=red']) {
    const { status, body } = await priya.get(`${fund}&${part}`);
    expect([part, status, body['type'], body['fields']]).toEqual([
      part,
      400,
      'urn:common-purse:problem:no-such-field',
      expect.arrayContaining(['id', 'amount', 'due']),
    ]);
  }
});

it.each([
  ['format=pdf', 'format is one of json, csv, xlsx'],
  ['list=colours', 'list is one of sources, ringFences'],
  ['format=csv&list=sources&limit=5', 'a file holds the whole list'],
  ['format=csv', 'list is one of'],
])('refuses %s', async (part, why) => {
  const { status, body } = await priya.get(`funds/northmoor?${part}`);
  expect([status, body['detail']]).toEqual([400, expect.stringContaining(why)]);
});

it('has what is published, and what changed for a provider, in the order of the log only', async () => {
  for (const path of [
    ...['published/northmoor/lines', 'published/ecosystem/lines'],
    'providers/GB-COH-19990001/changes',
  ]) {
    const { status, body } = await priya.get(`${path}?sort=-amount`);
    expect([path, status, body['detail']]).toEqual([
      path,
      400,
      expect.stringContaining('order of the log'),
    ]);
  }
});

const told: Readonly<Record<string, string>> = {
  'areas/spending': 'areas=E06000099',
  'funds/{fund}/sample': 'seed=1&size=5',
  'funds/{fund}/compare': 'from=100&to=160',
};
const named: Readonly<Record<string, string>> = {
  'funds/{fund}': 'sources',
  'funds/{fund}/health': 'coverage',
  'providers/{provider}/allocations': 'payments',
  ecosystem: 'completeness',
  'published/ecosystem': 'funds',
};
/** The example place has none of these. */
const absent = [
  ...['areas/spending', 'reconciliations/{reconciliation}'],
  ...['funds/{fund}/imports/{import}/rows', 'published-contracts/{contract}'],
];

const lists = reads.filter(({ path, list }) => list !== undefined && !absent.includes(path));

it.each(lists.map(({ path }) => path))('writes %s as a file of both kinds', async (path) => {
  const filled = path
    .replace(/\{fund\}|\{agreement\}/, 'northmoor')
    .replace('{provider}', 'GB-COH-19990001')
    .replace('{test}', 'round-sums');
  const parts = [told[path], named[path] && `list=${named[path]}`, 'format='];
  for (const format of ['csv', 'xlsx']) {
    const address = `/api/v1/${filled}?${parts.filter(Boolean).join('&')}${format}`;
    const answer = await priya.fetch(address);
    expect([address, answer.status, answer.headers.get('Content-Disposition')]).toEqual([
      address,
      200,
      expect.stringMatching(new RegExp(`-\\d+\\.${format}"$`)),
    ]);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.length).toBeGreaterThan(0);
    if (format === 'xlsx') expect(bytes.subarray(0, 2).toString()).toBe('PK');
  }
});

describe.each([
  { list: 'events', path: 'events?' },
  { list: 'postings', path: 'funds/northmoor/postings?scheme=navigators,voices&' },
])('$list, which may be as many as the log has', ({ list, path }) => {
  const asked = async (query: string): Promise<Answer> => {
    const answer = await priya.get(`${path}${query}`);
    expect([query, answer.status]).toEqual([query, 200]);
    return answer;
  };
  const keyOf = (row: Row): string => `${row['number']}/${row['line'] ?? ''}`;

  it.each(['number', '-number', 'effective', '-effective', 'amount', '-amount'])(
    'are sorted by %s, page by page and as a file',
    async (sort) => {
      const whole = rowsOf(await asked('limit=1000'), list);
      expect(whole.length).toBeGreaterThan(20);
      const field = sort.replace('-', '');
      const sign = sort.startsWith('-') ? -1 : 1;
      const valueOf = (row: Row): bigint | null => {
        const value = row[field] ?? null;
        if (value === null) return null;
        if (field === 'amount') return parsePence(String(value));
        return BigInt(String(value).replaceAll('-', ''));
      };
      const sorted = [...whole].sort((a, b) => {
        const [one, other] = [valueOf(a), valueOf(b)];
        if (one === other) return 0;
        if (one === null || other === null) return one === null ? 1 : -1;
        return (one < other ? -1 : 1) * sign;
      });
      const found: Row[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = await asked(`sort=${sort}&limit=40${cursor && `&cursor=${cursor}`}`);
        found.push(...rowsOf(page, list));
        cursor = (page.body as Record<string, string | null>)['next'] ?? null;
      }
      expect(found.map(keyOf)).toEqual(sorted.map(keyOf));
      const file = await priya.fetch(`/api/v1/${path}sort=${sort}&format=csv`);
      expect(columnOf(records(await file.text()), 'number')).toEqual(
        sorted.map(({ number }) => String(number)),
      );
    },
  );

  it('refuse a field that they are not sorted by, and a cursor of another order', async () => {
    const refusal = async (query: string): Promise<unknown> => {
      const { status, body } = await priya.get(`${path}${query}`);
      return [status, body['detail']];
    };
    expect(await refusal('sort=actor')).toEqual([
      400,
      expect.stringContaining('sort by one of number, effective, amount'),
    ]);
    const { next } = (await asked('sort=-amount&limit=1')).body;
    for (const query of [`cursor=${String(next)}`, `sort=effective&cursor=${String(next)}`])
      expect(await refusal(query)).toEqual([400, expect.stringContaining('in this order')]);
  });
});

it('shows a provider its own lines as a file, and nothing of others', async () => {
  const grace = new Client(app, 'grace');
  const shown = async (who: Client): Promise<string[]> => {
    const answer = await who.fetch('/api/v1/awards', { Accept: 'text/csv' });
    return columnOf(records(await answer.text()), 'provider');
  };
  const own = await shown(grace);
  expect(own.length).toBeGreaterThan(0);
  expect(new Set(own).size).toBe(1);
  expect(new Set(await shown(priya)).size).toBeGreaterThan(1);
  const events = await grace.fetch('/api/v1/events', { Accept: 'text/csv' });
  expect([events.status, events.headers.get('Content-Type')]).toEqual([
    403,
    expect.stringContaining('application/problem+json'),
  ]);
});
