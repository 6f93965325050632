import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { Client, type Body } from '../support/client.js';
import { contract, smallPool, type SmallPool } from '../support/small-pool.js';

/**
 * What a fund publishes (rule 21): by its policy, redacted, and nothing of the ledger missing or
 * counted twice.
 */
let pool: SmallPool;
const nobody = (): Client => new Client(pool.app, null);

interface Line {
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly provider: string | null;
  readonly award: string | null;
  readonly title: string | null;
  readonly amount: string;
  readonly value: string | null;
}
interface Total {
  readonly amount: string | null;
  readonly withheld: boolean;
}

async function published(query = ''): Promise<readonly Line[]> {
  const { body } = await nobody().get(`published/pool/lines?${query}`);
  return body['lines'] as unknown as Line[];
}
async function totals(publication: string): Promise<readonly Total[]> {
  const { body } = await nobody().get(`published/pool/totals?publication=${publication}`);
  return body['totals'] as unknown as Total[];
}
const row = (list: string, of: string): Promise<Body> =>
  pool.row(list, of) as unknown as Promise<Body>;

/** A payment that was made, as it would be in a published file. */
const pay = (expenditure: string, provider: string, net: string, more: object = {}) =>
  pool.fund('record-payment', {
    ...{ expenditure, provider, scheme: 'work', source: 'council', nature: 'revenue', net },
    ...{ reference: expenditure, ...more },
  });
const provider = (nth: number): string => `GB-COH-2000000${nth}`;

beforeAll(async () => {
  pool = await smallPool();
  await pool.fund('open-scheme', { scheme: 'home', name: 'Care at home' });
  for (const [nth, name] of ['Lights', 'Rivers', 'Moors', 'Voices', 'Mr Smith'].entries())
    await pool.client.done(`organisations/${provider(nth)}/register-organisation`, { name });
});
afterAll(() => pool.app.stop());

it('publishes nothing before a policy says what, and the host says it', async () => {
  const path = 'funds/pool/publish';
  const first = { publication: 'april', until: '2026-04-01' };
  const early = await pool.client.post(path, first);
  expect(early.body).toMatchObject({ status: 422, rule: 21 });
  expect(early.body['detail']).toContain('no publication policy on 2026-04-01');
  expect((await nobody().get('published')).body).toMatchObject({ funds: [] });
  expect((await nobody().get('published/pool')).status).toBe(404);

  const policy = { individuals: [provider(4)] };
  const icb = await new Client(pool.app, 'ivan').post('funds/pool/set-publication-policy', policy);
  expect(icb.status).toBe(403);
  await pool.send('funds/pool/set-publication-policy', {
    refused: { ...policy, standard: 'own' },
    as: ['invalid-request'],
    done: policy,
  });
  const { body } = await nobody().get('published');
  expect(body).toMatchObject({
    funds: [
      {
        ...{ id: 'pool', title: 'Pool', publisher: 'GB-LAE-NMR', standard: 'transparency-code' },
        thresholds: { payments: '500.00', contracts: '5000.00', grants: '0.00' },
        ...{ lines: ['payments', 'awards'], totals: true, smallestGroup: 3 },
      },
    ],
  });
  // Who is protected is no business of the public.
  expect(JSON.stringify(body)).not.toContain(provider(4));
});

it('publishes what is over the threshold, and says of the rest what it comes to', async () => {
  await pay('over', provider(0), '500.01');
  await pay('at', provider(1), '500.00');
  await pay('small', provider(2), '40.00');
  await pay('person', provider(4), '700.00', { scheme: 'home' });
  await pool.client.done('grants/voices/award-grant', {
    ...contract('care', '20.00'),
    ...{ title: 'Listening', provider: provider(3) },
  });
  await pool.fund('publish', { publication: 'april', until: '2026-04-01' });

  expect(await published('kind=payment')).toMatchObject([
    { recipient: 'Lights', provider: provider(0), amount: '500.01', purpose: 'work' },
    { recipient: 'REDACTED PERSONAL DATA', provider: null, award: null, amount: '700.00' },
  ]);
  expect(await published('kind=grant')).toMatchObject([
    { recipient: 'Voices', award: 'voices', title: 'Listening', amount: '20.00', value: '20.00' },
  ]);
  const { body } = await nobody().get('published/pool/lines');
  expect(body).toMatchObject({ count: 3, paid: '1200.01', promised: '20.00' });
  expect(JSON.stringify(body)).not.toMatch(/Smith|Rivers|Moors/);

  // Published and left out are what the host's cash paid, to the penny.
  expect(await row('publicationAccounts', 'pool/april')).toMatchObject({
    reconciled: [
      {
        kind: 'payments',
        ledger: { count: 4, amount: '1740.01' },
        published: { count: 2, amount: '1200.01' },
        excluded: [{ reason: 'below-threshold', count: 2, amount: '540.00' }],
      },
      { kind: 'awards', ledger: { count: 1, amount: '20.00' }, excluded: [] },
    ],
  });
  expect(await pool.sum('account=cash:held')).toBe('-1740.01');
});

