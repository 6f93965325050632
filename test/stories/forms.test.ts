import { Browsing, formTokenIn } from '../support/browsing.js';
import { smallPool, type SmallPool } from '../support/small-pool.js';
import { signedInAs } from '../support/tokens.js';

/** Commands given by the forms of the pages: filled in, checked with their effect, recorded once. */
let pool: SmallPool;
let browser: Browsing;
beforeAll(async () => {
  pool = await smallPool();
  browser = new Browsing(pool.app.url);
  await browser.signIn('amina');
});
afterAll(() => pool.app.stop());

const allocate = '/do/funds/pool/allocate-budget';
const filled = {
  ...{ scheme: 'work', source: 'icb', year: '2026-27', amount: '£300' },
  ...{ 'effective-day': '1', 'effective-month': '4', 'effective-year': '2026' },
  reason: 'Work comes first',
};
const opened = async (path: string): Promise<{ form: string; key: string; text: string }> => {
  const text = await (await browser.get(path)).text();
  const key = /name="key" value="([^"]+)"/.exec(text)?.[1] ?? '';
  return { form: formTokenIn(text), key, text };
};
const head = async (): Promise<number> => (await pool.app.runtime.store.head()).number;

it('lists what there is to do, and how far the fund is set up', async () => {
  const text = await (await browser.get('/funds/pool/tasks')).text();
  expect(text).toContain('href="/do/funds/pool/allocate-budget"');
  expect(text).toContain('href="/do/contracts/award-contract?fund=pool"');
  expect(text).toMatch(/Add a source of money<\/a>[\s\S]{0,200}2 recorded/);
  expect(text).not.toContain('adopt-delegation');
});

it('says at each field what is wrong, and keeps what was filled in', async () => {
  const { form, key } = await opened(allocate);
  const answer = await browser.post(allocate, {
    ...{ ...filled, form, key, step: 'check' },
    ...{ year: '2026', amount: 'a lot', reason: '' },
  });
  expect(answer.status).toBe(422);
  const text = await answer.text();
  expect(text).toContain('href="#amount">Amount: write an amount as');
  expect(text).toContain('href="#year">Year: write a financial year as');
  expect(text).toContain('href="#reason">Why: it is missing');
  expect(text).toContain('value="a lot"');
});

it('shows the effect before and after, and records once, however often it is sent', async () => {
  const { form, key } = await opened(allocate);
  const before = await head();
  const checked = await browser.post(allocate, { ...filled, form, key, step: 'check' });
  const text = await checked.text();
  expect([checked.status, await head()]).toEqual([200, before]);
  expect(text).toContain('Check your answers');
  expect(text).toMatch(/Scheme<\/dt><dd[^>]*>work</);
  expect(text).toMatch(/Uncommitted, 2026\u201127<[\s\S]{0,300}£1,000\.00[\s\S]{0,200}£1,300\.00/);
  expect(text).toContain('Budget allocated');

  const changed = await browser.post(allocate, { ...filled, form, key, step: 'change' });
  expect(await changed.text()).toContain('value="£300"');

  const sent = { ...filled, form, key, step: 'record' };
  const done = await browser.post(allocate, sent);
  expect(done.status).toBe(303);
  const after = await head();
  expect(after).toBe(before + 1);
  expect(done.headers.get('Location')).toBe(`${allocate}?recorded=${after}`);
  expect(await (await browser.follow(done)).text()).toContain(`Log number ${after}`);
  await browser.post(allocate, sent);
  expect(await head()).toBe(after);
  expect(await pool.sum('account=budget:scheme:confirmed&scheme=work')).toBe('300.00');
});

it('offers the invoices to be paid where a partner paid one for the pool', async () => {
  const { text } = await opened('/do/funds/pool/pay-on-behalf');
  expect(text).toMatch(/for="expenditure">Invoice</);
  expect(text).toMatch(/id="expenditure"[^>]* list="list-payable"/);
});

it('says what leaving a choice empty means as the choice has it', async () => {
  const { text } = await opened('/do/funds/pool/define-ring-fence');
  expect(text).toContain('If left empty: No<');
  expect(text).toContain('If left empty: When it is accrued<');
});

it('calls one of several by its own word, and tells what led to it from why it is recorded', async () => {
  const { text } = await opened('/do/funds/pool/schedule-contribution');
  expect(text).toContain('>Instalment 1<');
  expect(text).not.toContain('>Instalments 1<');
  const dispute = (await opened('/do/funds/pool/dispute-expenditure')).text;
  expect(dispute).toMatch(/>\s*Cause\s*<[\s\S]*What is in dispute/);
  expect(dispute).toMatch(/>\s*Why\s*<[\s\S]*For whoever reads the log/);
});

