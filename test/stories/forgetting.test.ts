import { Client as Database } from 'pg';
import { pino } from 'pino';
import { canonicalBytes } from '#libs/event-store/canonical.js';
import { leafHash } from '#libs/transparency/hashes.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** What is said of somebody whom money follows is sealed, shown to few, and forgotten (rule 16). */
const clock = { now: '2026-05-04T10:00:00Z' };
const council = 'GB-LAE-NMR';
const told = 'She moved to her sister in Whitby';
let app: App;
let amina: Client;

beforeAll(async () => {
  app = await startApp(() => new Date(clock.now));
  amina = new Client(app);
  await new Client(app, 'nadia').done(`delegations/${council}/adopt-delegation`, {
    title: 'Scheme of delegation 2026',
    evidence: 'Full Council',
    powers: [
      { power: 'forgetting', office: 'director', decisions: ['forgetting'], decides: 'alone' },
    ],
  });
  const year = '2026-27';
  const amount = '5000.00';
  await amina.done('funds/pool/establish-fund', { name: 'Pool', kind: 'single', host: council });
  const source = { source: 'council', name: 'Council', role: 'partner', organisation: council };
  await amina.done('funds/pool/open-source', source);
  await amina.done('funds/pool/open-scheme', { scheme: 'care', name: 'Care' });
  const pledge = { contribution: 'c', source: 'council', year, amount };
  await amina.done('funds/pool/pledge-contribution', pledge);
  const signed = { contribution: 'c', evidence: 'Resolution' };
  await amina.done('funds/pool/confirm-contribution', signed);
  await amina.done('funds/pool/allocate-budget', {
    ...{ scheme: 'care', source: 'council', year, amount },
  });
});
afterAll(() => app.stop());

const budget = (id: string, person: string) => ({
  path: `contracts/${id}/award-personal-budget`,
  body: {
    ...{ provider: 'GB-COH-19990001', person, start: '2026-05-04', end: '2027-03-31' },
    needs: [{ need: 'coaching', amount: '1000.00' }],
    funding: [
      {
        ...{ fund: 'pool', scheme: 'care', year: '2026-27', nature: 'revenue' },
        ...{ amount: '900.00', sources: 'as-scheme' },
      },
    ],
    override: { amount: '900.00', reason: `Decided lower: ${told}` },
    reason: told,
  },
});

type Told = Readonly<Record<string, unknown>>;
const asReader = (name: string) => new Client(app, name);
const events = async () => {
  const all = [];
  for await (const batch of app.runtime.store.read(0)) all.push(...batch);
  return all;
};
const problem = ({ body }: { body: Told }) => String(body['type']).replace(/^.*:/, '');

/** Everything that adds up or proves, which forgetting must leave as it is. */
async function standing(): Promise<object> {
  const recorded = (await events()).filter(({ type }) => type !== 'PersonForgotten');
  const at = `asKnownAt=${recorded.at(-1)?.number}`;
  return {
    count: recorded.length,
    leaves: recorded.map((event) =>
      Buffer.from(leafHash(Buffer.from(canonicalBytes(event)))).toString('hex'),
    ),
    root: Buffer.from(await app.runtime.transparency.rootAt(recorded.length)).toString('hex'),
    balances: (await amina.get(`funds/pool/balances?by=account,award&${at}`)).body['balances'],
    trial: (await amina.get(`funds/pool/trial-balance?${at}`)).body['lines'],
  };
}

it('is told as a power of the office without the bounds of money', async () => {
  const page = await (
    await asReader('rosalind').fetch('/approvals', { Accept: 'text/html' })
  ).text();
  expect(page).toContain('Forgetting a person');
  expect(page).not.toContain('only money of the year');
});

it('records no word of it that can be read, in any event of the award', async () => {
  const { path, body } = budget('pb-417', 'hl-417');
  const answer = await amina.post(path, body, { 'Idempotency-Key': 'first' });
  expect(answer.status).toBe(200);
  const recorded = await events();
  for (const event of recorded) expect(canonicalBytes(event)).not.toContain('Whitby');
  const sealed = recorded.filter(({ reason }) => reason.startsWith('sealed:1:hl-417:'));
  expect(sealed.map(({ type }) => type)).toEqual([
    'CommitmentReserved',
    'ContractAwarded',
    'PersonalBudgetBuilt',
    'CommitmentConfirmed',
  ]);
});

it('shows it to who sealed it and to auditors; others do not see the event', async () => {
  const [first] = (await events()).filter(({ type }) => type === 'PersonalBudgetBuilt');
  const seen = async (name: string) => {
    const { body } = await asReader(name).get(`events/${first?.number}`);
    const { reason, data } = body['event'] as unknown as { reason: string; data: Told };
    return [reason, (data['override'] as Told)['reason']];
  };
  expect(await seen('amina')).toEqual([told, `Decided lower: ${told}`]);
  expect(await seen('priya')).toEqual([told, `Decided lower: ${told}`]);
  expect((await asReader('grace').get(`events/${first?.number}`)).status).toBe(403);
  expect((await asReader('tomasz').get(`events/${first?.number}`)).status).toBe(404);
});

