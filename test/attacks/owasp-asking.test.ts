import { catalogue } from '#contracts/commands/catalogue.js';
import { tokenFor } from '../support/tokens.js';
import { place, persons, type Place } from '../access/place.js';
import { expectedReads } from '../access/expected.js';
import { expectProblem, expectSound, headOf } from './sound.js';

/**
 * Of the OWASP API Security Top Ten of 2023 the risks that lie in who asks for what: API1, 2, 3, 5 and
 * 6. Who may ask each route and give each command is told in test/access/everybody.test.ts, what a
 * provider can learn of another in others-lines.test.ts, and which tokens and sign-ins are taken in
 * test/sign-in; here are the ways around it.
 */
let at: Place;
beforeAll(async () => {
  at = await place();
});
afterAll(() => at.pool.app.stop());

const asChris = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  at.as('commissioner').fetch(path, headers);

describe('API1, broken object level authorisation', () => {
  const inPool = { scheme: 'care', year: '2026-27', nature: 'revenue', sources: 'as-scheme' };
  const award = {
    ...{ title: 'Award', provider: 'GB-COH-19990001', start: '2026-04-01', end: '2027-03-31' },
    funding: [
      { ...inPool, fund: 'pool', amount: '1.00' },
      { ...inPool, fund: 'elsewhere', amount: '1.00' },
    ],
  };
  const side = { kind: 'scheme', scheme: 'care', source: 'council', year: '2026-27' };
  const legs = [
    {
      amount: '1.00',
      from: { ...side, fund: 'elsewhere', nature: 'revenue' },
      to: { ...side, fund: 'pool', nature: 'revenue' },
    },
  ];

  it.each([
    ['contracts/both/award-contract', award],
    ['grants/both/offer-grant', { ...award, until: '2026-05-01' }],
    ['reallocations/both/propose-reallocation', { legs }],
    [
      'reconciliations/both/begin-reconciliation',
      {
        ...{ fund: 'elsewhere', against: 'bank', counterparty: 'Bank' },
        ...{ from: '2026-04-01', to: '2026-04-30' },
      },
    ],
    ['funds/elsewhere/open-scheme', { scheme: 'care', name: 'Care' }],
  ])('%s reaches no fund of others beside an own one', async (path, body) => {
    const head = await headOf(at.pool);
    await expectProblem(await at.as('commissioner').posted(`/api/v1/${path}`, body), 404);
    expect(await headOf(at.pool)).toBe(head);
  });

  it('shows no event of a fund of others, whatever number is tried', async () => {
    const { store } = at.pool.app.runtime;
    const foreign = [];
    for await (const { number } of store.readStream('fund-elsewhere')) foreign.push(number);
    expect(foreign.length).toBeGreaterThan(0);
    for (const number of foreign) {
      await expectProblem(await asChris(`/api/v1/events/${number}`), 404);
      await expectProblem(await asChris(`/events/${number}`), 404);
    }
    const found = await (await asChris('/api/v1/events?limit=1000')).text();
    expect(found).toContain('fund-pool');
    expect(found).not.toContain('fund-elsewhere');
  });

  it('answers for a fund of others as for one that is not there', async () => {
    const addresses = Object.values(expectedReads)
      .map(([address]) => address)
      .filter((address) => address.includes('/funds/pool'));
    expect(addresses.length).toBeGreaterThan(10);
    for (const address of addresses) {
      const of = async (fund: string): Promise<readonly [number, string]> => {
        const answer = await asChris(address.replaceAll('funds/pool', `funds/${fund}`));
        const text = await answer.text();
        return [
          answer.status,
          text.replaceAll(fund, 'it').replaceAll(/value="[0-9a-f-]{36}"/g, ''),
        ];
      };
      const theirs = await of('elsewhere');
      // A form to be filled in is the same for every fund; what it is sent to is not.
      expect([address, theirs[0] < 400]).toEqual([address, address.startsWith('/do/')]);
      expect([address, theirs]).toEqual([address, await of('nowhere00')]);
    }
  });

  it.each(['GB-LAE-NMR-nadia', 'GB-LAE-DST-dara', 'audit', '*', "' or ''='"])(
    'lets nobody act in the appointment %s of somebody else',
    async (appointment) => {
      const answer = await asChris('/api/v1/funds', { 'Purse-Acting-As': appointment });
      await expectProblem(answer, 403);
    },
  );

  it('keeps the idempotency keys of one apart from those of another', async () => {
    const key = { 'Idempotency-Key': 'guessed' };
    const scheme = { scheme: 'kept-apart', name: 'Kept apart' };
    const path = '/api/v1/funds/pool/open-scheme';
    expect((await at.as('commissioner').posted(path, scheme, key)).status).toBe(200);
    // Not told what came of the other's request, but judged by what there is.
    await expectProblem(await at.as('approver').posted(path, scheme, key), 409);
    await expectProblem(await at.as('otherCommissioner').posted(path, scheme, key), 404);
  });
});

