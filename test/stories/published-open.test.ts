import { formatPence, sumPence, type Pence } from '#libs/money/pence.js';
import type { App } from '#test/support/app.js';
import { startWithBothFunds } from '#test/support/both-funds.js';
import { Client } from '#test/support/client.js';
import { Opened } from '#test/support/opened.js';
import { isAmount, penceShown, rowsOfPage, type ShownRow } from '#test/support/page-figures.js';

/**
 * Every figure of what anybody may see of the investment over funds, opened to the published lines that it
 * is made of, and added up again.
 */
let app: App;
let opened: Opened;
const nobody = (): Client => new Client(app, null);

beforeAll(async () => {
  app = await startWithBothFunds();
  const amina = new Client(app);
  const publish = async (fund: string, effective: string, days: readonly string[]) => {
    await amina.done(`funds/${fund}/set-publication-policy`, {
      ...{ effective, individuals: ['GB-COH-19990002'] },
      thresholds: { payments: '50.00', contracts: '0.00', grants: '0.00' },
    });
    for (const until of days)
      await amina.done(`funds/${fund}/publish`, { publication: `until-${until}`, until });
  };
  await publish('imported', '2011-04-01', ['2011-12-31', '2012-12-31']);
  await publish('northmoor', '2026-04-01', ['2026-06-30', '2026-10-30']);
  opened = new Opened(nobody());
});
afterAll(() => app.stop());

const amountOf = ({ cells }: ShownRow): Pence => penceShown(cells.at(-1)?.text ?? '');

/** The lines that a figure leads to, page after page, and what the pages say that they come to. */
async function linesBehind(href: string): Promise<{ lines: ShownRow[]; totals: Set<string> }> {
  const lines: ShownRow[] = [];
  const totals = new Set<string>();
  for (let next: string | undefined = href; next !== undefined;) {
    const page = await opened.page(next);
    for (const [, title = ''] of page.matchAll(/<h1[^>]*>[^<]*: ([^<]*)<\/h1>/g)) totals.add(title);
    const rows = rowsOfPage(page).filter(({ caption }) =>
      caption.endsWith('latest publication first'),
    );
    lines.push(...rows.filter(({ isTotal }) => !isTotal));
    for (const row of rows) if (row.isTotal) totals.add(row.cells.at(-1)?.text ?? '');
    next = /href="([^"]*)"[^>]*>The next lines/.exec(page)?.[1]?.replaceAll('&amp;', '&');
  }
  return { lines, totals };
}

const wordsOf = (cells: ShownRow['cells']): string => cells.map(({ text }) => text).join(' | ');

/** Figures that are no sum of published lines, by where they stand, each with the reason. */
const noSum: readonly (readonly [where: RegExp, reason: string])[] = [
  [/: Share/, 'a share of figures that are opened'],
  [/: Published up to$/, 'a day'],
  [/^Published awards by length: Awards$/, 'a count of awards, whose lines are opened beside it'],
  [/: (Year|Area|Length|Recipient|Fund|Scheme)$/, 'a name'],
];

/** Figures that are sums of totals, which were published as such, with what is in no line. */
const ofTotals =
  /^(How complete it is: funds that publish: All its payments|Totals of all payments, .*: Amount)$/;

it('adds up every figure from lines that the page of its fund shows too', async () => {
  const shown = rowsOfPage(await opened.page('/published/ecosystem')).flatMap((row) => row.cells);
  const strange: string[] = [];
  const sums = new Map<string, { where: string; text: string; href: string }>();
  for (const { where, column, text, href } of shown) {
    if (noSum.some(([place]) => place.test(column)) || ofTotals.test(column)) continue;
    if (!isAmount(text)) {
      if (/\d/.test(text)) strange.push(`${where}: ${text}`);
    } else if (href?.startsWith('/published/ecosystem/lines?'))
      sums.set(`${where} ${column}`, { where, text, href });
    else if (penceShown(text) !== 0n) strange.push(`${where}: ${text} leads nowhere`);
  }
  expect(strange).toEqual([]);
  expect(sums.size).toBeGreaterThan(30);

  const ofFunds = new Set<string>();
  for (const fund of ['imported', 'northmoor']) {
    const { lines } = await linesBehind(`/published/${fund}`);
    for (const { cells } of lines) ofFunds.add(wordsOf(cells));
  }
  const found = new Set<string>();
  for (const { where, text, href } of sums.values()) {
    expect(href).toContain('asKnownAt=');
    const { lines, totals } = await linesBehind(href);
    expect({ where, sum: formatPence(sumPence(lines.map(amountOf))), totals: [...totals] }).toEqual(
      { where, sum: formatPence(penceShown(text)), totals: [text] },
    );
    for (const { cells } of lines) found.add(wordsOf(cells.slice(1)));
  }
  // Nothing is found that no fund shows, and everything that one shows is found.
  expect([...found].sort()).toEqual([...ofFunds].sort());
});