it('withholds totals that few are behind, also where they would follow from others', async () => {
  // Two are below the threshold: their sum, and every total that holds it, would tell each of the other.
  expect(await totals('april')).toMatchObject([
    { scheme: null, year: null, count: null, amount: null, withheld: true },
    { reason: 'below-threshold', count: null, amount: null, withheld: true },
    { scheme: 'home', count: 1, amount: '700.00', withheld: false },
    { scheme: 'work', count: null, amount: null, withheld: true },
    { year: '2026-27', count: null, amount: null, withheld: true },
    { area: 'unknown', count: null, amount: null, withheld: true },
    { scheme: 'home', year: '2026-27', count: 1, amount: '700.00', withheld: false },
    { scheme: 'work', year: '2026-27', count: null, amount: null, withheld: true },
  ]);
});

it('is added up over funds for anybody, with what is withheld still withheld', async () => {
  const { body } = await nobody().get('published/ecosystem');
  expect(body).toMatchObject({
    funds: [{ fund: 'pool', lines: { payments: '1200.01', awards: '20.00' }, whole: 'withheld' }],
    concentration: {
      payments: {
        named: [{ recipient: 'Lights', provider: provider(0), amount: '500.01', share: '100.00' }],
        unnamed: { amount: '700.00', share: '58.33' },
        hhi: '10000.00',
      },
    },
  });
  const sums = body['totals'] as unknown as (Total & { readonly scheme?: string })[];
  expect(
    sums.filter(({ withheld }) => !withheld).map(({ scheme, amount }) => [scheme, amount]),
  ).toEqual([
    ['home', '700.00'],
    ['home', '700.00'],
  ]);
  expect(JSON.stringify(body)).not.toMatch(/Smith|Rivers|Moors|540/);
  const page = await (await nobody().fetch('/published/ecosystem')).text();
  expect(page).toContain('withheld');
  expect(page).not.toMatch(/Smith|Rivers|Moors|540\.00/);
  // Schemes by name, and under the parts what they add up to.
  expect(page).toContain('Care at home');
  const byYear = page.slice(page.indexOf('by year of the cost'), page.indexOf('by area'));
  expect(byYear).toMatch(/<tfoot>[^]*All[^]*£1,200\.01[^]*£20\.00/);
});

it('goes on where the last publication ended, with what came late', async () => {
  await pay('late', provider(0), '900.00', { effective: '2026-04-01' });
  pool.on('2026-05-10');
  for (const nth of [0, 1, 2, 3])
    await pay(`may-${nth}`, provider(nth), `${nth + 1}0.00`, { effective: '2026-05-02' });
  await pay('june', provider(1), '800.00', { effective: '2026-05-09' });
  await pool.send('funds/pool/publish', {
    refused: { publication: 'may', until: '2026-03-31' },
    as: ['publication-not-next', { earliest: '2026-04-01' }],
    done: { publication: 'may', until: '2026-05-08' },
  });
  await pool.send('funds/pool/publish', {
    refused: { publication: 'may', until: '2026-05-10' },
    as: ['already-exists'],
    done: { publication: 'more', until: '2026-05-10' },
  });
  expect(await published('publication=may')).toMatchObject([{ amount: '900.00' }]);
  expect(await published('publication=more')).toMatchObject([{ amount: '800.00' }]);
  expect(await totals('may')).toContainEqual(
    expect.objectContaining({ reason: 'below-threshold', count: 4, amount: '100.00' }),
  );

  // Over all publications: what the ledger holds, once.
  const accounts = await Promise.all(
    ['april', 'may', 'more'].map((name) => row('publicationAccounts', `pool/${name}`)),
  );
  const ledger = accounts.map((account) => {
    const [payments] = account['reconciled'] as unknown as { ledger: { amount: string } }[];
    return parsePence(payments?.ledger.amount ?? '0.00');
  });
  expect(formatPence(sumPence(ledger))).toBe('3540.01');
  expect(await pool.sum('account=cash:held')).toBe('-3540.01');
});

