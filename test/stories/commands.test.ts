import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { signedInAs } from '../support/tokens.js';

let app: App;
let client: Client;
/** The number of the fund's establishment. */
let first: number;

beforeAll(async () => {
  app = await startApp(undefined, 'northmoor-council');
  client = new Client(app);
  const established = await client.done('funds/small/establish-fund', {
    name: 'Small fund',
    kind: 'single',
    host: 'northmoor-council',
  });
  first = Number(established['number']);
  await client.done('funds/small/open-source', {
    source: 'council',
    name: 'Council',
    role: 'partner',
    organisation: 'northmoor-council',
  });
});
afterAll(() => app.stop());

const organisation = { name: 'Harbour Lights CIC', sector: 'voluntary', vcse: 'yes' };

it('answers with the streams it touched and the number, and the views include it at once', async () => {
  const body = await client.done('organisations/GB-COH-1/register-organisation', organisation);
  expect(body).toMatchObject({
    streams: [{ stream: 'organisation-GB-COH-1', revision: 0 }],
    repeated: false,
  });
  const { body: list } = await client.get('organisations');
  expect(list['number']).toBe(body['number']);
  expect(list['organisations']).toContainEqual(
    expect.objectContaining({
      id: 'GB-COH-1',
      name: 'Harbour Lights CIC',
      since: expect.any(String),
    }),
  );
});

describe('an idempotency key', () => {
  const headers = { 'Idempotency-Key': 'same' };
  it('returns the first answer to the same request, and refuses another', async () => {
    const path = 'organisations/GB-COH-2/register-organisation';
    const first = await client.post(path, organisation, headers);
    const again = await client.post(path, organisation, headers);
    expect(again).toMatchObject({ status: 200, body: { ...first.body, repeated: true } });
    const other = await client.post(path, { ...organisation, name: 'Other' }, headers);
    expect(other).toMatchObject({
      status: 422,
      body: { type: 'urn:common-purse:problem:key-reused', rule: 9 },
    });
  });

  it('belongs to its client', async () => {
    const tomasz = new Client(app, 'tomasz');
    const answer = await tomasz.post(
      'organisations/GB-COH-3/register-organisation',
      organisation,
      headers,
    );
    expect(answer).toMatchObject({ status: 200, body: { repeated: false } });
  });

  it('is needed', async () => {
    const answer = await client.post('organisations/GB-COH-4/register-organisation', organisation, {
      'Idempotency-Key': '',
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { type: 'urn:common-purse:problem:key-missing' },
    });
  });
});

it('keeps to the revision that the caller saw', async () => {
  const scheme = { scheme: 'one', name: 'Scheme one' };
  const stale = await client.post('funds/small/open-scheme', scheme, { 'If-Match': '"0"' });
  expect(stale).toMatchObject({
    status: 412,
    body: { type: 'urn:common-purse:problem:moved-on', revision: 1 },
  });
  const fresh = await client.post('funds/small/open-scheme', scheme, { 'If-Match': '"1"' });
  expect(fresh.status).toBe(200);
  expect(fresh.headers.get('ETag')).toBe('"2"');
});

it('rehearses: the events and postings it would make, and nothing is recorded', async () => {
  const { body: before } = await client.get('funds');
  const answer = await client.post('funds/small/pledge-contribution?dryRun=true', {
    contribution: 'dry',
    source: 'council',
    year: '2026-27',
    amount: '100.00',
  });
  expect(answer).toMatchObject({
    status: 200,
    body: {
      dryRun: true,
      after: { small: { whole: { indicative: { amount: '100.00' } } } },
      events: [
        {
          type: 'ContributionPledged',
          postings: [
            { account: 'budget:contributed:indicative', amount: '-100.00' },
            { account: 'budget:unallocated:indicative', amount: '100.00' },
          ],
        },
      ],
    },
  });
  const { body: after } = await client.get('funds');
  expect(after['number']).toBe(before['number']);
});

