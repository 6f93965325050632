import { formatPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { startApp, type App } from '#test/support/app.js';
import { Client } from '#test/support/client.js';
import { monitored } from '#test/support/monitored.js';
import { Opened } from '#test/support/opened.js';
import {
  factsOfPage,
  isAmount,
  penceShown,
  rowsOfPage,
  type Shown,
  type ShownRow,
} from '#test/support/page-figures.js';
import { toldSoFar } from '#test/support/steps.js';
import { seeded } from '#test/support/seeded.js';

/** Every figure of the monitoring report, opened down to postings and events, and added up again. */
let app: App;
let client: Client;
let opened: Opened;
beforeAll(async () => {
  app = await startApp(() => new Date('2027-10-31T12:00:00Z'));
  const { store, runner } = app.runtime;
  await seeded(store, toldSoFar(...monitored).happened);
  await runner.progress.until((await store.head()).number, 20_000);
  client = new Client(app);
  opened = new Opened(client);
});
afterAll(() => app.stop());

/** Amounts that lead nowhere, by where they stand, each with the reason. */
const noWay: readonly (readonly [where: RegExp, reason: string])[] = [
  [/: Variance$/, 'a budget less a cost, which stand beside it'],
  [/^Burn against profile/, 'a picture of the figures of the months, each of which has a page'],
];
/** Feet of columns whose rows lead to events: these sums are of no postings. */
const footOfRows = /: (Original|Allocated later|Virements|Given up|Otherwise|Profile|Outturn)$/;
/** What stands in a table below, to which it leads. */
const inTable = (href: string): boolean => href.startsWith('#');

const eventIn = (href: string): string | undefined => /^\/events\/(\d+)/.exec(href)?.[1];
const dataOf = async (number: string): Promise<Record<string, unknown>> => {
  const { body } = await client.get(`events/${number}`);
  return (body as unknown as { event: { data: Record<string, unknown> } }).event.data;
};
const cell = (row: ShownRow | undefined, place: number): string => row?.cells[place]?.text ?? '';

/** What the page of a line says of a figure of the report that is no sum of postings. */
async function onPageOfLine(column: string, href: string): Promise<Pence> {
  const [path = ''] = href.split('#');
  const rows = rowsOfPage(await opened.page(path));
  const of = (caption: string): ShownRow[] =>
    rows.filter((row) => row.caption.startsWith(caption) && !row.isTotal);
  const part = /: (Original|Allocated later|Virements|Given up|Otherwise)$/.exec(column)?.[1];
  if (part !== undefined) {
    const counted = of('How its budget').filter((row) => cell(row, 2) === part);
    for (const row of counted.filter(() => part !== 'Otherwise')) {
      const data = JSON.stringify(await dataOf(cell(row, 0)));
      const amount = penceShown(cell(row, 3));
      expect(data).toContain(formatPence(amount < 0n ? -amount : amount));
    }
    return sumPence(counted.map((row) => penceShown(cell(row, 3))));
  }
  const months = of('Month by month');
  const spent = months.filter((row) => isAmount(cell(row, 3)));
  const profile = sumPence(spent.map((row) => penceShown(cell(row, 1))));
  const actual = sumPence(spent.map((row) => penceShown(cell(row, 3))));
  const rate = (actual * 12n * 2n + BigInt(spent.length)) / (2n * BigInt(spent.length));
  const said = of('What its budget holder said').map(
    (row) => [cell(row, 0), cell(row, 4)] as const,
  );
  const [[lastMonth, last] = ['', '£0.00']] = said;
  const before = said.find(([month]) => month !== lastMonth)?.[1] ?? '£0.00';
  switch (column.replace(/^.*: /, '')) {
    case 'Profile':
      return profile;
    case 'At the rate so far':
      return rate;
    case 'Outturn since the month before':
      return penceShown(last) - penceShown(before);
    default:
      throw new Error(`nothing is known of ${column}`);
  }
}

/** The report says after the first year what it came to, beside what had been said of it. */
async function offBy(row: ShownRow, shown: Shown): Promise<Pence> {
  const [path = ''] = (shown.href ?? '').split('#');
  const column = shown.column.includes('forecast') && shown.column.endsWith('The rate was off by');
  const said = column
    ? await onPageOfLine(': At the rate so far', path)
    : penceShown(
        cell(
          rowsOfPage(await opened.page(path)).find(({ caption }) =>
            caption.startsWith('What its budget holder said'),
          ),
          4,
        ),
      );
  return said - penceShown(cell(row, 3));
}

it.each([
  { month: '2026-09', postings: 20, lines: 20, before: 0 },
  { month: '2027-03', postings: 20, lines: 20, before: 0 },
  { month: '2027-09', postings: 5, lines: 5, before: 1 },
])('adds up every figure of the report for $month', async ({ month, postings, lines, before }) => {
  const page = await opened.page(`/funds/northmoor/monitoring?month=${month}`);
  const shown: (Shown & { readonly row?: ShownRow })[] = [
    ...factsOfPage(page),
    ...rowsOfPage(page).flatMap((row) => row.cells.map((one) => ({ ...one, row }))),
  ];
  const strange: string[] = [];
  const count = { postings: 0, lines: 0, events: 0, offBy: 0 };
  for (const one of shown.filter(({ text }) => isAmount(text))) {
    const { where, column, text, href = '', row } = one;
    const pence = penceShown(text);
    const event = eventIn(href);
    if (href.includes('/postings?')) {
      expect({ where, sum: await opened.sum(href) }).toEqual({ where, sum: pence });
      count.postings++;
    } else if (event !== undefined) {
      expect(parsePence(String((await dataOf(event))['outturn']))).toBe(pence);
      count.events++;
    } else if (column.endsWith('off by') && row !== undefined && href !== '') {
      expect({ where, by: await offBy(row, one) }).toEqual({ where, by: pence });
      count.offBy++;
    } else if (href.includes('/monitoring/line?')) {
      expect({ where, sum: await onPageOfLine(column, href) }).toEqual({ where, sum: pence });
      count.lines++;
    } else if (inTable(href)) expect(page).toContain(`id="${href.slice(1)}"`);
    else if (pence !== 0n && !(row?.isTotal === true && footOfRows.test(column)))
      if (!noWay.some(([place]) => place.test(column))) strange.push(`${where}: ${text}`);
  }
  expect(strange).toEqual([]);
  expect(count.postings).toBeGreaterThan(postings);
  expect(count.lines).toBeGreaterThan(lines);
  expect(count.offBy).toBeGreaterThanOrEqual(before);
});

it('adds up every figure of the page of a line', async () => {
  const report = await opened.page('/funds/northmoor/monitoring?month=2026-09');
  const line = /href="([^"]*\/monitoring\/line\?scheme=infrastructure[^"#]*council[^"#]*)/.exec(
    report,
  );
  const page = await opened.page((line?.[1] ?? '').replaceAll('&amp;', '&'));
  let count = 0;
  for (const { where, text, href } of [
    ...factsOfPage(page),
    ...rowsOfPage(page).flatMap(({ cells }) => cells),
  ])
    if (isAmount(text) && href?.includes('/postings?') === true) {
      expect({ where, sum: await opened.sum(href) }).toEqual({ where, sum: penceShown(text) });
      count++;
    }
  expect(count).toBeGreaterThan(3);
  expect(page).toMatch(/in the shape that its budget holder gave it by event/);
  expect(page).toContain('The licence costs more than was offered');
});

it('says that a forecast is not known where nobody has said, and that there is no such line', async () => {
  const page = await opened.page('/funds/northmoor/monitoring?month=2026-04');
  const outturn = factsOfPage(page).find(({ where }) => where === 'Forecast outturn');
  expect(outturn?.text).toBe('Not known');
  const none = await client.fetch(
    '/funds/northmoor/monitoring/line?scheme=none-such&source=council&nature=revenue&year=2026-27',
    { Accept: 'text/html' },
  );
  expect(none.status).toBe(404);
});
