import { northmoorAwards, northmoorSetUp } from '#apps/service/example/northmoor.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { northmoorClosing } from '../support/northmoor-year-end.js';
import { tellAll } from '../support/told-over-http.js';

/** The late invoice of the worked story, had its cost been accrued: 5,000.00 of it, and 4,800.00 came. */
let app: App;
let client: Client;
let today = '2026-04-01';
const on = (day: string, command: string, body: object) => {
  today = day > today ? day : today;
  return client.done(`funds/northmoor/${command}`, { effective: day, ...body });
};

beforeAll(async () => {
  app = await startApp(() => new Date(`${today}T09:00:00.000Z`));
  client = new Client(app);
  await tellAll(client, [...northmoorSetUp, ...northmoorAwards]);
});
afterAll(() => app.stop());

it('clears the accrual, and 200.00 falls in 2027-28, favourable', async () => {
  const brokerage = { scheme: 'brokerage', source: 'council', year: '2027-28' };
  const months = ['0.00', ...new Array<string>(10).fill('30000.00'), '0.00'];
  await on('2026-04-01', 'profile-budget', { ...brokerage, months });
  const invoice = { provider: 'name:dale-skills', scheme: 'brokerage' };
  await on('2027-03-31', 'accrue-expenditure', {
    ...{ ...invoice, expenditure: 'accrued', cost: '5000.00', description: 'Courses in March' },
    sources: [{ source: 'council', amount: '5000.00' }],
  });
  const { effective, reason: _, ...closing } = northmoorClosing.body;
  await on(effective, 'close-year', {
    ...closing,
    commitments: ['harbour-lights', 'two-rivers', 'moorside'].map((award) => ({
      ...{ award, decision: 'release' },
    })),
  });
  today = '2027-05-10';
  await on('2027-03-20', 'verify-expenditure', {
    ...{ ...invoice, expenditure: 'late', net: '4800.00', irrecoverableVat: '0.00' },
    ...{ accrual: 'accrued', reference: 'Invoice of 20 March 2027' },
    sources: [{ source: 'council', amount: '4800.00' }],
  });
  const { body } = await client.get(
    'funds/northmoor/balances?account=cash:expenditure&by=year,relatesTo&scheme=brokerage',
  );
  expect(body['balances']).toEqual([
    { year: '2026-27', relatesTo: '2026-27', amount: '5000.00' },
    { year: '2027-28', relatesTo: '2026-27', amount: '-200.00' },
  ]);
  const { body: report } = await client.get('funds/northmoor/monitoring?month=2027-04');
  expect(report['lines']).toContainEqual(
    expect.objectContaining({
      ...{ scheme: 'brokerage', source: 'council' },
      toDate: expect.objectContaining({ variance: '200.00', is: 'favourable' }) as object,
    }),
  );
  const { body: fund } = await client.get('funds/northmoor');
  expect(fund['flags']).toEqual([]);
});