describe('API2, broken authentication', () => {
  const asked = (headers: Record<string, string>, query = ''): Promise<Response> =>
    fetch(`${at.pool.app.url}/api/v1/funds${query}`, { headers });
  const token = (): Promise<string> => tokenFor(persons.commissioner, at.pool.app.url);

  it('takes a token where it belongs and nowhere else', async () => {
    const given = await token();
    expect((await asked({ Authorization: `Bearer ${given}` })).status).toBe(200);
    await expectProblem(await asked({}, `?access_token=${given}`), 401);
    await expectProblem(await asked({ Cookie: `token=${given}; session=${given}` }), 401);
    await expectProblem(await asked({ 'X-Access-Token': given }), 401);
    await expectProblem(await asked({ Authorization: `Basic ${btoa(`chris:${given}`)}` }), 401);
    await expectProblem(await asked({ Authorization: given }), 401);
  });

  it.each([
    ['a claim changed', (parts: string[]) => [parts[0], changed(parts[1] ?? ''), parts[2]]],
    ['no signature', (parts: string[]) => [parts[0], parts[1], '']],
    ['another signature', (parts: string[]) => [parts[0], parts[1], 'AAAA'.repeat(21) + 'AA']],
    ['a part too many', (parts: string[]) => [...parts, 'x']],
    ['a part too few', (parts: string[]) => parts.slice(0, 2)],
    ['nothing at all', () => ['']],
    ['eight thousand letters', () => ['x'.repeat(8_000)]],
  ])('takes none with %s', async (_, tampered) => {
    const parts = tampered((await token()).split('.'));
    await expectProblem(await asked({ Authorization: `Bearer ${parts.join('.')}` }), 401);
  });

  function changed(claims: string): string {
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
    return Buffer.from(JSON.stringify({ ...said, sub: 'rosalind' })).toString('base64url');
  }

  it('tells nobody without a token what is there', async () => {
    for (const [address, row] of Object.values(expectedReads)) {
      if (row.none !== 401) continue;
      const answer = await fetch(at.pool.app.url + address.replaceAll(/\{\w+\}/g, '1'));
      await expectProblem(answer, 401);
      if (address.startsWith('/api'))
        expect(answer.headers.get('WWW-Authenticate')).toContain('Bearer');
    }
  });
});

const commands = Object.entries(catalogue).flatMap(([collection, { commands: of }]) =>
  Object.keys(of).map((command) => `${collection}/attacked/${command}`),
);

describe('API3, broken object property level authorisation', () => {
  // What an event carries, and nobody may say of it: mass assignment would let them.
  const assigned = {
    ...{ actor: 'rosalind', organisation: 'GB-NHS-QMR', authority: 'Full Council', number: 1 },
    ...{ stamp: '2020-01-01T00:00:00.000000Z', office: 'director', approved: true },
  };

  it('takes no member that a command does not have, in any of them', async () => {
    expect(commands.length).toBeGreaterThan(100);
    for (const path of commands) {
      const wholeBody = { effective: '2026-04-01', ...assigned };
      const asker = at.as(/^(delegations|appointments)/.test(path) ? 'administrator' : 'approver');
      const answer = await asker.posted(`/api/v1/${path}?dryRun=true`, wholeBody);
      const said = await expectProblem(answer, 400, 403, 404);
      // Who may not give it, or not to that, is told so before.
      if (answer.status === 400)
        expect([path, said]).toEqual([path, expect.stringMatching(/ (is|are) not asked for/)]);
    }
  });

  it('says who did it, for whom and when, whatever the request says', async () => {
    const sent = { scheme: 'assigned', name: 'Assigned' };
    const path = '/api/v1/funds/pool/open-scheme';
    const head = await headOf(at.pool);
    await expectProblem(await at.as('approver').posted(path, { ...sent, ...assigned }), 400);
    expect(await headOf(at.pool)).toBe(head);
    expect((await at.as('commissioner').posted(path, sent)).status).toBe(200);
    const recorded = [];
    for await (const event of at.pool.app.runtime.store.readStream('fund-pool'))
      recorded.push(event);
    expect(recorded.at(-1)).toMatchObject({ actor: 'chris', organisation: 'GB-LAE-NMR' });
  });
});