it('leaves an award out while it is confidential, and says when it no longer is', async () => {
  const money = { provider: provider(2), award: 'moors', net: '600.00' };
  await pool.client.done('contracts/moors/award-contract', {
    ...contract('care', '100.00'),
    ...{ title: 'Moors', provider: provider(2), effective: '2026-05-10' },
  });
  const policy = {
    ...{ individuals: [provider(4)], thresholds: { contracts: '50.00' } },
    confidential: [{ award: 'moors', reason: 'Its price is in dispute', until: '2026-06-30' }],
  };
  await pool.fund('set-publication-policy', policy);
  await pay('moors', money.provider, money.net, {
    award: 'moors',
    scheme: 'care',
    effective: '2026-05-10',
  });
  await pool.fund('publish', { publication: 'confidential', until: '2026-05-10' });
  expect(await published('publication=confidential')).toEqual([]);
  expect(await row('publicationAccounts', 'pool/confidential')).toMatchObject({
    reconciled: [
      { kind: 'payments', excluded: [{ reason: 'confidential', amount: '600.00' }] },
      { kind: 'awards', excluded: [{ reason: 'confidential', amount: '100.00' }] },
    ],
  });
  expect((await nobody().get('published/pool')).body).not.toHaveProperty('policy.confidential');

  pool.on('2026-07-01');
  await pay('moors-2', money.provider, money.net, { award: 'moors', scheme: 'care' });
  await pool.fund('publish', { publication: 'july', until: '2026-07-01' });
  expect(await published('publication=july')).toMatchObject([{ award: 'moors', amount: '600.00' }]);
});

it('stays as it was published, whatever the policy says later, and finds by words', async () => {
  await pool.fund('set-publication-policy', { standard: 'nhs-25k', lines: ['payments'] });
  const { body } = await nobody().get('published/pool/lines?words=light&limit=1');
  expect(body).toMatchObject({ count: 2, paid: '1400.01', next: expect.any(String) });
  const next = encodeURIComponent(String(body['next']));
  const more = await nobody().get(`published/pool/lines?words=light&limit=1&cursor=${next}`);
  expect(more.body).toMatchObject({ count: 2, lines: [{ amount: '500.01' }], next: null });
  const april = await nobody().get('published/pool?effectiveOn=2026-04-30');
  expect(april.body).toMatchObject({
    policy: { standard: 'transparency-code' },
    publications: [{ publication: 'april', from: '2026-04-01', until: '2026-04-01', count: 3 }],
  });
  expect((await nobody().get('published/pool/lines?limit=0')).status).toBe(400);
  expect((await nobody().get('published/elsewhere/lines')).status).toBe(404);
});

it('shows it on pages to whoever comes by', async () => {
  const shown = async (path: string): Promise<string> => (await nobody().fetch(path)).text();
  expect(await shown('/')).toContain('href="/published"');
  expect(await shown('/published')).toContain('href="/published/pool"');
  const april = await shown('/published/pool?publication=april');
  const parts = ['REDACTED PERSONAL DATA', '£500.01', 'withheld', 'Below the amount'];
  for (const part of [...parts, 'Care at home']) expect(april).toContain(part);
  expect(april).not.toMatch(/Smith|Rivers|Moors/);
  const file = await shown('/published/pool?table=publications&format=csv');
  expect(file.split('\r\n')[0]).toContain('Publication');
});

it('tells one length of an award, by its dates as they were published last, whoever held it', async () => {
  await pool.fund('set-publication-policy', {
    lines: ['awards'],
    thresholds: { contracts: '0.00' },
  });
  const publish = async (publication: string) => {
    await pool.fund('publish', { publication, until: '2026-07-01' });
    const { body } = await nobody().get('published/ecosystem');
    return (body['lengths'] as unknown as { band: string; awards: number; amount: string }[])
      .filter(({ awards }) => awards > 0)
      .map(({ band, awards, amount }) => [band, awards, amount]);
  };
  for (const source of ['council', 'icb'])
    await pool.fund('allocate-budget', {
      ...{ scheme: 'care', source, year: '2026-27', amount: '300.00' },
    });
  const change = (command: string, body: object) =>
    pool.client.done(`contracts/passed-on/${command}`, { change: command, ...body });
  await pool.client.done('contracts/passed-on/award-contract', {
    ...contract('care', '50.00'),
    ...{ title: 'Passed on', provider: provider(0) },
  });
  expect(await publish('awarded')).toEqual([['12-to-23', 2, '70.00']]);

  await new Client(pool.app, 'nadia').done(`organisations/${provider(0)}/record-succession`, {
    ...{ by: [provider(1)], cause: 'merged', evidence: 'Charity Commission register' },
  });
  const deed = { to: provider(1), cause: 'succession', evidence: 'Deed of novation' };
  await change('novate-contract', deed);
  expect(await publish('novated')).toEqual([['12-to-23', 2, '70.00']]);

  const more = contract('care', '5.00') as { funding: readonly object[] };
  await change('vary-contract', {
    ...{ description: 'Longer', adds: more.funding, end: '2028-09-30' },
  });
  expect(await publish('longer')).toEqual([
    ['12-to-23', 1, '20.00'],
    ['24-to-35', 1, '55.00'],
  ]);
  const lines = await nobody().get('published/ecosystem/lines?length=24-to-35');
  expect(lines.body).toMatchObject({ count: 4, paid: '0.00', promised: '55.00' });
});

it('shows a provider what is published of others beside its own', async () => {
  const grace = new Client(pool.app, 'grace');
  expect((await grace.get('published/pool/lines')).body).toMatchObject({ count: 10 });
});
