import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** A partner's later years: rolled forward as the agreement says, and subject to its annual budget. */
let app: App;
let client: Client;

beforeAll(async () => {
  app = await startApp(() => new Date('2026-06-01T10:00:00Z'), 'council');
  client = new Client(app);
  await done('agreements/moor/sign-agreement', {
    ...{ title: 'Moor', power: 's75', host: 'council', partners: ['council', 'icb'] },
    contributionsVary: { rule: 'NHS uplift, less 0.5 %', uplift: '0.02', efficiency: '0.005' },
    commitmentLimits: { indicative: '0.00', expected: '0.00' },
  });
  await fund('establish-fund', {
    name: 'Moor',
    kind: 'pooled',
    host: 'council',
    agreement: 'moor',
  });
  await fund('open-source', { source: 'icb', name: 'ICB', role: 'partner', organisation: 'icb' });
});
afterAll(() => app.stop());

const effective = '2026-04-01';
const done = (path: string, body: object) => client.done(path, { effective, ...body });
const fund = (command: string, body: object) => done(`funds/moor/${command}`, body);
const pledge = (contribution: string, year: string, amount: string, more: object) =>
  fund('pledge-contribution', { contribution, source: 'icb', year, amount, ...more });
const confirm = (more: object = {}) =>
  client.post('funds/moor/confirm-contribution', {
    ...{ effective, contribution: 'third', evidence: 'Minute 7', ...more },
  });

type Row = Readonly<Record<string, unknown>>;
async function contribution(id: string): Promise<Row | undefined> {
  const { body } = await client.get('funds/moor');
  return (body['contributions'] as unknown as Row[]).find((one) => one['id'] === id);
}
async function figure(year: string): Promise<Row | undefined> {
  const { body } = await client.get('funds/moor/health');
  const { contributions } = body as unknown as { contributions: Row[] };
  return contributions.find((row) => row['year'] === year);
}

it('goes on by the rates of the agreement, and says whose they are', async () => {
  await pledge('first', '2026-27', '800000.00', { recurrent: true });
  await fund('roll-forward-contribution', { contribution: 'second', from: 'first' });
  expect(await contribution('second')).toMatchObject({
    amount: '812000.00',
    certainty: 'expected',
    basis: {
      uplift: { rate: '0.02', amount: '16000.00', by: 'agreement' },
      efficiency: { rate: '0.005', amount: '4000.00', by: 'agreement' },
      agreementRevision: 0,
    },
  });
});

it('is shown apart while it is subject to the annual budget, and is not certain on a minute', async () => {
  await pledge('third', '2028-29', '100.00', { subjectToBudget: true });
  expect(await contribution('third')).toMatchObject({ subjectToBudget: true });
  expect(await figure('2028-29')).toMatchObject({
    subjectToBudget: '100.00',
    indicative: { amount: '100.00' },
  });
  expect(await confirm()).toMatchObject({
    status: 422,
    body: { type: 'urn:common-purse:problem:subject-to-budget', rule: 19 },
  });
});

it('is certain where the agreement says so, and still shown apart until the budget is set', async () => {
  await done('agreements/moor/vary-agreement', {
    subjectToBudgetIsCertain: true,
    changes: 'What is agreed subject to budget counts',
  });
  expect((await confirm()).status).toBe(200);
  expect(await contribution('third')).toMatchObject({
    certainty: 'confirmed',
    evidence: 'Agreement moor, version 2: Minute 7',
    subjectToBudget: true,
  });
  expect(await figure('2028-29')).toMatchObject({
    subjectToBudget: '100.00',
    confirmed: { amount: '100.00' },
  });
  const resolution = { evidence: 'Governing body, March 2028', budgetResolution: true };
  expect((await confirm(resolution)).status).toBe(200);
  expect(await contribution('third')).toMatchObject({
    subjectToBudget: false,
    budgetResolution: 'Governing body, March 2028',
  });
  expect(await figure('2028-29')).toMatchObject({ subjectToBudget: '0.00' });
});
