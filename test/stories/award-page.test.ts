import { formatPence } from '#libs/money/pence.js';
import { startApp, type App } from '#test/support/app.js';
import { Client } from '#test/support/client.js';
import { firstMonths, northmoor } from '#test/support/northmoor.js';
import {
  factsOfPage,
  isAmount,
  penceShown,
  rowsOfPage,
  type ShownRow,
} from '#test/support/page-figures.js';
import { toldSoFar } from '#test/support/steps.js';
import { seeded } from '#test/support/seeded.js';

/** One award within a fund, on the last day of October 2026 of the worked story. */
let app: App;
let client: Client;
let page: string;
const address = '/funds/northmoor/awards/harbour-lights';

const pageAt = async (path: string): Promise<string> => {
  const answer = await client.fetch(path, { Accept: 'text/html' });
  expect({ path, status: answer.status }).toEqual({ path, status: 200 });
  return answer.text();
};
const tableOf = (caption: string): ShownRow[] =>
  rowsOfPage(page).filter((row) => row.caption === caption);
/** Lists of events, each of which leads to its own: their totals are of what is listed. */
const listed = ['Claims and invoices', 'Payments'];
const texts = (caption: string): string[][] =>
  tableOf(caption).map(({ cells }) => cells.map(({ text }) => text));

beforeAll(async () => {
  app = await startApp(() => new Date('2026-10-31T12:00:00Z'));
  const { store, runner } = app.runtime;
  await seeded(store, toldSoFar(...northmoor, ...firstMonths).happened);
  await runner.progress.until((await store.head()).number, 20_000);
  client = new Client(app);
  page = await pageAt(address);
});
afterAll(() => app.stop());

it('says what is committed, spent and outstanding, in all and year by year', () => {
  expect(factsOfPage(page).map(({ where, text }) => [where, text])).toEqual(
    expect.arrayContaining([
      ['Committed', '£2,880,000.00'],
      ['Spent', '£320,000.00'],
      ['Outstanding', '£2,560,000.00'],
      ['Owed', '£80,000.00'],
    ]),
  );
  expect(texts('Committed, spent and outstanding')).toEqual([
    ['2026\u201127', '£720,000.00', '£320,000.00', '£400,000.00'],
    ['2027\u201128', '£960,000.00', '£0.00', '£960,000.00'],
    ['2028\u201129', '£960,000.00', '£0.00', '£960,000.00'],
    ['2029\u201130', '£240,000.00', '£0.00', '£240,000.00'],
    ['All years', '£2,880,000.00', '£320,000.00', '£2,560,000.00'],
  ]);
});

it('says whose money it is, how certain, year by year', () => {
  const none = '\u2013';
  const council = ['£458,181.82', '£610,909.09', '£960,000.00', none, '£2,029,090.91'];
  const icb = ['£261,818.18', '£349,090.91', none, none, '£610,909.09'];
  expect(texts('Promised by year, certainty, source and scheme')).toEqual([
    ['Confirmed', 'Northmoor Council', 'Navigators', ...council],
    ['Confirmed', 'Moorland ICB', 'Navigators', ...icb],
    [
      'Indicative',
      'Northmoor Council',
      'Navigators',
      none,
      none,
      none,
      '£240,000.00',
      '£240,000.00',
    ],
    [
      ...['Total', '', '', '£720,000.00', '£960,000.00', '£960,000.00', '£240,000.00'],
      '£2,880,000.00',
    ],
  ]);
});

it('says what was agreed and decided, on whose authority', () => {
  expect(page).toMatch(/Worth in all its funds[\s\S]*?£2,880,000\.00/);
  expect(page).toMatch(/Options not exercised[\s\S]*?£1,920,000\.00/);
  expect(page).toContain('/do/contracts/harbour-lights/exercise-option?fund=northmoor');
  expect(texts('Options').map((row) => row.slice(0, 4))).toEqual([
    ['1', '12 months', '30 June 2029', 'Open'],
    ['2', '12 months', '30 June 2030', 'Open'],
  ]);
  expect(texts('What was decided, newest first').map((row) => row.slice(0, 4))).toEqual([
    ['1 April 2026', 'Commitment confirmed', '£2,880,000.00', '\u2212£2,880,000.00'],
    ['1 April 2026', 'Commitment reserved', '\u2013', '£2,880,000.00'],
    ['1 April 2026', 'Contract awarded', '\u2013', '\u2013'],
  ]);
});

it('leads from every amount to what it is made of', async () => {
  const rows = rowsOfPage(page);
  const isSumOfShown = ({ isTotal, caption }: ShownRow): boolean =>
    isTotal && listed.some((list) => caption.startsWith(list));
  const shown = [
    ...factsOfPage(page),
    ...rows.filter((row) => !isSumOfShown(row)).flatMap(({ cells }) => cells),
  ];
  const amounts = shown.filter(({ text }) => isAmount(text) && penceShown(text) !== 0n);
  expect(amounts.length).toBeGreaterThan(60);
  expect(amounts.filter(({ href }) => href === undefined)).toEqual([]);
  const opened = new Map(
    amounts.flatMap(({ text, href = '' }) => (href.includes('/postings?') ? [[href, text]] : [])),
  );
  expect(opened.size).toBeGreaterThan(40);
  for (const [href, text] of opened) {
    const lines = rowsOfPage(await pageAt(href)).filter(({ isTotal }) => !isTotal);
    const sum = lines.reduce((all, { cells }) => all + penceShown(cells.at(-1)?.text ?? ''), 0n);
    expect({ href, sum: formatPence(sum) }).toEqual({ href, sum: formatPence(penceShown(text)) });
  }
});

it.each(listed)('adds up the %s as they are listed', (list) => {
  const rows = rowsOfPage(page).filter(({ caption }) => caption.startsWith(list));
  const whole = rows.find(({ isTotal }) => isTotal);
  const sums = whole?.cells.flatMap(({ text }, place) =>
    isAmount(text)
      ? [
          rows.reduce(
            (sum, row) => sum + (row.isTotal ? 0n : penceShown(row.cells[place]?.text ?? '')),
            0n,
          ),
        ]
      : [],
  );
  expect(sums?.length).toBeGreaterThan(0);
  expect(
    whole?.cells
      .map(({ text }) => text)
      .filter(isAmount)
      .map(penceShown),
  ).toEqual(sums);
});

it('is led to from where the fund names it', async () => {
  for (const path of ['/funds/northmoor', '/funds/northmoor/calendar/2026-11']) {
    const named = rowsOfPage(await pageAt(path)).flatMap(({ cells }) =>
      cells.filter(({ href }) => href?.startsWith(`${address}?`)),
    );
    expect({ path, named: named.length > 0 }).toEqual({ path, named: true });
  }
});

it('offers what the asker may do with it, and nothing that has no place', () => {
  expect(page).toContain('href="/do/contracts/harbour-lights/vary-contract?fund=northmoor"');
  expect(page).toContain('/do/funds/northmoor/verify-expenditure?award=harbour-lights');
  expect(page).not.toContain('give-break-notice');
  expect(page).not.toContain('accept-grant');
});

it('offers an auditor nothing to do', async () => {
  const answer = await new Client(app, 'priya').fetch(address, { Accept: 'text/html' });
  expect(answer.status).toBe(200);
  expect(await answer.text()).not.toContain('What can be done next');
});

it('says that the fund has no such award', async () => {
  const answer = await client.fetch('/funds/northmoor/awards/unheard-of', { Accept: 'text/html' });
  expect(answer.status).toBe(404);
});