describe('API5, broken function level authorisation', () => {
  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])(
    'does nothing by %s',
    async (method) => {
      const head = await headOf(at.pool);
      for (const path of ['/api/v1/funds', '/api/v1/funds/pool', '/funds/pool', '/log/keys']) {
        const url = new URL(path, at.pool.app.url);
        const status = await statusOf(method, url, await tokenFor('rosalind', at.pool.app.url));
        expect([method, path, status]).toEqual([method, path, 404]);
      }
      expect(await headOf(at.pool)).toBe(head);
    },
  );

  it('judges a request by what it is, whatever its headers call it', async () => {
    for (const header of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override']) {
      const answer = await at.as('auditor').fetch('/api/v1/funds/pool', { [header]: 'DELETE' });
      expect(answer.status).toBe(200);
    }
    for (const header of ['X-Original-URL', 'X-Rewrite-URL', 'X-Forwarded-Prefix']) {
      const answer = await at.as('none').fetch('/', { [header]: '/api/v1/funds/pool' });
      expect(await answer.text()).toContain('<h1');
    }
  });

  it('asks of HEAD what it asks of GET', async () => {
    const head = async (kind: 'none' | 'auditor' | 'providerA'): Promise<number> => {
      const { Authorization } =
        kind === 'none'
          ? { Authorization: '' }
          : { Authorization: `Bearer ${await tokenFor(persons[kind], at.pool.app.url)}` };
      const url = `${at.pool.app.url}/api/v1/funds/pool/health`;
      return (await fetch(url, { method: 'HEAD', headers: Authorization ? { Authorization } : {} }))
        .status;
    };
    expect([await head('none'), await head('auditor'), await head('providerA')]).toEqual([
      401, 200, 404,
    ]);
  });

  it.each([
    '/API/V1/FUNDS/POOL/HEALTH',
    '/api/v1/funds/pool/health/',
    '/api/v1//funds/pool/health',
  ])('is not evaded by writing an address as %s', async (path) => {
    expect([401, 404]).toContain((await at.as('none').fetch(path)).status);
    expect([403, 404]).toContain((await at.as('providerA').fetch(path)).status);
  });
});

describe('API6, unrestricted access to sensitive business flows', () => {
  it('gives the last of a budget to one of many who ask for it at once', async () => {
    const asked = { scheme: 'work', source: 'icb', year: '2026-27', amount: '300.00' };
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        at.as('approver').posted('/api/v1/funds/pool/allocate-budget', asked),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(11).fill(422)]);
    await expectSound(at.pool);
  });

  it('pays an invoice once, however often it is sent', async () => {
    const invoice = {
      ...{ expenditure: 'once', provider: 'GB-COH-19990001', award: 'lights', scheme: 'care' },
      ...{ net: '1.00', irrecoverableVat: '0.00', reference: 'Once' },
      sources: [{ source: 'council', amount: '1.00' }],
    };
    const path = '/api/v1/funds/pool/verify-expenditure';
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => at.as('approver').posted(path, invoice)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const key = { 'Idempotency-Key': 'sent-again' };
    const again = { ...invoice, expenditure: 'twice' };
    const sent = await Promise.all(
      Array.from({ length: 8 }, () => at.as('approver').posted(path, again, key)),
    );
    expect(sent.map(({ status }) => status)).toEqual(Array(8).fill(200));
    const spent = await at.pool.sum('account=cash:expenditure&award=lights');
    expect(spent).toBe('13.13');
  });
});

const statusOf = async (method: string, url: URL, token: string): Promise<number | undefined> => {
  // fetch sends no TRACE.
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method, headers: { Authorization: `Bearer ${token}` } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    sent.on('error', reject);
    sent.end();
  });
};
