import type { RecordedEvent } from '#contracts/envelope.js';
import { inWords } from '#apps/service/web/words.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import { formatPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { App } from '#test/support/app.js';
import { startWithBothFunds } from '#test/support/both-funds.js';
import { Client } from '#test/support/client.js';
import { Opened } from '#test/support/opened.js';
import {
  factsOfPage,
  isAmount,
  penceShown,
  rowsOfPage,
  type Shown,
  type ShownRow,
} from '#test/support/page-figures.js';

/** Every figure of a fund's page, opened to the postings that it is made of, and added up again. */
let app: App;
let client: Client;
let opened: Opened;
const events: RecordedEvent[] = [];
beforeAll(async () => {
  app = await startWithBothFunds();
  for await (const batch of app.runtime.store.read(0)) events.push(...batch);
  client = new Client(app);
  opened = new Opened(client);
});
afterAll(() => app.stop());

const pageAt = (path: string): Promise<string> => opened.page(path);
const openedSum = (href: string): Promise<Pence> => opened.sum(href);

/** Figures that are no sum of postings, by where they stand, each with the reason. */
const noSum: readonly (readonly [where: RegExp, reason: string])[] = [
  [/^Funded until$/, 'a day: the first of the ends of money, notice and agreement'],
  [/^Open tasks$/, 'a count of tasks, which are listed below'],
  [/^Proposals waiting$/, 'amounts that somebody asks for, each leading to its proposal'],
  [/^Largest single move$/, 'limits of a scheme of delegation, by office'],
  [/^(Coverage as a whole|Lowest coverage)$/, 'a ratio of available and called on'],
  [/^Health year by year: .*: (Coverage|Lowest part)$/, 'a ratio of available and called on'],
  [/^Health by dimension: Why$/, 'sentences, in which figures of the page are told again'],
  [/^What makes a dimension amber or red: /, 'rules, set by the event that is named above them'],
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

it.each([
  { path: '/funds/northmoor', sums: 150 },
  { path: '/funds/northmoor?year=2029-30', sums: 80 },
  { path: '/funds/imported?year=2011-12', sums: 15 },
])('adds up every figure of $path', async ({ path, sums }) => {
  const page = await pageAt(path);
  const rows = rowsOfPage(page);
  const shown: (Shown & { readonly row?: ShownRow })[] = [
    ...factsOfPage(page),
    ...rows.flatMap((row) => row.cells.map((cell) => ({ ...cell, row }))),
  ];
  const strange: string[] = [];
  const sumsOf = new Map<string, string>();
  for (const { where, column, text, href, row } of shown) {
    const parts = byParts.find(([place]) => place.test(column))?.[1];
    if (!isAmount(text)) {
      const isFigure = /\d/.test(text) && !(row && row.cells[0]?.text === text);
      if (isFigure && !noSum.some(([place]) => place.test(column)))
        strange.push(`${where}: ${text}`);
    } else if (parts) {
      expect({ where, sum: parts(row, rows) }).toEqual({ where, sum: penceShown(text) });
    } else if (href?.includes('/calendar/')) {
      const sum = sumTableOf(await pageAt(href)).at(-1)?.cells[1]?.text;
      expect({ where, sum }).toEqual({ where, sum: text });
    } else if (href?.includes('/postings?')) {
      sumsOf.set(`${where}: ${text}`, `${text} ${href}`);
    } else if (penceShown(text) !== 0n) strange.push(`${where}: ${text} leads nowhere`);
  }
  expect(strange).toEqual([]);
  expect(sumsOf.size).toBeGreaterThan(sums);
  for (const [where, to] of sumsOf) {
    const [text = '', href = ''] = to.split(/ (.*)/s);
    const sum = formatPence(await openedSum(href));
    expect({ where, sum }).toEqual({ where, sum: formatPence(penceShown(text)) });
  }
});

/** How the end of a month comes about: what it begins with, what comes and goes, and its end last. */
const sumTableOf = (page: string): ShownRow[] =>
  rowsOfPage(page).filter(({ caption }) => caption.startsWith('What would be held at the end of'));

/** What events of invoices did to what is owed for them and can be paid. */
async function payableBy(numbers: readonly string[]): Promise<Pence> {
  const answers = await Promise.all(numbers.map((number) => client.get(`events/${number}`)));
  return sumPence(
    answers.flatMap(({ body }) =>
      (body as unknown as { postings: { account: string; amount: string }[] }).postings
        .filter(({ account }) => account === 'cash:creditor')
        .map(({ amount }) => -parsePence(amount)),
    ),
  );
}

const numbersIn = (text: string): string[] => text.split(', ');

it('adds up every amount of the cash ahead, down to events and postings', async () => {
  const months = rowsOfPage(await pageAt('/funds/northmoor/calendar')).filter(({ caption }) =>
    caption.startsWith('Cash month by month ahead'),
  );
  expect(months).toHaveLength(12);
  /** Parts of balances that were spread, and the balances. */
  const spread = new Map<string, { parts: Pence[]; of: number; whole: string; href: string }>();
  const invoiced = new Map<string, Pence>();
  const owed: ShownRow[] = [];
  let endOfLast: readonly string[] | undefined;
  for (const { cells } of months) {
    const [name = '', ...shown] = cells.map(({ text }) => text);
    const [toCome = '', owing = '', promised = '', ...ends] = shown;
    const [href = '', ...others] = new Set(cells.slice(1).map((cell) => cell.href));
    expect(others).toEqual([]);
    const page = await pageAt(href);
    const sum = sumTableOf(page);
    const pence = sum.map((row) =>
      row.cells.map(({ text }) => (isAmount(text) ? penceShown(text) : 0n)),
    );
    const column = (place: number): Pence[] => pence.map((row) => row[place] ?? 0n);
    for (const place of [1, 2, 3]) {
      const all = column(place);
      expect({ name, sum: sumPence(all.slice(0, -1)) }).toEqual({ name, sum: all.at(-1) });
    }
    expect(
      sum
        .at(-1)
        ?.cells.slice(1)
        .map(({ text }) => text),
    ).toEqual(ends);
    const [start] = sum;
    if (endOfLast) expect(start?.cells.slice(1).map(({ text }) => text)).toEqual(endOfLast);
    else
      for (const { text, href: opens = '' } of start?.cells.slice(1) ?? [])
        expect(await openedSum(opens)).toBe(penceShown(text));
    endOfLast = ends;

    const flows = column(1).slice(1, -1);
    const tables = [...grouped(rowsOfPage(page), ({ caption }) => caption).values()].filter(
      ([row]) => !sum.some(({ caption }) => caption === row?.caption),
    );
    const total = (caption: string): Pence => {
      const rows = tables.find(([row]) => row?.caption.startsWith(caption)) ?? [];
      const amounts = rows.map((row) => penceShown(row.cells.at(-1)?.text ?? ''));
      expect(sumPence(amounts.slice(0, -1))).toBe(amounts.at(-1) ?? 0n);
      return amounts.at(-1) ?? 0n;
    };
    expect(total('Instalments of confirmed')).toBe(penceShown(toCome));
    expect(-total('Invoices') - total('Owed to')).toBe(penceShown(owing));
    expect(-total('Promised to awards')).toBe(penceShown(promised));
    expect(flows).toEqual([
      ...[total('Instalments of confirmed'), -total('Invoices')],
      ...[-total('Owed to'), -total('Promised to awards'), 0n, 0n],
    ]);
    expect(column(2)[5]).toBe(-total('Not committed by schemes'));
    expect(column(3)[6]).toBe(total('Instalments of expected'));

    for (const row of tables.flat().filter(({ isTotal }) => !isTotal)) {
      const { caption } = row;
      const [of = '', second = '', third = '', fourth = ''] = row.cells.map(({ text }) => text);
      const amount = penceShown(row.cells.at(-1)?.text ?? '');
      const opens = row.cells[2]?.href ?? '';
      if (caption.startsWith('Instalments'))
        expect({ row, open: openOf(Number(numbersIn(third)[0]), second) }).toEqual({
          row,
          open: amount,
        });
      else if (caption.startsWith('Invoices')) {
        expect({ row, open: await payableBy(numbersIn(third)) }).toEqual({ row, open: amount });
        invoiced.set(of, (invoiced.get(of) ?? 0n) + amount);
      } else if (caption.startsWith('Owed to')) owed.push(row);
      else {
        const key = [caption, of, second].join();
        const known = spread.get(key)?.parts ?? [];
        spread.set(key, {
          parts: [...known, amount],
          of: Number(fourth),
          whole: third,
          href: opens,
        });
      }
    }
  }
  for (const { cells } of owed) {
    const [of = '', whole = '', dated = '', rest = ''] = cells.map(({ text }) => text);
    expect(await openedSum(cells[1]?.href ?? '')).toBe(penceShown(whole));
    expect({ of, dated: penceShown(dated) }).toEqual({ of, dated: invoiced.get(of) ?? 0n });
    expect(penceShown(rest)).toBe(penceShown(whole) - penceShown(dated));
  }
  expect(invoiced.size).toBeGreaterThan(0);
  expect(spread.size).toBeGreaterThan(5);
  for (const [key, { parts, of, whole, href }] of spread) {
    expect({ key, sum: await openedSum(href) }).toEqual({ key, sum: penceShown(whole) });
    const even = penceShown(whole) / BigInt(of);
    expect(parts.every((part) => part - even <= 1n && part - even >= -1n)).toBe(true);
    if (parts.length === of)
      expect({ key, sum: sumPence(parts) }).toEqual({ key, sum: penceShown(whole) });
  }
  // Everything of this year is spread over months that are shown.
  expect([...spread.values()].some(({ parts, of }) => of > 1 && parts.length === of)).toBe(true);
});

it('adds up every amount of the calendar', async () => {
  const rows = rowsOfPage(await pageAt('/funds/northmoor/calendar')).filter(
    ({ caption }) => caption === 'What falls due in twelve months',
  );
  for (const { cells } of rows) {
    const { text, href = '' } = cells.at(-1) ?? { text: '' };
    if (!isAmount(text)) expect(text).toBe('\u2013');
    else if (href.includes('/postings?'))
      expect({ text, sum: await openedSum(href) }).toEqual({ text, sum: penceShown(text) });
    else {
      // In the month it stands among amounts that are added up above.
      const [, table = ''] = href.split('#');
      const [, of = ''] = (await pageAt(href)).split(`id="${table}"`);
      const [, name = ''] = /(?:from|to) (.*)$/.exec(cells[1]?.text ?? '') ?? [];
      const there = rowsOfPage(of.replace(/<\/table>[\s\S]*/, '</table>')).map((row) => [
        ...[row.cells[0]?.text, row.cells.at(-1)?.text],
      ]);
      expect({ href, there }).toMatchObject({ there: expect.arrayContaining([[name, text]]) });
    }
  }
  expect(rows.length).toBeGreaterThan(10);
});

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
