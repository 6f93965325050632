import { startApp, type App } from '../support/app.js';
import { Client, type Answer, type Body } from '../support/client.js';

/** Contracts from their award to their end, over HTTP: what each change commits, to the penny. */
let app: App;
let client: Client;

const years = ['2026-27', '2027-28', '2028-29', '2029-30', '2030-31'];
const fund = (command: string, body: object): Promise<Body> =>
  client.done(`funds/pool/${command}`, { effective: '2026-04-01', ...body });

beforeAll(async () => {
  app = await startApp(() => new Date('2029-12-01T09:00:00Z'));
  client = new Client(app);
  await fund('establish-fund', { name: 'Pool', kind: 'pooled', host: 'council' });
  for (const source of ['council', 'icb'])
    await fund('open-source', { source, name: source, role: 'partner', organisation: source });
  await fund('open-scheme', { scheme: 'navigators', name: 'Navigators' });
  for (const year of years)
    for (const [source, amount] of [
      ['council', '7000000.00'],
      ['icb', '4000000.00'],
    ] as const) {
      const contribution = `${source}-${year}`;
      await fund('pledge-contribution', { contribution, source, year, amount });
      await fund('confirm-contribution', { contribution, evidence: 'Signed schedule' });
      await fund('allocate-budget', { scheme: 'navigators', source, year, amount });
    }
});
afterAll(() => app.stop());

const line = (year: string, amount: string) => ({
  fund: 'pool',
  scheme: 'navigators',
  year,
  nature: 'revenue',
  amount,
});
const asScheme = (year: string, amount: string) => ({
  ...line(year, amount),
  sources: 'as-scheme',
});

/** A contract of 1,100,000.00 a year, from July 2026 to June 2029. */
const award = (id: string, more: object = {}): Promise<Body> =>
  client.done(`contracts/${id}/award-contract`, {
    effective: '2026-04-01',
    title: id,
    provider: 'harbour-lights',
    start: '2026-07-01',
    end: '2029-06-30',
    funding: [
      asScheme('2026-27', '825000.00'),
      asScheme('2027-28', '1100000.00'),
      asScheme('2028-29', '1100000.00'),
      asScheme('2029-30', '275000.00'),
    ],
    ...more,
  });

const change = (id: string, command: string, body: object): Promise<Answer> =>
  client.post(`contracts/${id}/${command}`, { effective: '2027-05-20', ...body });
const changed = (id: string, command: string, body: object): Promise<Body> =>
  client.done(`contracts/${id}/${command}`, { effective: '2027-05-20', ...body });

/** What is committed to an award and not yet spent, year by year. */
async function outstanding(id: string, more = ''): Promise<Record<string, string>> {
  const { body } = await client.get(
    `funds/pool/balances?award=${id}&account=budget:committed:confirmed&by=year${more}`,
  );
  const rows = body['balances'] as unknown as { year: string; amount: string }[];
  return Object.fromEntries(rows.map(({ year, amount }) => [year, amount]));
}

async function facts(id: string): Promise<Body> {
  const { body } = await client.get('funds/pool');
  const ofAward = (list: unknown): Body[] =>
    (list as (Body & { award: string })[]).filter(({ award: of }) => of === id);
  const [terms] = (body['awards'] as unknown as (Body & { id: string })[]).filter(
    (one) => one.id === id,
  );
  return {
    ...terms,
    options: ofAward(body['awardOptions']),
    flexed: ofAward(body['awardFlexibility']),
    subcontracts: ofAward(body['subcontracts']),
    changes: ofAward(body['awardChanges']),
  } as unknown as Body;
}

describe('an option', () => {
  beforeAll(() =>
    award('options', {
      optionMonths: [12, 12],
      optionsValue: '2200000.00',
      terms: { options: [{ option: 1, exerciseBy: '2029-12-31', value: '1100000.00' }] },
    }),
  );
  const adds = [asScheme('2029-30', '825000.00'), asScheme('2030-31', '275000.00')];

  it('is not committed until it is exercised, one after the other and within what it is worth', async () => {
    expect(await outstanding('options')).toEqual({
      '2026-27': '825000.00',
      '2027-28': '1100000.00',
      '2028-29': '1100000.00',
      '2029-30': '275000.00',
    });
    expect(
      await change('options', 'exercise-option', { change: 'o2', option: 2, adds }),
    ).toMatchObject({ status: 409, body: { type: 'urn:common-purse:problem:wrong-order' } });
    const tooMuch = [asScheme('2029-30', '825000.01'), asScheme('2030-31', '275000.00')];
    expect(
      await change('options', 'exercise-option', { change: 'o1', option: 1, adds: tooMuch }),
    ).toMatchObject({
      status: 422,
      body: { type: 'urn:common-purse:problem:option-exceeds-worth', rule: 19, short: '0.01' },
    });
    await changed('options', 'exercise-option', { change: 'o1', option: 1, adds });
    expect(await outstanding('options')).toMatchObject({
      '2029-30': '1100000.00',
      '2030-31': '275000.00',
    });
    expect(await facts('options')).toMatchObject({
      end: '2030-06-30',
      value: '4400000.00',
      optionsValue: '1100000.00',
      options: [{ option: 1, state: 'exercised' }],
    });
  });

  it('lapses, and is worth nothing then', async () => {
    await changed('options', 'lapse-option', { option: 2, effective: '2029-11-01' });
    expect(await facts('options')).toMatchObject({
      optionsValue: '0.00',
      options: [{ state: 'exercised' }, { option: 2, state: 'lapsed' }],
    });
  });

  it('is exercised once, however often it is asked for', async () => {
    const again = { change: 'o1', option: 1, adds };
    expect(await change('options', 'exercise-option', again)).toMatchObject({
      status: 409,
      body: { type: 'urn:common-purse:problem:already-exists' },
    });
  });
});
