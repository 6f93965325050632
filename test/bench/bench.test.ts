import { tmpdir } from 'node:os';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { verifyFile } from '#apps/purse/verify-file.js';
import { asDomainEvent, checkedData } from '#contracts/events/all.js';
import { postings } from '#libs/ledger/postings.js';
import { sumPence } from '#libs/money/pence.js';
import { routesOfService } from '#test/support/routes.js';
import { startEventStore } from '../support/eventstore.js';
import { appends } from './append.js';
import { bench, withHistory } from './bench.js';
import { eventStoreLogs } from './eventstore.js';
import { history } from './history.js';
import { hotFund } from './hot-fund.js';
import { imports } from './imports.js';
import { journals } from './journals.js';
import { inTurn, median, percentile } from './measure.js';
import { pages } from './pages.js';
import { isPage, pagesOfPlace } from './pages-of-place.js';
import { openPlace, type Place } from './place.js';
import { documentOf, tableOf, withRows } from './report.js';
import { atLeast, atMost, quick, rounded, type Row } from './row.js';
import { writePack } from './verify-pack.js';

// No time is asserted here: only that what is measured runs, and that the table says what it means.

describe('the history that is measured', () => {
  const events = [...history(3_000)];

  it('has as many events as were asked for, numbered from 1', () => {
    expect(events.map(({ number }) => number)).toEqual(
      Array.from({ length: 3_000 }, (_, place) => place + 1),
    );
  });

  it('is of real events: each keeps its schema, and its postings balance', () => {
    for (const event of events) {
      expect(checkedData(event.type, event.data)).toEqual(event.data);
      expect(sumPence(postings(asDomainEvent(event)).map(({ pence }) => pence))).toBe(0n);
    }
    expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThan(12);
  });

  it('is the same each time', () => {
    expect([...history(500)]).toEqual([...history(500)]);
  });
});

describe('the measures', () => {
  it('take the middle, and the value that so many do not exceed', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    const hundred = Array.from({ length: 100 }, (_, place) => 100 - place);
    expect([percentile(hundred, 0.5), percentile(hundred, 0.99)]).toEqual([50, 99]);
  });

  it('take turns, and do not count the first', async () => {
    const order: string[] = [];
    const contender = (name: string, values: number[]) => (): Promise<number> => {
      order.push(name);
      return Promise.resolve(values.shift() ?? 0);
    };
    const measured = await inTurn(3, {
      a: contender('a', [99, 1, 2, 3]),
      b: contender('b', [99, 6, 4, 5]),
    });
    expect(measured).toEqual({ a: 2, b: 5 });
    expect(order.join('')).toBe('abababab');
  });
});

describe('the table', () => {
  it('says whether a target is met, by the ratio', () => {
    expect(atLeast('append', 400, 100, 'Emmett', 4, '/s')).toMatchObject({
      ours: '400 /s',
      peer: 'Emmett: 100 /s',
      ratio: '4.00 ×',
      target: '≥ 4 ×',
      met: true,
    });
    expect(atLeast('append', 399, 100, 'Emmett', 4, '/s').met).toBe(false);
    expect(atMost('rebuild', 6.1, 1, 'COPY', 6, 's').met).toBe(false);
    expect(atMost('rebuild', 6, 1, 'COPY', 6, 's').met).toBe(true);
  });

  it('rounds to what counts', () => {
    expect([12_512.6, 300, 3.14159, 0.05121].map(rounded)).toEqual([
      '12,513',
      '300',
      '3.14',
      '0.0512',
    ]);
  });

  it('is Markdown', () => {
    const row: Row = {
      ...{ work: 'append', ours: '2 /s', peer: '', ratio: '', target: '' },
      met: undefined,
    };
    expect(tableOf([row]).split('\n')).toEqual([
      '| work   | ours | peer | ratio | target | met |',
      '| ------ | ---- | ---- | ----- | ------ | --- |',
      '| append | 2 /s |      |       |        |     |',
    ]);
    const report = { machine: ['Processor: one'], bytesPerEvent: 600, rows: [row] };
    expect(documentOf(report, quick)).toContain('- Processor: one\n');
  });

  it('takes the rows of a run of their own into a document that stands', () => {
    const row = (work: string, ours: string): Row => ({
      ...{ work, ours, peer: 'them: 1 /s', ratio: '', target: '≥ 1 ×', met: true },
    });
    const report = {
      machine: ['one'],
      bytesPerEvent: 600,
      rows: [row('append', '2 /s'), row('read', '3 /s')],
    };
    const document = documentOf(report, quick);
    const later = withRows(document, [row('read', '30 /s'), row('balance', '4 ms')]);
    expect(later).toBe(
      documentOf(
        { ...report, rows: [row('append', '2 /s'), row('read', '30 /s'), row('balance', '4 ms')] },
        quick,
      ),
    );
    expect(withRows(document, [])).toBe(document);
  });
});