it('answers a repeated request as the first time, though it would be sealed otherwise', async () => {
  const { path, body } = budget('pb-418', 'hl-418');
  const first = await amina.post(path, body, { 'Idempotency-Key': 'once' });
  expect([
    first.status,
    (await amina.post(path, body, { 'Idempotency-Key': 'once' })).body,
  ]).toEqual([200, { ...first.body, repeated: true }]);
  const other = { ...body, reason: 'Something else' };
  expect(problem(await amina.post(path, other, { 'Idempotency-Key': 'once' }))).toBe('key-reused');
});

it('seals what any request says about somebody, where it says about whom', async () => {
  await amina.done('funds/pool/open-scheme', {
    ...{ scheme: 'crisis', name: 'Crisis', about: 'hl-417', reason: told },
  });
  const [before, last] = (await events())
    .filter(({ reason }) => reason.startsWith('sealed:1:hl-417:'))
    .slice(-2);
  // Nobody learns from the log that the same was said twice.
  expect(last?.reason).not.toBe(before?.reason);
  const named = await amina.post('funds/pool/open-scheme', {
    ...{ scheme: 'x', name: 'X', about: '943-476-5919', reason: told },
  });
  expect([problem(named), named.body['rule']]).toEqual(['personal-reference', 16]);
  const twice = await amina.post('funds/pool/open-scheme', {
    ...{ scheme: 'x', name: 'X', about: 'hl-417', reason: last?.reason },
  });
  expect(twice.status).toBe(400);
});

const forget = (name: string, person: string, more: object = {}) =>
  asReader(name).post(`persons/${person}/forget-person`, {
    ...{ ground: 'request-of-the-person', evidence: 'Case 12', reason: 'Asked to be forgotten' },
    ...more,
  });

it('is forgotten on the decision of the office that may, and of no other', async () => {
  expect(problem(await forget('owen', 'hl-417'))).toBe('not-delegated');
  expect(problem(await forget('tomasz', 'hl-417'))).toBe('another-organisation');
  expect(problem(await forget('rosalind', 'hl-999'))).toBe('not-found');
  const before = await standing();
  expect((await forget('rosalind', 'hl-417')).status).toBe(200);
  expect(await standing()).toEqual(before);
  for (const name of ['amina', 'priya']) {
    const built = (await events()).find(({ type }) => type === 'PersonalBudgetBuilt');
    const { body } = await asReader(name).get(`events/${built?.number}`);
    expect((body['event'] as unknown as Told)['reason']).toMatch(
      /^\[forgotten: the key of hl-417 was destroyed on \d{4}-\d{2}-\d{2}\]$/,
    );
  }
  const database = new Database({ connectionString: app.databaseUrl });
  await database.connect();
  const { rows } = await database.query(
    `select subject, key is null as gone, destroyed is not null as dated
      from vault.subject_key order by subject`,
  );
  // After midnight in summer it is the next day already, though not in UTC.
  await database.query(
    `update vault.subject_key set destroyed = '2026-06-30T23:30:00Z' where subject = 'hl-417'`,
  );
  await database.end();
  const built = (await events()).find(({ type }) => type === 'PersonalBudgetBuilt');
  const { body: told } = await asReader('priya').get(`events/${built?.number}`);
  expect((told['event'] as unknown as Told)['reason']).toContain('destroyed on 2026-07-01]');
  expect(rows).toEqual([
    { subject: 'hl-417', gone: true, dated: true },
    { subject: 'hl-418', gone: false, dated: false },
  ]);
});

it('is never sealed for again, and forgotten once', async () => {
  const { path, body } = budget('pb-419', 'hl-417');
  expect(problem(await amina.post(path, body))).toBe('person-forgotten');
  expect(problem(await forget('rosalind', 'hl-417', { evidence: 'Case 13' }))).toBe(
    'person-forgotten',
  );
});

it('does not keep a request from being answered again as it was before', async () => {
  const { path, body } = budget('pb-417', 'hl-417');
  const again = await amina.post(path, body, { 'Idempotency-Key': 'first' });
  expect([again.status, again.body['repeated']]).toEqual([200, true]);
});

it('is forgotten after a crash between the decision and the destruction too', async () => {
  const database = new Database({ connectionString: app.databaseUrl });
  await database.connect();
  // As the decision leaves it when the process dies before the key is destroyed.
  await database.query(
    `create function vault.stop() returns trigger language plpgsql as $$
      begin raise exception 'killed here'; end $$;
    create trigger stop before update of key on vault.subject_key
      for each row execute function vault.stop();`,
  );
  expect((await forget('rosalind', 'hl-418')).status).toBe(500);
  await database.query('drop trigger stop on vault.subject_key; drop function vault.stop');
  const other = await app.another(pino({ level: 'silent' }), () => new Date(clock.now));
  await other.sealing.finish();
  await other.stop();
  const { rows } = await database.query<{ count: string }>(
    'select count(*) from vault.subject_key where key is not null',
  );
  await database.end();
  expect(rows).toEqual([{ count: '0' }]);
});
