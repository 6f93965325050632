import { startApp, type App } from '../support/app.js';
import { Client, type Answer } from '../support/client.js';

/** A fund whose host is succeeded by another body, and that comes under an agreement signed later. */
const [council, icb] = ['GB-LAE-NMR', 'GB-NHS-QMR'];
const clock = { now: '2026-06-01T09:00:00Z' };
let app: App;
const as: Record<string, Client> = {};
const by = (who: string): Client => (as[who] ??= new Client(app, who));
const fund = (command: string, body: object) => by('amina').done(`funds/pool/${command}`, body);

beforeAll(async () => {
  app = await startApp(() => new Date(clock.now));
  await fund('establish-fund', { name: 'Pool', kind: 'pooled', host: council });
  await fund('open-source', {
    ...{ source: 'council', name: 'Council', role: 'partner', organisation: council },
  });
  for (const scheme of ['navigators', 'panel']) await fund('open-scheme', { scheme, name: scheme });
  const budget = { source: 'council', year: '2026-27' };
  await fund('pledge-contribution', { ...budget, contribution: 'c', amount: '1000.00' });
  await fund('confirm-contribution', { contribution: 'c', evidence: 'Resolution' });
  await fund('allocate-budget', { ...budget, scheme: 'navigators', amount: '1000.00' });
  for (const [who, organisation, office] of [
    ['nadia', council, 'director'],
    ['ivan', icb, 'head-of-commissioning'],
  ] as const)
    await by(who).done(`delegations/${organisation}/adopt-delegation`, {
      title: 'Scheme of delegation',
      evidence: 'Minutes',
      effective: '2026-04-01',
      powers: [{ power: 'moves', office, decisions: ['virement'], limit: '500.00' }],
    });
});
afterAll(() => app.stop());

const place = (scheme: string) => ({
  ...{ kind: 'scheme', fund: 'pool', scheme, source: 'council' },
  ...{ year: '2026-27', nature: 'revenue' },
});
const propose = (id: string): Promise<Answer> =>
  by('amina').post(`reallocations/${id}/propose-reallocation`, {
    legs: [{ amount: '10.00', from: place('navigators'), to: place('panel') }],
  });
const approve = (id: string, who: string): Promise<Answer> =>
  by(who).post(`reallocations/${id}/approve-reallocation`, {});
const problem = ({ status, body }: Answer) =>
  status === 200 ? 'done' : String(body['type']).replace(/^.*:/, '');

it('is decided by the offices of who is host when it is decided', async () => {
  expect(problem(await propose('before'))).toBe('done');
  expect(problem(await approve('before', 'rosalind'))).toBe('done');
  await fund('change-hosting', {
    ...{ host: icb, effective: '2026-07-01' },
    evidence: 'Deed of variation of 1 June 2026',
  });
  expect(problem(await propose('still'))).toBe('done');
  expect(problem(await propose('late'))).toBe('done');
  expect(problem(await approve('still', 'rosalind'))).toBe('done');

  clock.now = '2026-07-01T09:00:00Z';
  // What was proposed to the host that was is proposed anew to the one that is.
  expect(problem(await approve('late', 'rosalind'))).toBe('approval-missing');
  expect(problem(await propose('after'))).toBe('done');
  expect(problem(await approve('after', 'rosalind'))).toBe('approval-not-needed');
  expect(problem(await approve('after', 'tomasz'))).toBe('done');
});

it('goes over by succession only to who stands in the place of the host', async () => {
  const unitary = 'GB-LAE-UNI';
  const succeed = () =>
    by('amina').post('funds/pool/change-hosting', {
      ...{ host: unitary, cause: 'succession', effective: '2026-07-01' },
      evidence: 'Structural changes order',
    });
  expect(await succeed()).toMatchObject({
    status: 422,
    body: {
      ...{ type: 'urn:common-purse:problem:not-a-successor', rule: 9 },
      ...{ organisation: icb, to: unitary },
    },
  });
  const registered = { effective: '2026-04-01', name: 'Body' };
  for (const body of [icb, unitary])
    await by('amina').done(`organisations/${body}/register-organisation`, registered);
  await by('nadia').done(`organisations/${icb}/record-succession`, {
    ...{ effective: '2026-07-01', cause: 'merged', by: [unitary] },
    evidence: 'Structural changes order',
  });
  expect(problem(await succeed())).toBe('done');
  await fund('change-hosting', { host: icb, effective: '2026-07-01', evidence: 'Put right' });
});

it('shows who is host, and who was', async () => {
  const terms = async (on: string) => {
    const { body } = await by('amina').get(`funds/pool?effectiveOn=${on}`);
    return (body['fund'] as unknown as object[] | undefined) ?? body;
  };
  expect(JSON.stringify(await terms('2026-06-15'))).toContain(`"host":"${council}"`);
  expect(JSON.stringify(await terms('2026-07-01'))).toContain(`"host":"${icb}"`);
});

it('comes under an agreement that is signed after it began, from its day on', async () => {
  const promise = () =>
    by('amina').post('funds/pool/allocate-budget', {
      ...{ scheme: 'panel', source: 'council', year: '2027-28', amount: '5.00' },
    });
  await fund('pledge-contribution', {
    ...{ contribution: 'next', source: 'council', year: '2027-28', amount: '100.00' },
  });
  const contract = (id: string) =>
    by('amina').post(`contracts/${id}/award-contract`, {
      ...{ title: 'Panel', provider: 'voices' },
      funding: [
        {
          ...{ fund: 'pool', scheme: 'panel', year: '2027-28', nature: 'revenue' },
          ...{ amount: '5.00', sources: [{ source: 'council', amount: '5.00' }] },
        },
      ],
    });
  expect(problem(await promise())).toBe('done');
  expect(problem(await contract('too-soon'))).not.toBe('done');
  await by('amina').done('agreements/deed/sign-agreement', {
    ...{ title: 'Deed', power: 's75', host: icb, partners: [council, icb] },
    ...{ effective: '2026-06-01', signedOn: '2026-06-20' },
    commitmentLimits: { indicative: '5.00', expected: '0.00' },
  });
  await fund('change-hosting', { agreement: 'deed', evidence: 'Deed of 20 June 2026' });
  expect(problem(await contract('in-time'))).toBe('done');
  const again = { agreement: 'deed', evidence: 'Deed of 20 June 2026' };
  expect(problem(await by('amina').post('funds/pool/change-hosting', again))).toBe(
    'already-exists',
  );
});