it('says what comes first where there is nothing to choose from yet, and leads there', async () => {
  const { text } = await opened('/do/funds/pool/meet-contribution-condition');
  expect(text).toContain('There is nothing to choose from yet. What comes first: ');
  expect(text).toContain('href="/do/funds/pool/confirm-contribution">Confirm a contribution</a>');
});

it('asks for the months of a profile at once, and for what may be left out when it is wanted', async () => {
  const { text } = await opened('/do/funds/pool/profile-budget');
  expect(text).toMatch(/for="months\.0">April</);
  expect(text).not.toContain('<details');
  expect((await opened(allocate)).text).toContain('What else may be said');
});

it('sends a field apart from what every form sends, whatever the field is called', async () => {
  const path = '/do/funds/pool/pledge-contribution';
  const { form, key, text } = await opened(path);
  expect(text).toContain('name="form~"');
  const said = { contribution: 'desks', source: 'council', year: '2026-27', amount: '50' };
  const answer = await browser.post(path, {
    ...{ ...said, form, key, step: 'check', 'form~': 'in-kind', reason: 'Desks in the town hall' },
  });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toMatch(/Form<\/dt><dd[^>]*>In kind</);
});

it.each([
  ['text/plain', 'allocate'],
  ['application/json', 'null'],
  ['application/json', '{"form":["a"],"scheme":{"x":1},"amount":[{}]}'],
])('takes what is no form, sent as %s, as a form that is empty', async (type, body) => {
  const answer = await fetch(`${pool.app.url}${allocate}`, {
    ...{ method: 'POST', body },
    headers: { 'Content-Type': type, ...(await signedInAs('amina', pool.app.url)) },
  });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('There is a problem');
});

it('says what the ledger refuses, and records nothing', async () => {
  const { form, key } = await opened(allocate);
  const before = await head();
  const sent = { ...filled, form, key, amount: '99999.00' };
  for (const step of ['check', 'record']) {
    const answer = await browser.post(allocate, { ...sent, step });
    expect(answer.status).toBe(422);
    // In pounds, and by the names of what it is about.
    const said = await answer.text();
    expect(said).toMatch(/There is a problem[\s\S]*£99,999\.00/);
    expect(said).not.toMatch(/ 99999\.00/);
  }
  expect(await head()).toBe(before);
});

it('adds rows without a script, and asks which award first', async () => {
  const which = await browser.get('/do/contracts/award-contract?fund=pool');
  expect(await which.text()).toContain('A short name of its own');
  const led = await browser.get('/do/contracts/award-contract?fund=pool&id=carers');
  expect(led.headers.get('Location')).toBe('/do/contracts/carers/award-contract?fund=pool');
  const { form, key, text } = await opened('/do/contracts/carers/award-contract?fund=pool');
  expect(text).toMatch(/id="funding\.0\.fund"[^>]* value="Pool"/);
  const more = await browser.post('/do/contracts/carers/award-contract', {
    ...{ form, key, step: 'more funding' },
    ...{ 'funding.0.amount.0': '120', 'funding.0.amount.1': '5', title: 'Carers' },
    ...{ 'funding.year.0': '2026-27', 'funding.year.1': '2027-28' },
  });
  const again = await more.text();
  expect(again).toContain('name="funding.1.amount.0"');
  expect(again).toContain('<output data-total>£125.00</output>');
  expect(again).toMatch(/name="title" value="Carers"/);
  const year = await browser.post('/do/contracts/carers/award-contract', {
    ...{ form, key, step: 'more funding.year', 'funding.year.0': '2030-31' },
  });
  expect(await year.text()).toMatch(/name="funding\.year\.1" value="2031-32"/);
});

it('says at once what a new thing cannot be called', async () => {
  const said = async (id: string): Promise<string> => {
    const answer = await browser.get(`/do/funds/establish-fund?id=${encodeURIComponent(id)}`);
    expect(answer.status).toBe(422);
    return /href="#id">([^<]*)</.exec(await answer.text())?.[1] ?? '';
  };
  expect(await said('')).toBe('Fill in what it is to be called in addresses and lists');
  expect(await said('a new fund')).toMatch(/^Use letters, digits and/);
  expect(await said('pool')).toBe('“pool” is the name of Pool already: choose another');
});

it('says of what is chosen from a list that the list has no such thing', async () => {
  const address = '/do/funds/new-pool/establish-fund';
  const { form, key } = await opened(address);
  const sent = { form, key, step: 'check', name: 'New', kind: 'pooled', reason: 'Agreed' };
  const answer = await browser.post(address, { ...sent, host: 'Northmoor City Council' });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('Host: nothing in the list is called so');
});