it.each(['payment', 'contract'])('adds up what is found of one kind: %s', async (kind) => {
  const { lines, totals } = await linesBehind(`/published/northmoor?kind=${kind}`);
  expect(lines.length).toBeGreaterThan(1);
  expect([...totals].map(penceShown)).toEqual([sumPence(lines.map(amountOf))]);
});

it('adds up every total from those of the publications, and withholds it where one is', async () => {
  const cells = rowsOfPage(await opened.page('/published/ecosystem'))
    .flatMap((row) => row.cells)
    .filter(({ column, text }) => ofTotals.test(column) && text !== '');
  const told = new Set<string>();
  for (const { where, text, href = '' } of cells) {
    expect({ where, href }).toEqual({ where, href: expect.stringContaining('/totals?') });
    const page = await opened.page(href);
    expect(page).toMatch(new RegExp(`<h1[^>]*>Payments in total: ${text}</h1>`));
    const rows = rowsOfPage(page);
    const parts = rows.filter(({ isTotal }) => !isTotal);
    const amounts = parts.map((row) => row.cells.at(-1)?.text ?? '');
    expect(amounts.length).toBeGreaterThan(0);
    const sum = amounts.includes('withheld') ? 'withheld' : sumPence(amounts.map(penceShown));
    expect({ where, sum }).toEqual({ where, sum: isAmount(text) ? penceShown(text) : text });
    expect(rows.find(({ isTotal }) => isTotal)?.cells.at(-1)?.text).toBe(text);
    // Each stands among the totals of its publication, on the page of the fund.
    for (const [
      place,
      {
        cells: [publication],
      },
    ] of parts.entries()) {
      const there = rowsOfPage(await opened.page(publication?.href ?? '')).filter(({ caption }) =>
        caption.startsWith('Payments in total'),
      );
      expect(there.map((row) => row.cells.at(-1)?.text)).toContain(amounts[place]);
    }
    told.add(isAmount(text) ? 'an amount' : text);
  }
  expect([...told].sort()).toEqual(['an amount', 'withheld']);
});

interface Line {
  readonly id: string;
  readonly fund: string;
  readonly amount: string;
}

it('answers the same lines page by page, and whole as a file', async () => {
  const path = 'published/ecosystem/lines?fund=imported&measure=payments&provider=unknown';
  const lines: Line[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await nobody().get(`${path}&limit=1${cursor && `&cursor=${cursor}`}`);
    const { lines: some, next } = body as unknown as { lines: Line[]; next: string | null };
    // Of one the name was redacted, of the other nobody knew it.
    expect(body).toMatchObject({ count: 2, paid: '500.00', promised: '0.00' });
    lines.push(...some);
    cursor = next;
  }
  expect(lines.map(({ fund, amount }) => [fund, amount])).toEqual([
    ['imported', '400.00'],
    ['imported', '100.00'],
  ]);
  const file = await nobody().fetch(`/api/v1/${path}&format=csv`);
  expect((await file.text()).trim().split('\r\n')).toHaveLength(1 + 2);
});

it('refuses what is no sum of the page, and a fund that publishes nothing', async () => {
  const statusOf = async (query: string): Promise<number> =>
    (await nobody().fetch(`/published/ecosystem/lines?${query}`)).status;
  expect(await statusOf('')).toBe(400);
  expect(await statusOf('measure=spending')).toBe(400);
  expect(await statusOf('measure=awards&length=long')).toBe(400);
  expect(await statusOf('measure=awards&fund=elsewhere')).toBe(404);
  expect(await statusOf('measure=awards&year=1999-00')).toBe(200);
});
