import readXlsxFile from 'read-excel-file/node';
import { loadExample } from '#apps/service/example/load-example.js';
import { parsePence, sumPence } from '#libs/money/pence.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** Every table of every page as CSV and as a workbook, and the link to a view as it stands. */
let app: App;
let priya: Client;
let head: number;

const pages = [
  '/funds/northmoor',
  '/funds/northmoor?year=2026-27&effectiveOn=2026-09-30',
  '/funds/northmoor/postings?figure=Spent&add=account(cash:expenditure)',
  '/events/42',
  '/audit?fund=northmoor',
  '/audit/tests/round-sums?fund=northmoor',
  '/audit/sample?fund=northmoor&seed=audit-2026&size=5',
  '/audit/compare?fund=northmoor&from=100&to=160',
];

beforeAll(async () => {
  app = await startApp(() => new Date('2026-11-22T09:00:00Z'), null);
  priya = new Client(app, 'priya');
  await loadExample(app.runtime.store, '2026-11-22');
  ({ number: head } = await app.runtime.store.head());
  await app.runtime.runner.progress.until(head, 240_000);
});
afterAll(() => app.stop());

const shown = async (path: string): Promise<string> => (await priya.fetch(path)).text();
const linksIn = (html: string, within: RegExp): string[] =>
  [...html.matchAll(within)].flatMap(([part]) =>
    [...part.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&')),
  );
const filesOf = (html: string): string[] => linksIn(html, /<p class="cp-files">.*?<\/p>/g);
const standingOf = (html: string): string => linksIn(html, /<p class="cp-here">.*?<\/p>/g)[0] ?? '';
const withRows = (html: string): number =>
  [...html.matchAll(/<tbody[^>]*>\s*<tr[^>]*>\s*<th/g)].length;

describe.each(pages)('the page %s', (path) => {
  it('has each of its tables as a file of both kinds, of the moment that it shows', async () => {
    const html = await shown(path);
    const files = filesOf(html);
    expect(files.length).toBeGreaterThan(0);
    expect(files).toHaveLength(2 * withRows(html));
    expect(new Set(files).size).toBe(files.length);
    for (const href of files) {
      const answer = await priya.fetch(href);
      const name = answer.headers.get('Content-Disposition');
      expect([href, answer.status, name]).toEqual([
        href,
        200,
        expect.stringMatching(/^attachment; filename="[a-z0-9-]+-\d+(-to-[\d-]+)?\.(csv|xlsx)"$/),
      ]);
      expect(answer.headers.get('Purse-Number')).toBe(String(path.includes('to=160') ? 160 : head));
    }
  });

  it('shows the same through the link to it as it stands', async () => {
    const html = await shown(path);
    const same = await shown(standingOf(html));
    const tables = (of: string): string[] => of.match(/<table.*?<\/table>/gs) ?? [];
    const words = (of: string): string => of.replace(/href="[^"]*"/g, '');
    expect(tables(same).map(words)).toEqual(tables(html).map(words));
  });
});

it('adds up in the file to what the page says', async () => {
  const path = '/funds/northmoor/postings?figure=Spent&add=account(cash:expenditure)';
  const html = await shown(path);
  const [csv = '', xlsx = ''] = filesOf(html);
  const lines = (await shown(csv)).split('\r\n').filter((line) => line !== '');
  const amounts = lines.slice(1).map((line) => parsePence(line.split(',').at(-1) ?? ''));
  const total = amounts.pop() ?? 0n;
  expect(amounts.length).toBeGreaterThan(10);
  expect(sumPence(amounts)).toBe(total);
  const book = await readXlsxFile(Buffer.from(await (await priya.fetch(xlsx)).arrayBuffer()));
  expect(book[0]?.data).toEqual(expect.arrayContaining([['As known at log number', head]]));
  expect(book[1]?.data.at(-1)?.at(-1)).toBe(Number(total) / 100);
});

it('has no file of a table that the page has not, and of no page that somebody may not see', async () => {
  const missing = await priya.fetch('/funds/northmoor?table=colours&format=csv');
  expect([missing.status, await missing.text()]).toEqual([404, expect.stringContaining('colours')]);
  const odd = await priya.fetch('/funds/northmoor?table=schemes&format=doc');
  expect(odd.status).toBe(400);
  const grace = new Client(app, 'grace');
  const [href = ''] = filesOf(await shown('/funds/northmoor'));
  expect((await grace.fetch(href)).status).toBe(404);
});
