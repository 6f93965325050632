import { northmoorAwards, northmoorSetUp } from '#apps/service/example/northmoor.js';
import { startApp, type App } from '../support/app.js';
import { Browsing, formTokenIn } from '../support/browsing.js';
import { Client } from '../support/client.js';
import { tellAll } from '../support/told-over-http.js';

/** Before a form stands the question to what the command is given: what it can be given to is offered. */
let app: App;
let amina: Client;
let browser: Browsing;
beforeAll(async () => {
  app = await startApp(() => new Date('2026-06-01T09:00:00.000Z'));
  amina = new Client(app, 'amina');
  await tellAll(amina, [...northmoorSetUp, ...northmoorAwards]);
  browser = new Browsing(app.url);
  await browser.signIn('amina');
});
afterAll(() => app.stop());

const provider = 'GB-COH-19990001';
const line = { fund: 'northmoor', scheme: 'navigators', year: '2026-27', nature: 'revenue' };
const funding = [{ ...line, amount: '10.00', sources: 'as-scheme' }];
const term = { start: '2026-06-01', end: '2027-03-31' };

const page = async (path: string): Promise<string> =>
  (await (await browser.get(`/do/${path}`)).text()).replaceAll('&#39;', '’');
const offered = async (command: string): Promise<string[]> =>
  [...(await page(`${command}?fund=northmoor`)).matchAll(/<option value="([^"]+)"/g)].map(
    ([, id = '']) => id,
  );

it('offers for an option the contracts that have one open, and says where there is none', async () => {
  expect(await offered('contracts/vary-contract')).toEqual(
    expect.arrayContaining(['harbour-lights', 'two-rivers']),
  );
  expect(await offered('contracts/exercise-option')).toEqual(['harbour-lights']);
  expect(await page('contracts/vary-subcontract?fund=northmoor')).toContain(
    'There is no contract with a subcontract to choose from here.',
  );
  const offers = await page('grants/accept-grant?fund=northmoor');
  expect(offers).toContain('There is no open offer of a grant to choose from here.');
  expect(offers).toContain('href="/do/grants/offer-grant?fund=northmoor">Offer a grant</a>');
});

it('offers personal budgets alone where one is reassessed', async () => {
  expect(await page('contracts/reassess-personal-budget?fund=northmoor')).toContain(
    'There is no personal budget to choose from here.',
  );
  const needs = [{ need: 'coaching', amount: '10.00' }];
  await amina.done('contracts/pb-417/award-personal-budget', {
    ...{ provider, person: 'hl-417', needs, funding, ...term },
  });
  expect(await offered('contracts/reassess-personal-budget')).toEqual(['pb-417']);
});

it('offers to carry out what is approved, and says of what is proposed what it waits for', async () => {
  const at = { ...{ kind: 'scheme', source: 'council' }, ...line };
  await amina.done('reallocations/later/propose-reallocation', {
    legs: [{ amount: '1.00', from: at, to: { ...at, scheme: 'brokerage' } }],
  });
  expect(await offered('reallocations/withdraw-reallocation')).toEqual(['later']);
  const carryOut = 'reallocations/carry-out-reallocation';
  expect(await offered(carryOut)).toEqual([]);
  const text = await page(`${carryOut}?fund=northmoor`);
  expect(text).toContain('No approved reallocation is still to be carried out');
  expect(text).toMatch(
    /<li>Later, £1\.00 of Northmoor Council from .+ to .+, 2026\u201127\. The approval of Northmoor Council is missing/,
  );
});

it('does not ask which log: there is one', async () => {
  const answer = await browser.get('/do/logs/admit-cosigner?fund=northmoor');
  expect([answer.status, answer.headers.get('Location')]).toEqual([
    303,
    expect.stringMatching(/^\/do\/logs\/[^/]+\/admit-cosigner\?fund=northmoor$/),
  ]);
});

it('folds away nothing of what a command is for', async () => {
  for (const command of ['set-publication-policy', 'recode-spending', 'reprofile-held-money'])
    expect(await page(`funds/northmoor/${command}`)).not.toContain('<details');
  expect(await page('funds/northmoor/confirm-contribution')).toContain('What else may be said');
});

it('lets a claimed stage be chosen beside its outcome, by its words', async () => {
  await amina.done('outcomes/work/define-outcome', {
    ...{ measure: 'People in work that lasts', unit: 'people', better: 'higher' },
    ...{ cohort: 'Out of work', area: 'E06000999', from: '2026-04-01', to: '2028-03-31' },
  });
  expect(await offered('outcomes/verify-stage')).toEqual([]);
  await amina.done('outcomes/work/agree-outcome-terms', {
    ...{ terms: 'work-2026', stages: [{ stage: 'start', weeks: 0, amount: '10.00' }] },
    ...{ agreedBy: ['GB-LAE-NMR'], evidence: 'Outcome agreement' },
  });
  await amina.done('outcomes/work/start-person', { person: 'hl-417', terms: 'work-2026' });
  await amina.done('outcomes/work/claim-stage', {
    ...{ claim: 'start-417', person: 'hl-417', terms: 'work-2026', stage: 'start' },
    ...{ fund: 'northmoor', award: 'pb-417', provider },
  });
  expect(await offered('outcomes/verify-stage')).toEqual(['work']);
  await amina.done('outcomes/work/verify-stage', { claim: 'start-417', evidence: 'Seen' });
  expect(await offered('outcomes/verify-stage')).toEqual([]);
  expect(await offered('outcomes/reject-stage')).toEqual(['work']);
  expect(await offered('outcomes/permit-double-funding')).toEqual([]);

  const path = 'funds/northmoor/verify-stage-payment';
  const text = await page(path);
  const words = 'hl-417 reached start, £10.00, verified';
  expect(text).toContain(`<option value="${words}">`);
  const sent = {
    ...{ form: formTokenIn(text), key: /name="key" value="([^"]+)"/.exec(text)?.[1] ?? '' },
    ...{ outcome: 'work', claim: words, reason: 'She started', step: 'record' },
  };
  const answer = await browser.post(`/do/${path}`, sent);
  expect(answer.headers.get('Location')).toContain('recorded=');
});