it('asks for rates in per cent, for an order place by place, and for twelve months at once', async () => {
  const rate = (await opened('/do/funds/pool/set-share-limit')).text;
  expect(rate).toMatch(/id="rate" [\s\S]{0,200}<div class="govuk-input__suffix"[^>]*>%</);

  const months = (await opened('/do/funds/pool/profile-budget')).text;
  expect(months).toMatch(/for="months\.0">April<[\s\S]*for="months\.11">March</);
  expect(months).not.toContain('Another row of');

  const vary = '/do/agreements/pool/vary-agreement';
  const { form, key } = await opened(vary);
  const orderOfCover = ['outside', 'underspends', '', ''];
  const again = await browser.post(vary, { form, key, orderOfCover, step: 'change' });
  expect(await again.text()).toMatch(
    /First<\/label>[\s\S]*?"outside" selected[\s\S]*?Second<\/label>[\s\S]*?"underspends" selected/,
  );
});

it('says at the grid that its amounts do not add up', async () => {
  const path = '/do/contracts/carers/award-contract';
  const { form, key } = await opened(`${path}?fund=pool`);
  const answer = await browser.post(path, {
    ...{ form, key, step: 'check', title: 'Carers', provider: 'GB-COH-19990001', reason: 'Agreed' },
    ...{ 'funding.year.0': '2026-27', 'funding.0.amount.0': '20', 'funding.0.nature': 'revenue' },
    ...{ 'funding.0.fund': 'pool', 'funding.0.scheme': 'care', 'funding.0.sources': '1' },
    ...{ 'funding.0.sources~1.0.source': 'icb', 'funding.0.sources~1.0.amount': '19' },
  });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toMatch(/href="#funding">[^<]*add up to[^<]*19/);
});

it('proposes a move with its effect on all that it touches', async () => {
  const path = '/do/reallocations/turn/propose-reallocation';
  const { form, key } = await opened(`${path}?fund=pool`);
  const leg = (side: string, scheme: string): Record<string, string> => ({
    [`legs.0.${side}`]: '0',
    ...Object.fromEntries(
      Object.entries({
        ...{ fund: 'pool', source: 'icb', year: '2026-27', nature: 'revenue', scheme },
      }).map(([name, value]) => [`legs.0.${side}~0.${name}`, value]),
    ),
  });
  const body = { ...leg('from', 'care'), ...leg('to', 'work'), 'legs.0.amount': '40' };
  const answer = await browser.post(path, {
    ...{ ...body, form, key, reason: 'Demand', step: 'check' },
  });
  const text = await answer.text();
  // By the names that the fund of each end has for them.
  expect(text).toMatch(/scheme<\/dt><dd[^>]*>work</);
  expect(text).toContain('What it would change once it is approved');
  expect(text).toMatch(/work[\s\S]{0,300}£300\.00[\s\S]{0,200}£340\.00/);
});

it('lets nobody fill in what is not theirs to give', async () => {
  const other = new Browsing(pool.app.url);
  await other.signIn('priya');
  expect((await other.get(allocate)).status).toBe(403);
  const { form } = await opened(allocate);
  expect((await other.post(allocate, { ...filled, form, step: 'record' })).status).toBe(403);
});

it('says by its name whose money is short', async () => {
  await pool.fund('open-source', {
    ...{ source: 'grant', name: 'Grant of the State', role: 'funder' },
    organisation: 'GB-COH-19990001',
  });
  const { form, key } = await opened(allocate);
  const sent = { ...filled, form, key, step: 'check', source: 'Grant of the State' };
  const answer = await browser.post(allocate, sent);
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('Grant of the State has £0.00 unallocated');
});

it('offers the months that can be closed next, and those that can be opened again', async () => {
  pool.on('2026-06-10');
  await pool.fund('hard-close-period', { period: '2026-04' });
  await pool.fund('soft-close-period', { period: '2026-05' });
  const offered = async (command: string): Promise<string[]> => {
    const { text } = await opened(`/do/funds/pool/${command}`);
    return [...text.matchAll(/<option value="([^"]+)">/g)].map(([, words = '']) => words);
  };
  expect(await offered('hard-close-period')).toEqual(['May 2026, soft-closed', 'June 2026']);
  expect(await offered('reopen-period')).toEqual([
    'April 2026, hard-closed',
    'May 2026, soft-closed',
  ]);
  const path = '/do/funds/pool/hard-close-period';
  const { form, key } = await opened(path);
  const sent = { form, key, step: 'record', period: 'May 2026, soft-closed', reason: 'Over' };
  expect((await browser.post(path, sent)).status).toBe(303);
  expect(await pool.row('periods', '2026-05')).toMatchObject({ state: 'hard-closed' });
});
