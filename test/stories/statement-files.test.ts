import readXlsxFile from 'read-excel-file/node';
import { loadExample } from '#apps/service/example/load-example.js';
import { recordReader } from '#libs/interchange/delimited-records.js';
import { parsePence, sumPence } from '#libs/money/pence.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { pdfPages } from '../support/pdf-text.js';

/** A statement as a document, a page, CSV, a workbook and on paper: the same figures in each. */
let app: App;
let priya: Client;
const year = '2026-27';
const at = 'asKnownAt=160';
const path = `/api/v1/funds/northmoor/statement?year=${year}&${at}`;

interface Document {
  readonly log: { readonly root: string };
  readonly sources: readonly Record<string, string>[];
  readonly total: Record<string, string>;
  readonly schemes: readonly Record<string, string>[];
}
let document: Document;

beforeAll(async () => {
  app = await startApp(() => new Date('2026-11-22T09:00:00Z'), null);
  priya = new Client(app, 'priya');
  await loadExample(app.runtime.store, '2026-11-22');
  const { number } = await app.runtime.store.head();
  await app.runtime.runner.progress.until(number, 240_000);
  document = (await (await priya.fetch(path)).json()) as Document;
});
afterAll(() => app.stop());

const figures = [
  'agreed',
  'broughtForward',
  'due',
  'spent',
  'carriedForward',
  'heldByHost',
] as const;
const labels: Readonly<Record<(typeof figures)[number], string>> = {
  agreed: 'Agreed for the year, confirmed',
  broughtForward: 'Brought forward',
  due: 'Due for the year',
  spent: 'Spent',
  carriedForward: 'Carried forward',
  heldByHost: 'Held by the host',
};
/** `-1200.00` as people read it. */
const inPounds = (amount: string): string =>
  amount
    .replace(/^(-?)/, (minus) => (minus === '' ? '£' : '\u2212£'))
    .replace(/\B(?=(\d{3})+(?=\.))/g, ',');

const file = async (format: string, accept?: string): Promise<Response> =>
  accept === undefined
    ? priya.fetch(`${path}&format=${format}`)
    : priya.fetch(path, { Accept: accept });

it('is a PDF with every figure of the document, its log number and root on each page', async () => {
  const answer = await file('pdf', 'application/pdf');
  expect(answer.headers.get('Content-Type')).toBe('application/pdf');
  expect(answer.headers.get('Content-Disposition')).toBe(
    'attachment; filename="memorandum-account-northmoor-2026-27-160.pdf"',
  );
  const bytes = Buffer.from(await answer.arrayBuffer());
  const text = bytes.toString('latin1');
  expect(text).toContain('/Lang (en-GB)');
  expect(text).toContain('/DisplayDocTitle true');
  const pages = pdfPages(bytes);
  expect(pages.length).toBeGreaterThan(1);
  for (const [place, page] of pages.entries()) {
    expect(page.replace(/\s/g, '')).toContain(`Lognumber160,root${document.log.root}`);
    expect(page.replace(/\s/g, '')).toContain(`Page${place + 1}of${pages.length}`);
  }
  const words = pages.join('');
  const compared = [...document.sources, document.total].flatMap((source) =>
    figures.map((figure) => source[figure] ?? 'missing'),
  );
  const schemes = document.schemes.flatMap(({ budget = '', spent = '', left = '' }) => [
    ...[budget, spent, left],
  ]);
  expect(compared.length).toBeGreaterThan(18);
  expect(schemes.length).toBeGreaterThan(6);
  for (const amount of [...compared, ...schemes]) expect(words).toContain(inPounds(amount));
  expect(document.sources.some(({ spent }) => spent !== '0.00')).toBe(true);
});

it('repeats the head of a table on every page that it goes over', async () => {
  const { pdf } = await import('#apps/service/statements/pdf.js');
  const rows = Array.from({ length: 120 }, (_, place) => [`Row ${place}`, BigInt(place)] as const);
  const part = { heading: 'Many', head: ['Name', 'Amount'], rows, empty: '' };
  const layout = { title: 'Long', of: 'A fund', notes: [], parts: [part] };
  const moment = { number: 1, recorded: null, effectiveOn: null };
  const log = { origin: 'purse.example', root: 'A'.repeat(44) };
  const about = { what: 'Long', fund: null, moment, log, madeAt: new Date(0) };
  const pages = pdfPages(await pdf(layout, about));
  expect(pages.length).toBeGreaterThan(2);
  for (const page of pages) expect(page).toMatch(/Name[\s\S]*Amount/);
});