it('offers of outcomes those to which it can be said what is saved', async () => {
  const steps = ['agree-baseline', 'supersede-baseline', 'agree-savings-share'];
  const shares = ['assess-savings-share', 'confirm-savings-share'];
  const offeredNow = async (): Promise<string> => {
    const lists = [];
    for (const command of [...steps, ...shares]) {
      const of = await offered(`outcomes/${command}`);
      lists.push(of.includes('work') ? 'yes' : 'no');
    }
    return lists.join(' ');
  };
  const said = (command: string, body: object): Promise<unknown> =>
    amina.done(`outcomes/work/${command}`, body);
  const agreed = { agreedBy: ['GB-LAE-NMR'], evidence: 'Schedule 7' };
  expect(await offeredNow()).toBe('yes no yes no no');
  await said('agree-baseline', { value: '10', ...agreed });
  await said('agree-savings-share', {
    ...{ fund: 'northmoor', source: 'council', payer: 'GB-LAE-NMR' },
    ...{ unitSaving: '10.00', rate: '0.5', ...agreed },
  });
  expect(await offeredNow()).toBe('no yes yes no no');
  expect(await page('outcomes/assess-savings-share?fund=northmoor')).toContain(
    'an outcome needs a baseline, a measured value and an agreed share of what is saved',
  );
  await said('measure-outcome', { value: '12', evidence: 'Counted' });
  expect(await offeredNow()).toBe('no yes yes yes no');
  await said('assess-savings-share', {});
  expect(await offeredNow()).toBe('no yes yes yes yes');
  // What was assessed rests on what was measured.
  await said('measure-outcome', { value: '13', evidence: 'Counted again' });
  expect(await offeredNow()).toBe('no yes yes yes no');
  await said('assess-savings-share', {});
  await said('confirm-savings-share', { confirmedBy: 'GB-LAE-NMR', evidence: 'Letter' });
  expect(await offeredNow()).toBe('no yes no yes no');
});

it('says what a role may not do as people call it, and to programs by its identifier', async () => {
  const auditor = new Browsing(app.url);
  await auditor.signIn('priya');
  const refused = await (await auditor.get('/do/funds/northmoor/allocate-budget')).text();
  expect(refused).toContain('You act as auditor, who may not allocate budget to');
  const { body } = await new Client(app, 'priya').post('funds/northmoor/allocate-budget', {});
  expect(body).toMatchObject({ what: 'allocate-budget' });
});

describe('for an administrator', () => {
  const council = 'GB-LAE-NMR';
  let nadia: Browsing;
  const read = async (path: string): Promise<string> =>
    (await (await nadia.get(`/do/${path}`)).text()).replaceAll('&#39;', '’');
  beforeAll(async () => {
    nadia = new Browsing(app.url);
    await nadia.signIn('nadia');
  });

  it('offers no appointment that is over for ending', async () => {
    const appointment = { organisation: council, role: 'auditor', office: 'auditor', funds: null };
    const letter = { ...appointment, authority: 'Letter of 1 March 2026', effective: '2026-04-01' };
    const administrator = new Client(app, 'nadia');
    const appoint = (id: string, said: object): Promise<object> =>
      administrator.done(`appointments/${id}/appoint`, { ...letter, person: 'p-0417', ...said });
    await appoint('spring', { until: '2026-05-31' });
    await appoint('today', { until: '2026-06-01' });
    await appoint('open', { until: null });
    await appoint('ended', { until: null });
    await administrator.done('appointments/ended/end-appointment', { cause: 'Has left' });
    const page = await read('appointments/end-appointment');
    const there = ['spring', 'today', 'open', 'ended'].filter((id) => page.includes(`="${id}"`));
    expect(there).toEqual(['today', 'open']);
  });

  it('offers a scheme of delegation to be adopted where there is none, and else revised', async () => {
    const power = { power: 'all', office: 'director', decisions: ['virement'] };
    const scheme = { title: 'Scheme', evidence: 'Resolution', powers: [power] };
    const administrator = new Client(app, 'nadia');
    const offers = async (command: string): Promise<boolean> =>
      (await read(`delegations/${command}`)).includes(`<option value="${council}"`);
    const each = ['adopt-delegation', 'revise-delegation', 'revoke-delegation'];
    const all = (): Promise<boolean[]> => Promise.all(each.map(offers));
    if ((await all())[0])
      await administrator.done(`delegations/${council}/adopt-delegation`, scheme);
    expect(await all()).toEqual([false, true, true]);
    const none = await read('delegations/adopt-delegation');
    expect(none).toContain('has a scheme of delegation in force');
    expect(none).toContain('<a class="govuk-link" href="/do/delegations/revise-delegation">');
    await administrator.done(`delegations/${council}/revoke-delegation`, { evidence: 'Minute 4' });
    expect(await all()).toEqual([true, false, false]);
  });
});