describe('what cannot be read', () => {
  it.each([
    [
      'a number for an amount',
      { contribution: 'x', source: 'council', year: '2026-27', amount: 100 },
      'amount',
    ],
    [
      'an amount without pence',
      { contribution: 'x', source: 'council', year: '2026-27', amount: '100' },
      'write an amount as "1200000.00"',
    ],
    [
      'a year of another kind',
      { contribution: 'x', source: 'council', year: '2026-28', amount: '1.00' },
      'year',
    ],
    [
      'a field that no one knows',
      { contribution: 'x', source: 'council', year: '2026-27', amount: '1.00', colour: 'red' },
      'colour',
    ],
    [
      'no reason',
      { reason: '', contribution: 'x', source: 'council', year: '2026-27', amount: '1.00' },
      'reason',
    ],
  ])('%s is refused, and the answer says where', async (_, body, words) => {
    const answer = await client.post('funds/small/pledge-contribution', body);
    expect(answer).toMatchObject({
      status: 400,
      body: { type: 'urn:common-purse:problem:invalid-request' },
    });
    expect(answer.body['detail']).toContain(words);
  });

  it.each([
    ['text', 'text/plain', '{"scheme":"two","name":"Two"}'],
    ['nothing', 'application/json', 'null'],
    ['a list', 'application/json', '[]'],
    ['a word', 'application/json', '"two"'],
  ])('%s in place of an object is refused, and the answer says what to send', async (...sent) => {
    const [, type, body] = sent;
    const answer = await fetch(`${app.url}/api/v1/funds/small/open-scheme`, {
      ...{ method: 'POST', body },
      headers: {
        ...(await signedInAs('amina', app.url)),
        'Content-Type': type,
        'Idempotency-Key': 'no-object',
      },
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { detail: expect.stringContaining('send the command as a JSON object') as string },
    ]);
  });

  it('a command that does not exist is not found', async () => {
    const answer = await client.post('funds/small/print-money', {});
    expect(answer).toMatchObject({
      status: 404,
      body: { type: 'urn:common-purse:problem:not-found' },
    });
  });

  it('a token that is not taken is no anonymous request', async () => {
    const headers = { Authorization: 'Bearer a.b.c' };
    const answer = await fetch(`${app.url}/api/v1/funds`, { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('WWW-Authenticate')).toContain('error="invalid_token"');
    expect(await answer.json()).toMatchObject({ type: 'urn:common-purse:problem:token-refused' });
  });

  it('someone whom the directory does not know is told so', async () => {
    const nobody = new Client(app, 'nobody');
    const answer = await nobody.post('funds/small/open-scheme', { scheme: 'two', name: 'Two' });
    expect(answer).toMatchObject({
      status: 403,
      body: { type: 'urn:common-purse:problem:person-unknown', subject: 'nobody' },
    });
  });
});

describe('a question about the past', () => {
  it('is answered as known at a number, and states it', async () => {
    const { body } = await client.get(`funds?asKnownAt=${first}`);
    expect(body).toMatchObject({ number: first, final: true, funds: [{ id: 'small' }] });
  });
  it.each([
    ['a number that is not reached', 'asKnownAt=999999', 'not-reached'],
    ['the future', 'asKnownAt=2999-01-01', 'not-reached'],
    ['a time before the first event', 'asKnownAt=1999-01-01', 'before-the-log'],
    ['no time at all', 'asKnownAt=yesterday', 'invalid-request'],
    ['no day at all', 'effectiveOn=2026-13-45', 'invalid-request'],
  ])('%s is refused, never answered with nothing', async (_, query, problem) => {
    const { status, body } = await client.get(`funds?${query}`);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body['type']).toBe(`urn:common-purse:problem:${problem}`);
  });
});

it('now is today: what is overdue ages while nothing is recorded', async () => {
  const clock = { day: '2026-04-02' };
  const quiet = await startApp(() => new Date(`${clock.day}T10:00:00Z`), 'a');
  const asked = new Client(quiet);
  await asked.done('funds/quiet/establish-fund', { name: 'Quiet', kind: 'single', host: 'a' });
  await asked.done('funds/quiet/open-source', {
    source: 's',
    name: 'S',
    role: 'partner',
    organisation: 'a',
  });
  const pledge = { contribution: 'c', source: 's', year: '2026-27', amount: '5.00' };
  await asked.done('funds/quiet/pledge-contribution', pledge);
  await asked.done('funds/quiet/confirm-contribution', {
    contribution: 'c',
    evidence: 'Resolution',
  });
  clock.day = '2026-04-11';
  const now = await asked.get('funds/quiet/health');
  expect(now.body).toMatchObject({
    day: '2026-04-11',
    overdue: { amount: '5.00', oldestDays: 10 },
  });
  const then = await asked.get(`funds/quiet/health?asKnownAt=${String(now.body['number'])}`);
  expect(then.body).toMatchObject({ day: '2026-04-02', overdue: { oldestDays: 1 } });
  await quiet.stop();
});