it('is CSV with a row for each figure', async () => {
  const text = await (await file('csv', 'text/csv')).text();
  const reader = recordReader(',');
  const records = (text.match(/[^\n]*\n/g) ?? [])
    .flatMap((line) => reader.push(line))
    .map((record) => ('cells' in record ? record.cells : []))
    // A root may begin with "+": docs/formats/lists.md says what stands before it then.
    .map((cells) => cells.map((cell) => cell.replace(/^'(?=[=+\-@])/, '')));
  expect(records[0]).toEqual(['part', 'row', 'figure', 'value']);
  expect(records).toContainEqual(['About', 'As known at log number', '', '160']);
  expect(records).toContainEqual([
    'About',
    'Root of the log at that number',
    '',
    document.log.root,
  ]);
  for (const source of document.sources)
    for (const figure of figures)
      expect(
        records.filter(
          ([, row, column, value]) =>
            row === labels[figure] &&
            column === `${source['name'] ?? ''}, ${source['nature'] ?? ''}` &&
            value === source[figure],
        ),
      ).toHaveLength(1);
});

it('is a workbook with a sheet for each part', async () => {
  const sheets = await readXlsxFile(Buffer.from(await (await file('xlsx')).arrayBuffer()));
  expect(sheets[0]?.data).toContainEqual(['As known at log number', 160]);
  const cells = sheets.slice(1).flatMap(({ data }) => data.flat());
  for (const { spent = '' } of document.sources) expect(cells).toContain(Number(spent));
  expect(sheets.map(({ sheet }) => sheet)).toContain('Schemes');
});

it('is a page, with links to each', async () => {
  const html = await (await priya.fetch(`/funds/northmoor/statement?year=${year}&${at}`)).text();
  for (const source of [...document.sources, document.total])
    for (const figure of figures) expect(html).toContain(inPounds(source[figure] ?? 'missing'));
  expect(html).toContain(document.log.root);
  const [, address = ''] = /href="([^"]+format=pdf)"/.exec(html) ?? [];
  const answer = await priya.fetch(address.replaceAll('&amp;', '&'));
  expect(answer.headers.get('Content-Disposition')).toContain('northmoor-2026-27-160.pdf');
  expect(pdfPages(Buffer.from(await answer.arrayBuffer())).join('')).toMatch(/Carried\s+forward/);
});

it.each([
  ['year-end-settlement', 'sources', ['had', 'spent', 'left', 'carriedForward']],
  ['annual-return', 'expenditure', ['planned', 'spent', 'left']],
])('makes the %s of the same figures, in each form', async (kind, list, fields) => {
  const address = `${path}&kind=${kind}`;
  const answer = await priya.fetch(address);
  const text = await answer.text();
  expect(await (await priya.fetch(address)).text()).toBe(text);
  const made = JSON.parse(text) as Record<string, readonly Record<string, string>[]>;
  expect(made).toMatchObject({ kind, year, asKnownAt: 160, log: { root: document.log.root } });
  const rows = made[list] ?? [];
  const amounts = rows.flatMap((row) => fields.map((field) => row[field] ?? 'missing'));
  expect(amounts.length).toBeGreaterThan(6);

  const pdf = await priya.fetch(`${address}&format=pdf`);
  expect(pdf.headers.get('Content-Disposition')).toContain(`${kind}-northmoor-2026-27-160.pdf`);
  const words = pdfPages(Buffer.from(await pdf.arrayBuffer())).join('');
  const html = await (
    await priya.fetch(`/funds/northmoor/statement?year=${year}&${at}&kind=${kind}`)
  ).text();
  const csv = await (await priya.fetch(address, { Accept: 'text/csv' })).text();
  for (const amount of amounts) {
    expect(words).toContain(inPounds(amount));
    expect(html).toContain(inPounds(amount));
    expect(csv).toContain(`,${amount}\r\n`);
  }
  // What was spent is what the account of the year says.
  const spent = rows.map((row) => row['spent'] ?? '').map(parsePence);
  expect(sumPence(spent)).toBe(parsePence(document.total['spent'] ?? ''));
});

it('refuses other formats, and is nobody’s who may not see the fund', async () => {
  const odd = await priya.get(`funds/northmoor/statement?year=${year}&format=doc`);
  expect([odd.status, odd.body['detail']]).toEqual([
    400,
    expect.stringContaining('json, csv, xlsx, pdf'),
  ]);
  const grace = await new Client(app, 'grace').fetch(path, { Accept: 'application/pdf' });
  expect(grace.status).toBe(404);
});
