import { northmoorAwards, northmoorSetUp, organisations } from '#apps/service/example/northmoor.js';
import { northmoorPayments } from '#apps/service/example/northmoor-payments.js';
import { byDay } from '#apps/service/example/step.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { imported } from '../support/imported.js';
import { tellAll } from '../support/told-over-http.js';

/** One question over all funds: what a provider, an award, a source or an area has, as known at any number. */
const harbour = organisations.harbourLights;
let app: App;
let client: Client;
let today = '2026-04-01';
let beforeOthers: number;

beforeAll(async () => {
  app = await startApp(() => new Date(`${today}T09:00:00.000Z`));
  client = new Client(app);
  await tellAll(
    client,
    [...northmoorSetUp, ...northmoorAwards, ...[...northmoorPayments].sort(byDay)],
    ({ body }) => {
      if (body.effective > today) today = body.effective;
    },
  );
  beforeOthers = (await app.runtime.store.head()).number;
  await tellAll(client, imported);
  // A second fund pays the same provider.
  await client.done('funds/imported/record-payment', {
    ...{ expenditure: 'harbour', kind: 'payment', provider: harbour, net: '120.00' },
    ...{ reference: 'T7', effective: '2012-06-01' },
  });
});
afterAll(() => app.stop());

const balances = async (query: string): Promise<Record<string, string>[]> => {
  const { status, body } = await client.get(`balances?${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body['balances'] as unknown as Record<string, string>[];
};

describe('balances over all funds', () => {
  it('are of a provider in every fund that pays it', async () => {
    expect(await balances(`provider=${harbour}&account=cash:expenditure&by=fund`)).toEqual([
      { fund: 'imported', amount: '120.00' },
      { fund: 'northmoor', amount: '640000.00' },
    ]);
  });

  it('are as known at a number, whatever came later', async () => {
    const asKnown = `provider=${harbour}&account=cash:expenditure&by=fund&asKnownAt=${beforeOthers}`;
    expect(await balances(asKnown)).toEqual([{ fund: 'northmoor', amount: '640000.00' }]);
  });

  it('are as effective on a day', async () => {
    const { body } = await client.get(
      `balances?provider=${harbour}&account=cash:expenditure&by=fund&effectiveOn=2012-12-31`,
    );
    expect(body).toMatchObject({
      effectiveOn: '2012-12-31',
      balances: [{ fund: 'imported', amount: '120.00' }],
    });
  });

  it.each([
    ['award=harbour-lights&account=budget:committed:confirmed&by=award', 'award', 'harbour-lights'],
    ['source=council&account=cash:expenditure&by=source', 'source', 'council'],
    ['scheme=navigators&account=cash:expenditure&by=scheme', 'scheme', 'navigators'],
    ['area=E06000999&account=cash:expenditure&by=area', 'area', 'E06000999'],
  ])('are those of the one fund that has it: %s', async (query, name, id) => {
    const [found] = await balances(query);
    const { body } = await client.get(`funds/northmoor/balances?${query}`);
    expect([found]).toEqual(body['balances']);
    expect(found).toMatchObject({ [name]: id });
  });

  it('are every fund by its accounts where nothing is asked', async () => {
    const all = await balances('');
    expect(new Set(all.map(({ fund }) => fund))).toEqual(new Set(['imported', 'northmoor']));
    const { body } = await client.get('funds/northmoor/balances');
    expect(
      all.filter(({ fund }) => fund === 'northmoor').map(({ fund: _, ...rest }) => rest),
    ).toEqual(body['balances']);
  });

  it('are none of an organisation that is known and has no money', async () => {
    expect(await balances(`provider=${organisations.council}`)).toEqual([]);
  });

  it.each([
    ['provider=nobody', 404, 'not-found'],
    ['fund=northmoor,nowhere', 404, 'not-found'],
    ['award=harbour-lights&asKnownAt=3', 404, 'not-found'],
    ['scheme=navigators&asKnownAt=999999', 422, 'not-reached'],
    ['by=colour', 400, 'invalid-request'],
    ['source=council&effectiveOn=soon', 400, 'invalid-request'],
  ])('are refused, never answered with nothing: %s', async (query, status, problem) => {
    expect(await client.get(`balances?${query}`)).toMatchObject({
      status,
      body: { type: `urn:common-purse:problem:${problem}` },
    });
  });
});
