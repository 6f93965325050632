import { northmoorAwards, northmoorSetUp, organisations } from '#apps/service/example/northmoor.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { tellAll } from '../support/told-over-http.js';

/** What becomes of invoices, claims, advances and VAT in Northmoor, day by day. */
const clock = { day: '2026-04-01' };
const { harbourLights, moorside, twoRivers } = organisations;
let app: App;
let client: Client;

const on = (day: string, command: string, body: object) => {
  clock.day = day;
  return client.done(`funds/northmoor/${command}`, body);
};
const refused = (command: string, body: object) => client.post(`funds/northmoor/${command}`, body);
const balance = async (query: string): Promise<string> => {
  const { body } = await client.get(`funds/northmoor/balances?by=account&${query}`);
  const balances = body['balances'] as unknown as { readonly amount: string }[];
  return balances.map(({ amount }) => amount).join(', ') || '0.00';
};
const problem = (name: string, facts: object) => ({
  body: { type: `urn:common-purse:problem:${name}`, ...facts },
});

beforeAll(async () => {
  app = await startApp(() => new Date(`${clock.day}T10:00:00Z`));
  client = new Client(app);
  await tellAll(client, [...northmoorSetUp, ...northmoorAwards]);
});
afterAll(() => app.stop());

it('pays a grant in advance, takes the evidence for it, and the rest back', async () => {
  await on('2026-04-02', 'pay-advance', {
    advance: 'moorside-q1',
    provider: moorside,
    award: 'moorside',
    amount: '7500.00',
    remittance: 'BACS moorside-q1',
  });
  expect(await balance('account=cash:paid-in-advance')).toBe('7500.00');
  expect(await balance('account=cash:expenditure')).toBe('0.00');

  await on('2026-06-30', 'evidence-advance', {
    advance: 'moorside-q1',
    expenditure: 'moorside-q1-accounts',
    cost: '7000.00',
    reference: 'Panel accounts, April to June',
  });
  await on('2026-07-03', 'return-advance', { advance: 'moorside-q1', reference: 'BACS refund' });
  expect(await balance('account=cash:paid-in-advance')).toBe('0.00');
  expect(await balance('account=cash:held&award=moorside')).toBe('-7000.00');
  expect(await balance('account=budget:matched:confirmed&award=moorside')).toBe('7000.00');

  const beyond = await refused('pay-advance', {
    advance: 'moorside-rest',
    provider: moorside,
    award: 'moorside',
    amount: '23000.01',
    remittance: 'BACS',
  });
  expect(beyond).toMatchObject(
    problem('advance-exceeds-commitment', { rule: 4, outstanding: '23000.00', short: '0.01' }),
  );
});

it('keeps back what is disputed, and pays it once that is resolved', async () => {
  const july = { expenditure: 'hl-july' };
  await on('2026-07-31', 'verify-expenditure', {
    ...july,
    provider: harbourLights,
    award: 'harbour-lights',
    reference: 'Invoice 1',
    net: '80000.00',
    irrecoverableVat: '0.00',
  });
  await on('2026-08-03', 'dispute-expenditure', {
    ...july,
    amount: '6000.00',
    cause: 'Two weeks were not staffed',
  });
  await on('2026-08-14', 'pay-expenditure', { ...july, remittance: 'BACS 1' });
  const owed = 'account=cash:creditor&award=harbour-lights';
  expect(await balance(owed)).toBe('-6000.00');
  expect(await refused('pay-expenditure', { ...july, remittance: 'BACS 2' })).toMatchObject(
    problem('payment-exceeds-invoice', { left: '0.00', disputed: '6000.00' }),
  );
  await on('2026-08-20', 'resolve-dispute', { ...july, finding: 'The rota shows that they were' });
  await on('2026-08-21', 'pay-expenditure', { ...july, remittance: 'BACS 2' });
  expect(await balance(owed)).toBe('0.00');
});

it('pays in parts what an office has approved, and no more', async () => {
  const august = { expenditure: 'hl-august' };
  await on('2026-08-31', 'verify-expenditure', {
    ...august,
    provider: harbourLights,
    award: 'harbour-lights',
    reference: 'Invoice 2',
    net: '80000.00',
    irrecoverableVat: '0.00',
  });
  await on('2026-09-02', 'approve-expenditure', { ...august, amount: '50000.00' });
  await on('2026-09-07', 'pay-expenditure', {
    ...august,
    amount: '33333.33',
    remittance: 'BACS 3',
  });
  expect(
    await refused('pay-expenditure', { ...august, amount: '16666.68', remittance: 'BACS 4' }),
  ).toMatchObject(problem('payment-exceeds-invoice', { left: '16666.67', short: '0.01' }));
  await on('2026-09-08', 'pay-expenditure', { ...august, remittance: 'BACS 4' });
  await on('2026-09-09', 'approve-expenditure', august);
  await on('2026-09-10', 'pay-expenditure', { ...august, remittance: 'BACS 5' });
  expect(await balance('account=cash:creditor&award=harbour-lights')).toBe('0.00');
  const { body } = await client.get('funds/northmoor');
  const payments = body['payments'] as unknown as { of: string; amount: string }[];
  expect(payments.filter(({ of }) => of === 'hl-august').map(({ amount }) => amount)).toEqual([
    '33333.33',
    '16666.67',
    '30000.00',
  ]);
});

