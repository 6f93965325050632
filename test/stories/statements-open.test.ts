import { northmoorAwards, northmoorSetUp } from '#apps/service/example/northmoor.js';
import { fund, type Step } from '#apps/service/example/step.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { startApp, type App } from '#test/support/app.js';
import { Client } from '#test/support/client.js';
import {
  moveToBrokerage,
  northmoorClosing,
  northmoorYear,
} from '#test/support/northmoor-year-end.js';
import { Opened } from '#test/support/opened.js';
import {
  isAmount,
  penceShown,
  rowsOfPage,
  type Shown,
  type ShownRow,
} from '#test/support/page-figures.js';
import { tellAll } from '#test/support/told-over-http.js';

/** Every figure of every statement's page, opened to what it is made of, and added up again. */
let app: App;
let client: Client;
let opened: Opened;
let today = '2026-04-01';
const tell = (steps: readonly Step[]): Promise<void> =>
  tellAll(client, steps, ({ body }) => {
    if (body.effective > today) today = body.effective;
  });

beforeAll(async () => {
  app = await startApp(() => new Date(`${today}T09:00:00.000Z`));
  client = new Client(app);
  opened = new Opened(client);
  await tell(northmoorSetUp);
  await tell(northmoorAwards);
  today = '2026-10-01';
  await moveToBrokerage(app);
  await tell(northmoorYear);
  await client.done(`funds/${fund}/submit-forecast`, {
    ...{ scheme: 'brokerage', source: 'programme', year: '2026-27', nature: 'revenue' },
    ...{ month: '2026-09', outturn: '299000.00', explanation: 'One invoice to come' },
  });
  today = '2027-04-30';
  await tell([northmoorClosing]);
  for (const kind of ['memorandum-account', 'annual-return'])
    await client.done(`funds/${fund}/issue-statement`, { statement: kind, kind, year: '2026-27' });
  // What comes in after they were issued is in the year, and in none of them.
  today = '2027-05-10';
  await client.done(`funds/${fund}/record-payment`, {
    ...{ expenditure: 'late', provider: 'name:dale-skills', scheme: 'brokerage' },
    ...{ source: 'council', nature: 'revenue', net: '4800.00', irrecoverableVat: '0.00' },
    ...{ reference: 'Courses in March', effective: '2027-03-20' },
  });
});
afterAll(() => app.stop());

/** Amounts that lead nowhere, by where they stand, each with the reason. */
const noWay: readonly (readonly [where: RegExp, reason: string])[] = [
  [/^Interventions: Forecast to be left$/, 'the budget less the forecast, which stand beside it'],
];
/** Sums of amounts that events say: what stands above them leads to the events. */
const ofEvents = /^Interventions: Forecast for the year$/;

const amountsOf = (rows: readonly ShownRow[]): (Shown & { readonly isTotal: boolean })[] =>
  rows.flatMap(({ cells, isTotal }) =>
    cells.filter(({ text }) => isAmount(text)).map((cell) => ({ ...cell, isTotal })),
  );

/** The amounts that an event says, or posted. */
async function saidBy(number: string): Promise<string[]> {
  const { body } = await client.get(`events/${number}`);
  const { event } = body as unknown as { event: { data: Record<string, unknown> } };
  const posted = await opened.posted(number);
  return [String(event.data['outturn']), ...posted.flatMap((of) => [of, -of].map(formatPence))];
}

