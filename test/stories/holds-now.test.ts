import { northmoorSetUp } from '#apps/service/example/northmoor.js';
import { startApp, type App } from '../support/app.js';
import { Browsing } from '../support/browsing.js';
import { Client, type Body } from '../support/client.js';
import { formAsItStands, sentAsItStands } from '../support/form-as-it-stands.js';
import { tellAll } from '../support/told-over-http.js';

/** Forms that state terms anew begin with what holds now: who changes one thing says one thing. */
let app: App;
let browser: Browsing;
let amina: Client;
beforeAll(async () => {
  app = await startApp(() => new Date('2026-06-01T09:00:00.000Z'));
  amina = new Client(app, 'amina');
  await tellAll(amina, northmoorSetUp);
  browser = new Browsing(app.url);
  await browser.signIn('amina');
});
afterAll(() => app.stop());

const asItStands = (path: string): Promise<URLSearchParams> => formAsItStands(browser, path);
const sent = (path: string, said: Readonly<Record<string, string>>): Promise<string> =>
  sentAsItStands(browser, path, said);

const only = async (path: string, list: string): Promise<Body> => {
  const [first = {}] = (await amina.get(path)).body[list] as unknown as Body[];
  return first;
};

it('varies an agreement in what is changed, and leaves the rest as it was', async () => {
  const before = await only('agreements', 'agreements');
  const path = '/do/agreements/northmoor/vary-agreement?fund=northmoor';
  const changed = { aims: 'Fewer people in crisis', changes: 'The aim', reason: 'Agreed in May' };
  expect(await sent(path, changed)).toContain('recorded=');
  const after = await only('agreements', 'agreements');
  expect(after).toEqual({
    ...{ ...before, version: 2, aims: ['Fewer people in crisis'] },
    ...{ number: after['number'], since: '2026-06-01' },
  });
});

it('takes what was emptied as none', async () => {
  const path = '/do/agreements/northmoor/vary-agreement?fund=northmoor';
  const emptied = { aims: '', changes: 'No aim', reason: 'Agreed in May' };
  expect(await sent(path, emptied)).toContain('recorded=');
  expect(await only('agreements', 'agreements')).toMatchObject({ version: 3, aims: [] });
});

it('lets names be chosen that were written by hand', async () => {
  const listed = async (path: string): Promise<string> =>
    (await (await browser.get(path)).text()).replace(/<option value="([^"]*)"><\/option>/g, '|$1|');
  expect(await listed('/do/agreements/new/sign-agreement')).toContain('|Annual return|');
  expect(await listed('/do/funds/northmoor/open-source')).toContain('|grant determination|');
  expect(await listed('/do/funds/northmoor/approve-decision')).toContain('|Navigators|');
  const year = await listed('/do/organisations/GB-LAE-NMR/state-financial-year');
  expect(year).toContain('|1 August|');
  expect(year).not.toContain('04-01');
});

it('asks which ring-fence is changed, and begins with its terms', async () => {
  const path = '/do/funds/northmoor/change-ring-fence';
  const which = await (await browser.get(path)).text();
  expect(which).toMatch(/Which ring-fence[\s\S]*name="ringFence"/);
  const { body } = await amina.get('funds/northmoor');
  const [before] = body['ringFences'] as unknown as (Body & { readonly id: string })[];
  const chosen = before?.id ?? '';
  expect(
    await sent(`${path}?ringFence=${chosen}`, {
      ...{ name: 'Another name', evidence: 'Letter of 1 June', reason: 'As the funder says' },
    }),
  ).toContain('recorded=');
  const { body: now } = await amina.get('funds/northmoor');
  const [after] = now['ringFences'] as unknown as Body[];
  expect(after).toMatchObject({
    ...{ id: chosen, name: 'Another name', natures: before?.['natures'] },
    ...{ schemes: before?.['schemes'], years: before?.['years'], basis: before?.['basis'] },
    ...{ costCategories: before?.['costCategories'], yearLimited: before?.['yearLimited'] },
  });
});

it('revises a strategy, and what a scheme serves, from what holds', async () => {
  const adopted = {
    ...{ title: 'A home for everybody', adoptedBy: ['GB-LAE-NMR'], document: 'Cabinet, 4 May' },
    ...{ reason: 'Adopted', effective: '2026-05-04' },
  };
  await amina.done('strategies/homes/adopt-strategy', adopted);
  const revise = '/do/strategies/homes/revise-strategy';
  expect(await sent(revise, { title: 'A home first', reason: 'Renamed' })).toContain('recorded=');
  expect((await amina.get('strategies')).body['strategies']).toMatchObject([
    { id: 'homes', title: 'A home first', adoptedBy: ['GB-LAE-NMR'], document: 'Cabinet, 4 May' },
  ]);

  const path = '/do/funds/northmoor/state-served-strategies';
  expect(await (await browser.get(path)).text()).toMatch(/Which scheme[\s\S]*name="scheme"/);
  const scheme = `${path}?scheme=navigators`;
  const stated = { evidence: 'Annex 2', reason: 'As the annex says' };
  expect(await sent(scheme, { ...stated, strategies: 'A home first' })).toContain('recorded=');
  expect(await (await browser.get(scheme)).text()).toContain('value="homes" checked');
});

it('sets what health is judged by from what holds: who says one number leaves the others', async () => {
  const path = '/do/funds/northmoor/set-health-rules';
  const board = { evidence: 'Minute 14', reason: 'The board agreed' };
  const values = async (): Promise<URLSearchParams> => asItStands(path);
  // As usual, where the fund has set none.
  expect((await values()).get('overdueRedDays')).toBe('30');
  expect(await sent(path, { ...board, overdueRedDays: '60' })).toContain('recorded=');
  expect(await sent(path, { ...board, closeRedDays: '200' })).toContain('recorded=');
  const now = await values();
  expect([now.get('overdueRedDays'), now.get('closeRedDays')]).toEqual(['60', '200']);
  expect(now.get('evidence')).toBe('');
});

it('sets what is published from what holds, with the amounts of the rules that are chosen', async () => {
  const path = '/do/funds/northmoor/set-publication-policy';
  const policy = (): Promise<Body> => only('funds/northmoor', 'publicationPolicies');
  const first = { lines: ['payments'], smallestGroup: 5, thresholds: { payments: '100.00' } };
  await amina.done('funds/northmoor/set-publication-policy', first);
  expect(await sent(path, { personal: 'left-out', reason: 'As advised' })).toContain('recorded=');
  expect(await policy()).toMatchObject({
    ...{ ...first, personal: 'left-out', standard: 'transparency-code' },
    thresholds: { payments: '100.00', contracts: '5000.00', grants: '0.00' },
  });
  // Amounts that nobody named go with the rules; those that somebody named stay.
  expect(await sent(path, { standard: 'nhs-25k', reason: 'As NHS bodies' })).toContain('recorded=');
  expect(await policy()).toMatchObject({
    thresholds: { payments: '100.00', contracts: '25000.00', grants: '25000.00' },
  });
  const none = await asItStands(path);
  none.delete('lines');
  await browser.post(path, { ...Object.fromEntries(none), reason: 'Totals alone', step: 'record' });
  expect(await policy()).toMatchObject({ lines: [], smallestGroup: 5 });
});