it('gets back what was paid of an invoice that was recorded wrongly', async () => {
  await on('2026-09-15', 'verify-expenditure', {
    expenditure: 'tr-wrong',
    provider: twoRivers,
    award: 'two-rivers',
    reference: 'Invoice 6',
    net: '25000.00',
    irrecoverableVat: '0.00',
  });
  await on('2026-09-20', 'pay-expenditure', { expenditure: 'tr-wrong', remittance: 'BACS 6' });
  await on('2026-09-25', 'reverse-expenditure', { expenditure: 'tr-undo', corrects: 'tr-wrong' });
  const owed = 'account=cash:creditor&award=two-rivers';
  expect(await balance(owed)).toBe('25000.00');
  await on('2026-10-05', 'recover-expenditure', {
    expenditure: 'tr-wrong',
    amount: '10000.00',
    reference: 'BACS from Two Rivers',
  });
  await on('2026-10-12', 'recover-expenditure', {
    expenditure: 'tr-wrong',
    reference: 'BACS from Two Rivers',
  });
  expect(await balance(owed)).toBe('0.00');
  expect(await balance('account=cash:held&award=two-rivers')).toBe('0.00');
  expect(await balance('account=budget:matched:confirmed&award=two-rivers')).toBe('0.00');
});

it('recovers VAT for the source whose money paid it, up to what arose by a month', async () => {
  await on('2026-10-15', 'verify-expenditure', {
    expenditure: 'licences',
    provider: 'name:open-records-coop',
    scheme: 'infrastructure',
    sources: [
      { source: 'council', amount: '6000.00' },
      { source: 'icb', amount: '4000.00' },
    ],
    reference: 'Licences',
    net: '10000.00',
    irrecoverableVat: '0.00',
    recoverableVat: '2000.00',
  });
  await on('2026-10-20', 'pay-expenditure', { expenditure: 'licences', remittance: 'BACS 7' });
  expect(await balance('account=cash:vat-recoverable&source=council')).toBe('1200.00');
  const vat = { recovery: 'vat-october', source: 'council', reference: 'VAT return' };
  clock.day = '2026-11-07';
  expect(await refused('recover-vat', { ...vat, amount: '0.01', upTo: '2026-09' })).toMatchObject(
    problem('vat-exceeds-recoverable', { left: '0.00', short: '0.01' }),
  );
  await on('2026-11-07', 'recover-vat', { ...vat, amount: '1200.00', upTo: '2026-10' });
  expect(await balance('account=cash:vat-recoverable&source=council')).toBe('0.00');
  expect(await balance('account=cash:vat-recoverable&source=icb')).toBe('800.00');
});

it('rejects a claim, and leaves the accrual that it should have cleared', async () => {
  await on('2026-11-30', 'accrue-expenditure', {
    expenditure: 'moorside-november',
    provider: moorside,
    award: 'moorside',
    cost: '2000.00',
    description: 'Panel in November',
  });
  const claim = {
    expenditure: 'moorside-claim',
    provider: moorside,
    award: 'moorside',
    amount: '2000.00',
    reference: 'Claim for November',
  };
  await on('2026-12-04', 'claim-expenditure', claim);
  await on('2026-12-08', 'reject-expenditure', {
    expenditure: 'moorside-claim',
    cause: 'Receipts are missing',
  });
  expect(await balance('account=cash:creditor&award=moorside')).toBe('-2000.00');
});

it('lets an accrual’s difference fall in the year in which its invoice comes: 200.00 favourable', async () => {
  const courses = {
    provider: 'name:dale-skills',
    scheme: 'brokerage',
    sources: [{ source: 'council', amount: '5000.00' }],
  };
  await on('2027-03-31', 'accrue-expenditure', {
    ...courses,
    expenditure: 'courses-march',
    cost: '5000.00',
    description: 'Courses in March',
    reversesOn: '2027-07-15',
  });
  await on('2027-05-10', 'verify-expenditure', {
    ...courses,
    sources: [{ source: 'council', amount: '4800.00' }],
    expenditure: 'courses-invoice',
    relatesTo: '2026-27',
    reference: 'Invoice for March',
    net: '4800.00',
    irrecoverableVat: '0.00',
    accrual: 'courses-march',
  });
  const cost = 'account=cash:expenditure&scheme=brokerage&source=council';
  expect(await balance(`${cost}&year=2026-27`)).toBe('5000.00');
  expect(await balance(`${cost}&year=2027-28`)).toBe('-200.00');
});

it('reverses an accrual by itself on the day that it names', async () => {
  const cost = 'account=cash:expenditure&scheme=participation&source=council';
  await on('2027-06-30', 'accrue-expenditure', {
    expenditure: 'researchers-june',
    provider: 'name:moorside-arts',
    scheme: 'participation',
    sources: [{ source: 'council', amount: '700.00' }],
    cost: '700.00',
    description: 'Peer researchers in June',
    reversesOn: '2027-07-15',
  });
  clock.day = '2027-07-14';
  await app.runtime.scheduler.wake();
  expect(await balance(cost)).toBe('700.00');
  clock.day = '2027-07-16';
  await app.runtime.scheduler.wake();
  expect(await balance(cost)).toBe('0.00');
  const { body } = await client.get('funds/northmoor');
  const found = (body['expenditures'] as unknown as { id: string; state: string }[]).filter(
    ({ id }) => id === 'researchers-june' || id === 'courses-march',
  );
  expect(found.map(({ state }) => state)).toEqual(['accrual reversed', 'accrual reversed']);
});
