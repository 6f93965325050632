import { startApp, type App } from '../support/app.js';
import { Client, type Answer } from '../support/client.js';

/** Who may go beyond what there is, promise money and open a closed month is in the scheme of delegation. */
let app: App;
const as: Record<string, Client> = {};
const by = (who: string): Client => (as[who] ??= new Client(app, who));
const council = 'GB-LAE-NMR';
const year = '2026-27';
const ask = (who: string, command: string, body: object): Promise<Answer> =>
  by(who).post(command, body);
const done = (command: string, body: object) => by('amina').done(`funds/pool/${command}`, body);
const refusedAs = (status: number, problem: string, facts: object): object => ({
  status,
  body: { type: `urn:common-purse:problem:${problem}`, ...facts },
});
const approvedBy = async (who: string, { body }: Answer, fund = 'pool'): Promise<number> => {
  const asked = { ...(body['asks'] as unknown as object), until: '2026-06-30' };
  return (await ask(who, `funds/${fund}/approve-decision`, asked)).status;
};

beforeAll(async () => {
  app = await startApp(() => new Date('2026-06-01T09:00:00Z'));
  await done('establish-fund', {
    name: 'Pool',
    kind: 'pooled',
    host: council,
    effective: '2026-04-01',
  });
  await done('open-scheme', { scheme: 'navigators', name: 'Navigators' });
  const money = { source: 'council', year, amount: '50000.00' };
  await done('open-source', {
    ...{ source: 'council', name: 'Council', role: 'partner', organisation: council },
  });
  await done('pledge-contribution', { contribution: 'council', ...money });
  await done('confirm-contribution', { contribution: 'council', evidence: 'Signed schedule' });
  await done('allocate-budget', { scheme: 'navigators', ...money });
  await by('nadia').done(`delegations/${council}/adopt-delegation`, {
    title: 'Scheme of delegation 2026',
    evidence: 'Full Council, 25 February 2026',
    effective: '2026-04-01',
    powers: [
      { office: 'head-of-service', limit: '1000.00', decides: 'alone' },
      { office: 'director', limit: '20000.00' },
    ].map((power) => ({
      power: `${power.office}-decisions`,
      decisions: ['override', 'commitment', 'contract-variation', 'reopening'],
      ...power,
    })),
  });
});
afterAll(() => app.stop());

const beyond = (amount: string): object => ({
  ...{ scheme: 'navigators', source: 'council', year, amount },
  override: { authority: 'Head of service', reason: 'People are waiting' },
});

it('lets an office go beyond what a source has within its limit, and tells the auditor', async () => {
  expect((await ask('owen', 'funds/pool/allocate-budget', beyond('1000.00'))).status).toBe(200);
  expect(await ask('owen', 'funds/pool/allocate-budget', beyond('1000.01'))).toMatchObject(
    refusedAs(403, 'exceeds-delegation', {
      rule: 20,
      limit: '1000.00',
      short: '0.01',
      ruleDate: '2026-04-01',
    }),
  );
  const { body } = await by('priya').get('audit-notices');
  expect(JSON.stringify(body)).toContain('override/navigators');
});

it('opens a closed month once the director has let it be opened', async () => {
  await done('hard-close-period', { period: '2026-04' });
  const refused = await ask('amina', 'funds/pool/reopen-period', { period: '2026-04' });
  expect(refused).toMatchObject(refusedAs(403, 'not-delegated', { decision: 'reopening' }));
  expect(await approvedBy('rosalind', refused)).toBe(200);
  await done('reopen-period', { period: '2026-04' });
});

const line = { fund: 'pool', scheme: 'navigators', year, nature: 'revenue' };
const award = (amount: string): object => ({
  title: 'Navigators',
  provider: 'GB-COH-19990001',
  start: '2026-06-01',
  end: '2027-03-31',
  funding: [{ ...line, amount, sources: 'as-scheme' }],
  costShares: [{ category: 'delivery', share: 100 }],
  regime: 'Provider Selection Regime',
});

