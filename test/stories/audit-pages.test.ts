import { sumPence } from '#libs/money/pence.js';
import { loadExample } from '#apps/service/example/load-example.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { penceShown, rowsOfPage, type ShownRow } from '../support/page-figures.js';

/** The pages of the audit trail: what their forms offer, what they say on paper, what things are called. */
let app: App;
let priya: Client;

beforeAll(async () => {
  app = await startApp(() => new Date('2026-11-22T09:00:00Z'), null);
  priya = new Client(app, 'priya');
  await loadExample(app.runtime.store, '2026-11-22');
  await app.runtime.runner.progress.until((await app.runtime.store.head()).number, 20_000);
});
afterAll(() => app.stop());

const shown = async (path: string): Promise<string> => (await priya.fetch(path)).text();
const fieldOf = (html: string, name: string): string | undefined =>
  new RegExp(`<input[^>]* name="${name}"[^>]* value="([^"]*)"`).exec(html)?.[1];

it('offers to compare with the end of the month before, from whatever point it is asked', async () => {
  expect(fieldOf(await shown('/audit/compare?fund=northmoor'), 'from')).toBe('2026-10-31');
  const before = await shown('/audit/compare?fund=northmoor&asKnownAt=2026-09-15');
  expect(fieldOf(before, 'from')).toBe('2026-08-31');
  expect(fieldOf(before, 'to')).toBe('2026-09-15');
});

it('has funds and words chosen by what they are called', async () => {
  const compare = await shown('/audit/compare?fund=northmoor');
  expect(compare).toMatch(
    /<option value="northmoor" selected>Northmoor Wellbeing and Work<\/option>/,
  );
  const closed = await shown('/audit/tests/entries-after-close');
  expect(closed).toMatch(/<option value="any" selected>Softly or hard<\/option>/);
});

it('says on paper what was asked for', async () => {
  expect(await shown('/audit/sample?fund=northmoor&seed=spring&size=3')).toContain(
    'Fund: Northmoor Wellbeing and Work; Seed: spring; Size: 3.',
  );
  // What stands there of a long list says which part of it is shown, and that was not asked for.
  expect(await shown('/audit')).not.toMatch(/cp-asked">(?!This is a part of the list)/);
});

it('lets what is sampled be chosen by its name', async () => {
  const page = await shown('/audit/sample?fund=northmoor&seed=spring&size=3&account=cash:creditor');
  for (const [value, name] of [
    ['cash:creditor" selected', 'Cash: creditor'],
    ['cash:paid-in-advance"', 'Cash: paid in advance'],
    ['budget:committed:confirmed"', 'Budget: committed, confirmed'],
    ['2026-27"', '2026-27'],
    ['navigators"', 'Navigators'],
    ['council"', 'Northmoor Council'],
    ['GB-COH-19990001"', 'Harbour Lights CIC'],
  ])
    expect(page).toContain(`<option value="${value ?? ''}>${name ?? ''}</option>`);
  expect(await shown('/audit/sample')).toContain('<option value="navigators">Navigators</option>');
  expect(page).toContain('; Account: Cash: creditor.');
});

it('tells what was sampled: what it is, when it took effect and its reference', async () => {
  const page = await shown('/audit/sample?fund=northmoor&seed=spring&size=3');
  expect(page).toMatch(/Payment recorded.*?25 July 2026.*?Vocational courses, <[^>]*>2026-07</s);
});

it('calls sources, schemes and awards by their names where two points differ, and in postings', async () => {
  const lines = await shown(
    '/audit/compare?fund=northmoor&from=100&to=160&by=source&by=scheme&by=award&by=provider',
  );
  for (const name of ['Northmoor Council', 'Navigators']) expect(lines).toContain(name);
  const { body } = await priya.get('events?type=CommitmentConfirmed&limit=1');
  const [event] = body['events'] as unknown as { number: number }[];
  const page = await shown(`/events/${event?.number ?? 0}`);
  expect(page).toMatch(
    /Budget: committed, confirmed.*?April 2026.*?Northmoor Council.*?Navigators/s,
  );
});

it('adds up the parts of an event', async () => {
  const listsOf = async (type: string): Promise<ShownRow[]> => {
    const { body } = await priya.get(`events?type=${type}&limit=1`);
    const [event] = body['events'] as unknown as { number: number }[];
    return rowsOfPage(await shown(`/events/${event?.number ?? 0}`));
  };
  const parts = await listsOf('CommitmentConfirmed');
  const lines = parts.filter(({ caption }) => caption === 'Lines');
  const amounts = lines.map(({ cells }) => penceShown(cells.at(-1)?.text ?? ''));
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.at(-1)).toMatchObject({ isTotal: true });
  expect(lines.at(-1)?.cells[0]?.text).toBe('Total');
  expect(amounts.at(-1)).toBe(sumPence(amounts.slice(0, -1)));
});

it('says how many events it shows and whether there are more, and asks for amounts in pounds', async () => {
  const first = await shown('/audit');
  expect(first).toContain('Showing the first 50 events, newest first. There are more.');
  const [, next = ''] = /href="(\/audit\?[^"]*cursor=[^"#]*)/.exec(first) ?? [];
  expect(await shown(next.replaceAll('&amp;', '&'))).toMatch(/Showing \d+ further events, newest/);
  const few = await shown('/audit?type=DelegationAdopted&amountFrom=');
  expect(few).toMatch(/Showing all \d+ events?, newest first\./);
  expect(await shown('/audit?amountFrom=1000.00')).toContain('Amount from: £1,000.00.');
  expect(await shown('/audit/tests/round-sums')).toContain(
    'Multiple of: £1,000.00; Not less than: £1,000.00.',
  );
});