it('writes a pack of one fund whose statement is verified', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'purse-bench-pack-'));
  const path = join(folder, 'pack');
  await writePack(path, 3_000);
  expect(await verifyFile(path, {}, () => undefined)).toMatchObject({
    events: 3_000,
    leftOut: 0,
    statement: { statement: 'account', year: '2026-27' },
  });
  rmSync(folder, { recursive: true });
});

it('knows every page of the service', () => {
  expect(Object.keys(pagesOfPlace).sort()).toEqual(routesOfService().filter(isPage));
});

describe('a short run', () => {
  const data = mkdtempSync(join(tmpdir(), 'purse-bench-'));
  let place: Place;
  beforeAll(async () => {
    chmodSync(data, 0o755);
    place = await openPlace(data);
  });
  afterAll(async () => {
    await place.close();
    rmSync(data, { recursive: true });
  });

  it('measures appends beside both peers', async () => {
    const rows = await appends(place, quick);
    expect(rows.map(({ work }) => work)).toContain('append, 256 callers');
    expect(rows.every(({ ratio }) => /^\d+\.\d\d ×$/.test(ratio))).toBe(true);
  });

  it('measures the log in EventStoreDB beside the log in PostgreSQL', async () => {
    const server = await startEventStore();
    const { url } = server;
    const rows = await eventStoreLogs(place, quick, () =>
      Promise.resolve({ url, name: 'EventStoreDB', stop: () => void server.stop() }),
    );
    expect(rows.map(({ work }) => work)).toEqual([
      ...[1, 8, 64, 256].map((callers): unknown => expect.stringContaining(`, ${callers} caller`)),
      expect.stringMatching(/^read [\d,]+ events of EventStoreDB/),
    ]);
    expect(rows.every(({ ratio }) => /^\d+\.\d\d ×$/.test(ratio))).toBe(true);
  });

  it('measures a balance alone, of a history of another size', async () => {
    const { rows } = await bench(place, quick, () => undefined, ['balances']);
    expect(rows.map(({ work }) => work)).toEqual([
      'balance as known then, of 5,000 events',
      'balance as history grows ten-fold, to 5,000',
      'balance of 5,000, its rows where filling left them',
    ]);
  });

  it('measures every balance beside hledger and ledger, or says which is missing', async () => {
    const { url } = await withHistory(place, 2_000);
    const rows = await journals(place, quick, url);
    expect(rows).toHaveLength(4);
    for (const { work, peer, ratio } of rows) {
      const [, tool = ''] = /, beside (h?ledger)$/.exec(work) ?? [];
      expect([`${tool} is not on this machine`, tool]).toContain(peer.split(' reading')[0]);
      expect(ratio).toMatch(/^(\d+\.\d\d ×)?$/);
    }
    const path = process.env['PATH'];
    process.env['PATH'] = '';
    const missing = await journals(place, quick, url).finally(() => (process.env['PATH'] = path));
    expect(missing.map(({ peer }) => peer)).toEqual([
      ...['hledger is not on this machine', 'hledger is not on this machine'],
      ...['ledger is not on this machine', 'ledger is not on this machine'],
    ]);
  });

  it('measures pages of the whole example place', async () => {
    const rows = await pages(place, quick, 'dist/test/bench/pages-server.js');
    expect(rows.map(({ work }) => work)).toContain('page /funds/better-care for amina');
    for (const { ours, ratio } of rows) {
      expect(ours).toMatch(/^p50 \d+ ms, p99 \d+ ms, first \d+ ms$/);
      expect(ratio).toMatch(/^[1-9]\d* kB, [1-9]\d* kB as gzip$/);
    }
  });

  it('measures one hot fund', async () => {
    expect(await hotFund(place, quick)).toHaveLength(1);
  });

  it('measures imports, each row recorded once, where the public data is there', async () => {
    const [first] = await imports(place, quick);
    expect(first?.work ?? '').toMatch(/^$|^import of 1,\d\d\d published payments in 2 files$/);
  });
});