it('promises money to a provider, and more of it, by who may', async () => {
  const misspelt = { ...award('5000.00'), regime: 'provider-selection-regime' };
  const unread = await ask('owen', 'contracts/lights/award-contract', misspelt);
  expect(unread).toMatchObject({ status: 400 });
  expect(unread.body['detail']).toContain('"Provider Selection Regime"');
  const refused = await ask('owen', 'contracts/lights/award-contract', award('5000.00'));
  expect(refused).toMatchObject(refusedAs(403, 'exceeds-delegation', { short: '4000.00' }));
  expect(await approvedBy('owen', refused)).toBe(403);
  expect(await approvedBy('rosalind', refused)).toBe(200);
  expect((await ask('owen', 'contracts/lights/award-contract', award('5000.00'))).status).toBe(200);

  const varied = await ask('owen', 'contracts/lights/vary-contract', {
    change: 'winter',
    description: 'More visits in winter',
    ground: 'own-decision',
    adds: [{ ...line, amount: '1500.00' }],
  });
  expect(varied).toMatchObject(
    refusedAs(403, 'exceeds-delegation', { decision: 'contract-variation', short: '500.00' }),
  );
});

it('varies the terms of an award alone by who may, though no money moves', async () => {
  const longer = { change: 'longer', description: 'One more month', ground: 'own-decision' };
  const vary = (who: string, end: string) =>
    ask(who, 'contracts/lights/vary-contract', { ...longer, end });
  const refused = await vary('amina', '2027-04-30');
  expect(refused).toMatchObject(
    refusedAs(403, 'not-delegated', { rule: 20, decision: 'contract-variation' }),
  );
  expect(refused.body['asks']).toMatchObject({ subject: 'lights/longer', amount: '0.00' });
  expect((await vary('owen', '2027-04-30')).status).toBe(200);
  const { body } = await by('amina').get('funds/pool');
  expect(body['decisions']).toContainEqual(
    expect.objectContaining({ subject: 'lights/longer', amount: '0.00', how: 'alone' }),
  );
});

it('shows who decided by which delegation', async () => {
  const { body } = await by('amina').get('funds/pool');
  const decisions = body['decisions'] as unknown as object[];
  expect(decisions).toHaveLength(4);
  expect(decisions).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ decision: 'override', how: 'alone' }),
      expect.objectContaining({ decision: 'reopening', subject: '2026-04', how: 'approved' }),
      expect.objectContaining({
        decision: 'commitment',
        subject: 'lights',
        decidedBy: [expect.objectContaining({ by: 'rosalind', delegation: 0 })],
      }),
    ]),
  );
});