const year = '2026-27';
it.each([
  { of: `statement?year=${year}`, figures: 65 },
  { of: `statement?year=${year}&quarter=2`, figures: 55 },
  { of: 'statement?year=2027-28', figures: 25 },
  { of: `statement?year=${year}&kind=year-end-settlement`, figures: 25 },
  { of: `statement?year=${year}&kind=annual-return`, figures: 40 },
  { of: `statement?year=${year}&kind=better-care-return`, figures: 60 },
  { of: `statement?year=${year}&kind=better-care-return&quarter=3`, figures: 50 },
  { of: `statement?year=${year}&kind=shared-prosperity-return`, figures: 25 },
  { of: `statement?year=${year}&kind=shared-prosperity-return&quarter=2`, figures: 15 },
  { of: 'statement?year=2027-28&kind=shared-prosperity-return', figures: 5 },
  { of: `statement?year=${year}&asKnownAt=2027-03-31&effectiveOn=2026-12-31`, figures: 55 },
  { of: 'statements/memorandum-account', figures: 65 },
  { of: 'statements/annual-return', figures: 40 },
])('adds up every figure of $of', async ({ of, figures }) => {
  const amounts = amountsOf(rowsOfPage(await opened.page(`/funds/${fund}/${of}`)));
  const strange: string[] = [];
  let count = 0;
  for (const { where, column, text, href, isTotal } of amounts) {
    const sum = formatPence(penceShown(text));
    const event = /^\/events\/(\d+)/.exec(href ?? '')?.[1];
    if (event !== undefined) expect(await saidBy(event)).toContain(sum);
    else if (href?.includes('/postings?') === true)
      expect({ where, sum: formatPence(await opened.sum(href)) }).toEqual({ where, sum });
    else if (isTotal && ofEvents.test(column)) continue;
    else if (parsePence(sum) !== 0n && !noWay.some(([place]) => place.test(column)))
      strange.push(`${where}: ${text} leads nowhere`);
    if (href !== undefined) count++;
  }
  expect(strange).toEqual([]);
  expect(count).toBeGreaterThan(figures);
});

it.each([`statement?year=${year}`, `statement?year=${year}&quarter=2`])(
  'says that where the money of %s stands comes to what is carried forward',
  async (of) => {
    const rows = rowsOfPage(await opened.page(`/funds/${fund}/${of}`));
    const stands = rows.filter(({ caption }) => caption.startsWith('Where it stands'));
    const carried = rows.filter(({ cells }) => cells[0]?.text === 'Carried forward');
    const totals = stands.filter(({ isTotal }) => isTotal);
    const texts = (all: readonly ShownRow[]): string[] =>
      all.flatMap(({ cells }) => cells.slice(1).map(({ text }) => text));
    expect(totals.length).toBeGreaterThan(0);
    expect(texts(totals)).toEqual(texts(carried.filter(({ isTotal }) => !isTotal)));
    for (const { caption, cells } of totals) {
      const parts = stands.filter((row) => row.caption === caption && !row.isTotal);
      for (const [place, { text, where }] of cells.entries()) {
        if (place === 0) continue;
        const sum = parts.reduce((all, row) => {
          const pence = penceShown(row.cells[place]?.text ?? '');
          return row.cells[0]?.text.startsWith('Less: ') === true ? all - pence : all + pence;
        }, 0n);
        expect({ where, sum }).toEqual({ where, sum: penceShown(text) });
      }
    }
  },
);

it('opens an issued statement as it was known when it was issued', async () => {
  const page = await opened.page(`/funds/${fund}/statements/memorandum-account`);
  const number = /As known at log number (\d+)/.exec(page)?.[1] ?? '';
  const links = amountsOf(rowsOfPage(page)).flatMap(({ href }) => href ?? []);
  expect(links.filter((href) => !href.includes(`asKnownAt=${number}`))).toEqual([]);
});

it('adds up every figure of a provider\u2019s own statement', async () => {
  const rows = rowsOfPage(await opened.page(`/providers/GB-COH-19990001/statement?year=${year}`));
  const byAward = rows.filter(({ caption }) => caption.startsWith('Statement for'));
  const payments = rows.filter(({ caption }) => caption.startsWith('Payments in'));
  for (const { where, text, href = '' } of amountsOf(byAward))
    if (href !== '' || penceShown(text) !== 0n)
      expect({ where, sum: await opened.sum(href) }).toEqual({ where, sum: penceShown(text) });
  const paid = payments.filter(({ isTotal }) => !isTotal);
  for (const { cells } of paid) {
    const [amount, event] = cells.slice(-2);
    const posted = await opened.posted(event?.text ?? '');
    expect(sumPence(posted.filter((pence) => pence > 0n))).toBeGreaterThanOrEqual(
      penceShown(amount?.text ?? ''),
    );
  }
  const sum = sumPence(paid.map(({ cells }) => penceShown(cells.at(-2)?.text ?? '')));
  expect(sum).toBe(penceShown(payments.at(-1)?.cells.at(-2)?.text ?? ''));
  expect(byAward.length).toBeGreaterThan(1);
  expect(paid.length).toBeGreaterThan(5);
});
