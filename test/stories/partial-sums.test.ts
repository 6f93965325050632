import { Client } from '../support/client.js';
import { place, providerA, type Kind, type Place } from '../access/place.js';

/** A sum over only some of the lines says that it is (rule 21): nobody takes his part for the whole. */
let at: Place;
beforeAll(async () => {
  at = await place();
});
afterAll(() => at.pool.app.stop());

const partial = async (who: Client, path: string): Promise<unknown> => {
  const { status, body } = await who.get(path);
  expect([path, status]).toEqual([path, 200]);
  return body['partial'];
};

it.each<[path: string, commissioner: boolean, auditor: boolean, provider: boolean]>([
  ['funds/pool/balances', false, false, true],
  ['funds/pool/postings?account=cash:expenditure', false, false, true],
  [`funds/pool/balances?provider=${providerA}`, false, false, false],
  [`funds/pool/postings?provider=${providerA}`, false, false, false],
  ['balances?fund=pool', false, false, true],
  // In other funds there may be more of it that neither is shown.
  ['balances', true, true, true],
  [`balances?provider=${providerA}`, true, true, false],
])('%s', async (path, commissioner, auditor, provider) => {
  const kinds: readonly [Kind, boolean][] = [
    ['commissioner', commissioner],
    ['auditor', auditor],
    ['providerA', provider],
  ];
  for (const [kind, expected] of kinds)
    expect([kind, await partial(at.as(kind), path)]).toEqual([kind, expected]);
});

it('tells a funder that a fund’s sums are of its own source, and not that of its source', async () => {
  const { pool } = at;
  const source = { source: 'trust', name: 'Trust', role: 'funder', organisation: 'GB-CHC-1999901' };
  await pool.fund('open-source', source);
  const femi = new Client(pool.app, 'femi');
  await pool.fund('pledge-contribution', {
    ...{ contribution: 'trust', source: 'trust', year: '2026-27', amount: '30.00' },
  });
  expect(await partial(femi, 'funds/pool/balances')).toBe(true);
  expect(await partial(femi, 'funds/pool/balances?source=trust')).toBe(false);
  expect(await partial(femi, 'balances?fund=pool&source=trust')).toBe(false);
});

it('calls the schemes and providers of a funder’s own lines by name, and says nothing of others', async () => {
  const { pool } = at;
  const spent = async (source: string, provider: string): Promise<void> => {
    await pool.fund('verify-expenditure', {
      ...{ expenditure: `of-${source}`, provider, scheme: 'care', reference: `Of ${source}` },
      ...{ net: '3.00', irrecoverableVat: '0.00', sources: [{ source, amount: '3.00' }] },
    });
  };
  const unseen = { provider: 'GB-COH-19990077', name: 'Somebody Else Ltd' };
  await pool.client.done(`organisations/${unseen.provider}/register-organisation`, {
    name: unseen.name,
  });
  await spent('trust', providerA);
  await spent('council', unseen.provider);
  const femi = new Client(pool.app, 'femi');
  const answer = await femi.fetch(
    '/funds/pool/postings?figure=Spent&add=source(trust)account(cash:expenditure)',
  );
  const page = await answer.text();
  expect(page).toContain('>lights<');
  expect(page).not.toContain(`>${providerA}<`);
  expect(page).not.toContain(unseen.name);
  const { body } = await femi.get(`organisations/${unseen.provider}`);
  expect(JSON.stringify(body)).not.toContain(unseen.name);
});

it('says it on the page in words', async () => {
  const address = '/funds/pool/postings?figure=Spent&add=account(cash:expenditure)';
  const shown = async (kind: Kind): Promise<string> => (await at.as(kind).fetch(address)).text();
  const sentence = 'the postings that you may see, not of all that the fund has posted';
  expect(await shown('providerA')).toContain(sentence);
  expect(await shown('commissioner')).not.toContain(sentence);
});
