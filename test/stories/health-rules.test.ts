import { northmoorSetUp } from '#apps/service/example/northmoor.js';
import { startApp, type App } from '../support/app.js';
import { Browsing } from '../support/browsing.js';
import { Client } from '../support/client.js';
import { tellAll } from '../support/told-over-http.js';

/** A board decides in May how late an instalment may be: April stays judged as it was in April. */
const clock = { day: '2026-04-01' };
let app: App;
let client: Client;
let set: number;

interface Judged {
  readonly whole: string;
  readonly rules: { readonly from: string; readonly overdueAmberDays: number };
  readonly dimensions: readonly { readonly dimension: string; readonly level: string }[];
}
const judged = async (query = ''): Promise<unknown> => {
  const { body } = await client.get(`funds/northmoor/health${query}`);
  const { rules, dimensions } = body['health'] as unknown as Judged;
  return [rules.from, dimensions.find(({ dimension }) => dimension === 'cash')?.level];
};
const rules = { overdueAmberDays: 40, overdueRedDays: 60, evidence: 'Minute 14, 4 May 2026' };
const usual = '2000-04-01';

beforeAll(async () => {
  app = await startApp(() => new Date(`${clock.day}T10:00:00Z`));
  client = new Client(app);
  await tellAll(client, northmoorSetUp);
});
afterAll(() => app.stop());

it('judges a fund that has set no rules by the usual ones', async () => {
  clock.day = '2026-04-20';
  expect(await judged()).toEqual([usual, 'amber']);
});

it('takes no rules for days that are over, and none that are red before they are amber', async () => {
  clock.day = '2026-05-04';
  const send = (more: object) =>
    client.post('funds/northmoor/set-health-rules', { reason: 'Board', ...rules, ...more });
  expect(await send({ effective: '2026-05-03' })).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('2026-05-03 is over') },
  });
  expect(await send({ overdueRedDays: 39 })).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('amber comes before red') },
  });
  expect(await judged()).toEqual([usual, 'red']);
});

it('judges by the fund’s own rules from their day on', async () => {
  const { number } = await client.done('funds/northmoor/set-health-rules', rules);
  set = Number(number);
  expect(await judged()).toEqual(['2026-05-04', 'green']);
  clock.day = '2026-05-11';
  expect(await judged()).toEqual(['2026-05-04', 'amber']);
});

it('leaves what was judged before as it was, known then and effective then', async () => {
  expect(await judged('?effectiveOn=2026-04-20')).toEqual([usual, 'amber']);
  expect(await judged('?asKnownAt=2026-04-20&effectiveOn=2026-04-20')).toEqual([usual, 'amber']);
  expect(await judged(`?asKnownAt=${set - 1}@2026-04-20`)).toEqual([usual, 'amber']);
  expect(await judged('?effectiveOn=2026-05-03')).toEqual([usual, 'red']);
});

it('says on the page by which rules, where they were agreed and what each of them is', async () => {
  const browser = new Browsing(app.url);
  await browser.signIn('amina');
  const read = async (query = ''): Promise<string> =>
    (await (await browser.get(`/funds/northmoor${query}`)).text()).replace(/\s+/g, ' ');
  const own = await read();
  expect(own).toContain(
    `Judged by the <a class="govuk-link" href="/events/${set}">rules that the fund has set</a> from 4 May 2026 (Minute 14, 4 May 2026).`,
  );
  expect(own).toMatch(/An instalment overdue<.{1,60}>40 days<.{1,60}>60 days</);
  expect(await read('?effectiveOn=2026-04-20')).toContain(
    'Judged by the usual rules, from 1 April 2000.',
  );
});
