import type { RecordedEvent } from '#contracts/envelope.js';
import { inWords } from '#apps/service/web/words.js';
import { formatPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { startApp, type App } from '#test/support/app.js';
import { Client } from '#test/support/client.js';
import { imported } from '#test/support/imported.js';
import { firstMonths, northmoor } from '#test/support/northmoor.js';
import {
  factsOfPage,
  isAmount,
  penceShown,
  rowsOfPage,
  type Shown,
  type ShownRow,
} from '#test/support/page-figures.js';
import { toldSoFar } from '#test/support/steps.js';
import { seeded } from '../browser/seeded.js';

/** Every figure of a fund's page, opened to the postings that it is made of, and added up again. */
let app: App;
let client: Client;
const events: RecordedEvent[] = [];
beforeAll(async () => {
  app = await startApp(() => new Date('2026-10-31T12:00:00Z'));
  const { store, runner } = app.runtime;
  await seeded(store, [
    ...toldSoFar(...imported).happened,
    ...toldSoFar(...northmoor, ...firstMonths).happened,
  ]);
  await runner.progress.until((await store.head()).number, 20_000);
  for await (const batch of store.read(0)) events.push(...batch);
  client = new Client(app);
}, 60_000);
afterAll(() => app.stop());

const pageAt = async (path: string): Promise<string> => {
  const answer = await client.fetch(path, { Accept: 'text/html' });
  expect({ path, status: answer.status }).toEqual({ path, status: 200 });
  return answer.text();
};

/** Figures that are no sum of postings, by where they stand, each with the reason. */
const noSum: readonly (readonly [where: RegExp, reason: string])[] = [
  [/^Funded until$/, 'a day: the first of the ends of money, notice and agreement'],
  [/^Open tasks$/, 'a count of tasks, which are listed below'],
  [/^(Coverage as a whole|Lowest coverage)$/, 'a ratio of available and called on'],
  [/^Health year by year: .*: (Coverage|Lowest part)$/, 'a ratio of available and called on'],
  [/^Health by dimension: Why$/, 'sentences, in which figures of the page are told again'],
  [/: (Year|Month|Term|Length|Last day|Within|Due on|Since|To be used by)$/, 'a time'],
  [/: (Age|Oldest)$/, 'an age in days'],
  [/: (Event|Set by event)$/, 'the number of an event, and the way to it'],
  [/: Share/, 'a share of figures that are opened'],
  [/: Coverage of the year without it$/, 'a ratio, of what is left without a source'],
  [/: (From|To|Source|Scheme|Award|Provider|Ring-fence|What|Not known)$/, 'a name'],
];

/** What an instalment has open, as events say: what was agreed for the day less what came. */
function openOf(number: number, dayInWords: string): Pence {
  const set = events.find((event) => event.number === number);
  const { contribution, instalments } = set?.data as {
    contribution: string;
    instalments: { instalment: string; due: string; amount: string }[];
  };
  const agreed = instalments.find(({ due }) => inWords(due) === dayInWords);
  const came = events.flatMap(({ type, data }) => {
    const of = data as { contribution: string; instalment: string; amount: string };
    return type === 'InstalmentReceived' &&
      of.contribution === contribution &&
      of.instalment === agreed?.instalment
      ? [parsePence(of.amount)]
      : [];
  });
  return parsePence(agreed?.amount ?? '') - sumPence(came);
}

const lateRows = (rows: readonly ShownRow[]): { source: string; open: Pence }[] =>
  rows
    .filter(({ caption, isTotal }) => caption.startsWith('Instalments overdue') && !isTotal)
    .map(({ cells: [source, due, , event] }) => ({
      source: source?.text ?? '',
      open: openOf(Number(event?.text), due?.text ?? ''),
    }));

type FromParts = (row: ShownRow | undefined, rows: readonly ShownRow[]) => Pence;
const late: FromParts = (row, rows) =>
  sumPence(
    lateRows(rows)
      .filter(({ source }) => row === undefined || row.isTotal || source === row.cells[0]?.text)
      .map(({ open }) => open),
  );
/** Amounts without a way to postings, for a promise is none: what they are made of all the same. */
const byParts: readonly (readonly [where: RegExp, pence: FromParts])[] = [
  [/^Overdue$/, late],
  [/^Still to come from partners and funders: Overdue$/, late],
  [
    /^Instalments overdue on .*: Overdue$/,
    (row, rows) =>
      row?.isTotal === true
        ? late(row, rows)
        : openOf(Number(row?.cells[3]?.text), row?.cells[1]?.text ?? ''),
  ],
  [
    /^Still to come from partners and funders: Not yet due$/,
    (row, rows) => penceShown(row?.cells[1]?.text ?? '') - late(row, rows),
  ],
  [
    /^Open tasks and flags: Amount$/,
    (row) => {
      const event = events.find(({ number }) => number === Number(row?.cells[3]?.text));
      const { amount } = event?.data as { amount: string };
      return parsePence(amount);
    },
  ],
];

/** Adds up what a figure's link opens: each line, of an event that posted it. */
async function openedSum(href: string): Promise<Pence> {
  const page = await pageAt(href);
  // Every figure of these funds opens to one page; of a longer one only a part would be added up.
  expect({ href, goesOn: page.includes('The next postings') }).toEqual({ href, goesOn: false });
  const rows = rowsOfPage(page).filter(({ isTotal }) => !isTotal);
  const amounts = rows.map(({ cells }) => penceShown(cells.at(-1)?.text ?? ''));
  for (const [place, { cells }] of rows.entries()) {
    const posted = await postedBy(Number(cells[0]?.text));
    const amount = amounts[place] ?? 0n;
    expect({ href, posted: posted.includes(amount) || posted.includes(-amount) }).toEqual({
      ...{ href, posted: true },
    });
  }
  return sumPence(amounts);
}

const known = new Map<number, Promise<Pence[]>>();
function postedBy(number: number): Promise<Pence[]> {
  const there = known.get(number) ?? read(number);
  known.set(number, there);
  return there;
}
async function read(number: number): Promise<Pence[]> {
  const { body } = await client.get(`events/${number}`);
  const { postings } = body as unknown as { postings: { amount: string }[] };
  return postings.map(({ amount }) => parsePence(amount));
}

it.each([
  { path: '/funds/northmoor', sums: 150 },
  { path: '/funds/northmoor?year=2029-30', sums: 80 },
  { path: '/funds/imported?year=2011-12', sums: 15 },
])(
  'adds up every figure of $path',
  async ({ path, sums }) => {
    const page = await pageAt(path);
    const rows = rowsOfPage(page);
    const shown: (Shown & { readonly row?: ShownRow })[] = [
      ...factsOfPage(page),
      ...rows.flatMap((row) => row.cells.map((cell) => ({ ...cell, row }))),
    ];
    const strange: string[] = [];
    const opened = new Map<string, string>();
    for (const { where, column, text, href, row } of shown) {
      const parts = byParts.find(([place]) => place.test(column))?.[1];
      if (!isAmount(text)) {
        const isFigure = /\d/.test(text) && !(row && row.cells[0]?.text === text);
        if (isFigure && !noSum.some(([place]) => place.test(column)))
          strange.push(`${where}: ${text}`);
      } else if (parts) {
        expect({ where, sum: parts(row, rows) }).toEqual({ where, sum: penceShown(text) });
      } else if (href?.includes('/postings?')) {
        opened.set(`${where}: ${text}`, `${text} ${href}`);
      } else if (penceShown(text) !== 0n) strange.push(`${where}: ${text} leads nowhere`);
    }
    expect(strange).toEqual([]);
    expect(opened.size).toBeGreaterThan(sums);
    for (const [where, to] of opened) {
      const [text = '', href = ''] = to.split(/ (.*)/s);
      const sum = formatPence(await openedSum(href));
      expect({ where, sum }).toEqual({ where, sum: formatPence(penceShown(text)) });
    }
  },
  120_000,
);

it('draws the index of concentration from the amounts that are listed', async () => {
  const page = await pageAt('/funds/northmoor');
  const amounts = rowsOfPage(page)
    .filter(({ caption }) => caption === 'Awards by provider')
    .map(({ cells }) => Number(penceShown(cells[1]?.text ?? '')));
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  const index = amounts.reduce((sum, amount) => sum + (100 * (amount / total)) ** 2, 0);
  const [, shown = ''] = /<strong id="hhi">([\d,.]+)<\/strong>/.exec(page) ?? [];
  expect(amounts.length).toBeGreaterThan(1);
  expect(Number(shown.replaceAll(',', ''))).toBeCloseTo(index, 2);
});