describe('a promise beyond what its scheme has', () => {
  const override = { authority: 'Head of service', reason: 'Nobody is left alone this winter' };
  const winter = { ...line, scheme: 'winter' };
  const asked = (amount: string): object => ({
    ...award(amount),
    funding: [{ ...winter, amount, sources: 'as-scheme' }],
  });
  const beyond = { ...asked('2500.00'), override };

  it('is refused without an override, and shown by a dry run with it', async () => {
    const more = { source: 'council', year };
    await done('open-scheme', { scheme: 'winter', name: 'Winter' });
    await done('pledge-contribution', { contribution: 'more', ...more, amount: '3000.00' });
    await done('confirm-contribution', { contribution: 'more', evidence: 'Signed schedule' });
    await done('allocate-budget', { scheme: 'winter', ...more, amount: '2000.00' });
    expect(await ask('owen', 'contracts/shelter/award-contract', asked('2500.00'))).toMatchObject(
      refusedAs(422, 'commitment-exceeds-scheme', { rule: 19, short: '500.00' }),
    );
    const refused = await ask('owen', 'contracts/shelter/award-contract', beyond);
    expect(refused).toMatchObject(
      refusedAs(403, 'exceeds-delegation', { decision: 'commitment', short: '1500.00' }),
    );
    expect(await approvedBy('rosalind', refused)).toBe(200);
    const { body } = await ask('owen', 'contracts/shelter/award-contract?dryRun=true', beyond);
    expect(JSON.stringify(body)).toContain('"beyondScheme":[{');
  });

  it('is decided as a promise and as an override, flagged over budget, and needs cover', async () => {
    expect((await ask('owen', 'contracts/shelter/award-contract', beyond)).status).toBe(200);
    const { body } = await by('amina').get('funds/pool');
    expect(body['decisions']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ decision: 'commitment', subject: 'shelter', how: 'approved' }),
        expect.objectContaining({
          ...{ decision: 'override', subject: 'shelter', amount: '500.00', how: 'alone' },
        }),
      ]),
    );
    const found = { award: 'shelter', amount: '500.00' };
    expect(body['flags']).toContainEqual(
      expect.objectContaining({ kind: 'over-budget', ...found }),
    );
    expect(body['tasks']).toContainEqual(
      expect.objectContaining({ kind: 'find-cover', open: true, ...found }),
    );
    expect(body['commitments']).toContainEqual(
      expect.objectContaining({ override: expect.objectContaining(override) as object }),
    );
  });

  it('is so of more of an award too, each of its decisions by who may', async () => {
    const vary = {
      ...{ change: 'beds', description: 'More beds', override, notwithstanding: 'Winter' },
      adds: [{ ...winter, amount: '1200.00' }],
    };
    for (const decision of ['contract-variation', 'override']) {
      const refused = await ask('owen', 'contracts/shelter/vary-contract', vary);
      expect(refused).toMatchObject(
        refusedAs(403, 'exceeds-delegation', { decision, short: '200.00' }),
      );
      expect(await approvedBy('rosalind', refused)).toBe(200);
    }
    expect((await ask('owen', 'contracts/shelter/vary-contract', vary)).status).toBe(200);
    const { body } = await by('amina').get('funds/pool');
    expect(body['decisions']).toContainEqual(
      expect.objectContaining({
        ...{ decision: 'override', subject: 'shelter/beds', amount: '1200.00', how: 'approved' },
      }),
    );
  });
});

describe('an award from two funds', () => {
  const money = { source: 'council', year, amount: '700.00' };
  const from = (fund: string, scheme: string): object => ({
    ...{ fund, scheme, year, nature: 'revenue', amount: '700.00', sources: 'as-scheme' },
  });
  const both = { ...award('700.00'), funding: [from('another', 'beside'), from('pool', 'late')] };
  const asked = (): Promise<Answer> => ask('owen', 'contracts/both/award-contract', both);
  const another = (command: string, body: object) =>
    by('amina').done(`funds/another/${command}`, body);

  beforeAll(async () => {
    const hosted = { kind: 'pooled', host: council, effective: '2026-04-01' };
    await another('establish-fund', { ...hosted, name: 'Another pool' });
    await another('open-scheme', { scheme: 'beside', name: 'Beside' });
    await another('open-source', {
      ...{ source: 'council', name: 'Council', role: 'partner', organisation: council },
    });
    await another('pledge-contribution', { contribution: 'council', ...money });
    await another('confirm-contribution', { contribution: 'council', evidence: 'Schedule' });
    await another('allocate-budget', { scheme: 'beside', ...money });
    await done('open-scheme', { scheme: 'late', name: 'Budgeted late' });
  });

  it('uses no approval where the other one refuses, and is made once that has the money', async () => {
    const refused = await asked();
    expect(refused).toMatchObject(refusedAs(403, 'exceeds-delegation', { short: '400.00' }));
    expect(await approvedBy('rosalind', refused, 'another')).toBe(200);
    expect(await asked()).toMatchObject(
      refusedAs(422, 'commitment-exceeds-scheme', { scheme: 'late', short: '700.00' }),
    );
    const { body } = await by('amina').get('funds/another');
    expect(body['commitments']).toEqual([]);

    await done('pledge-contribution', { contribution: 'late', ...money });
    await done('confirm-contribution', { contribution: 'late', evidence: 'Signed schedule' });
    await done('allocate-budget', { scheme: 'late', ...money });
    expect(await approvedBy('rosalind', await asked())).toBe(200);
    expect((await asked()).status).toBe(200);
  });
});
