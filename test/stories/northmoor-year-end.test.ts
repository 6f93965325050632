import { northmoorAwards, northmoorSetUp } from '#apps/service/example/northmoor.js';
import { fund, inFund, type Step } from '#apps/service/example/step.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { startApp, type App } from '../support/app.js';
import { Client, type Body } from '../support/client.js';
import { tellAll } from '../support/told-over-http.js';
import { moveToBrokerage, northmoorClosing, northmoorYear } from '../support/northmoor-year-end.js';

/** The end of the worked story's first year and what comes after it, through the public API. */
let app: App;
let client: Client;
/** Each step is recorded on its own day. */
let today = '2026-04-01';

beforeAll(async () => {
  app = await startApp(() => new Date(`${today}T09:00:00.000Z`));
  client = new Client(app);
  await tell(northmoorSetUp);
  await tell(northmoorAwards);
  today = '2026-10-01';
  await moveToBrokerage(app);
  await tell(northmoorYear);
});
afterAll(() => app.stop());

function itsDay({ body }: Step): void {
  if (body.effective > today) today = body.effective;
}

const tell = (steps: readonly Step[]): Promise<void> => tellAll(client, steps, itsDay);

const balances = async (query: string): Promise<Record<string, string>[]> =>
  (await client.get(`funds/northmoor/balances?${query}`)).body['balances'] as unknown as Record<
    string,
    string
  >[];

const spentBy = async (scheme: string): Promise<Record<string, string>[]> =>
  balances(`account=cash:expenditure&year=2026-27&scheme=${scheme}&by=source,nature`);

const refusedAs = (problem: string, facts: object): object => ({
  status: 422,
  body: { type: `urn:common-purse:problem:${problem}`, ...facts },
});

/** What the year-end made of each source, as the API shows it. */
async function closedYear(): Promise<Body> {
  const { body } = await client.get('funds/northmoor');
  const [first] = body['closedYears'] as unknown as Body[];
  if (!first) throw new Error('no year is closed');
  return first;
}

describe('the outturn of 2026-27', () => {
  it.each([
    ['navigators', { council: '630000.00', icb: '370000.00' }],
    ['brokerage', { council: '275000.00', icb: '95000.00', programme: '300000.00' }],
    ['infrastructure', { council: '200000.00', icb: '220000.00', programme: '41500.00' }],
    ['participation', { council: '45000.00', icb: '45000.00', foundation: '27000.00' }],
  ])('of %s is as the story has it', async (scheme, expected) => {
    const spent = await spentBy(scheme);
    expect(Object.fromEntries(spent.map(({ source, amount }) => [source, amount]))).toEqual(
      expected,
    );
  });
});

it('has paid Harbour Lights 640,000.00 and accrued 80,000.00', async () => {
  expect(await balances('award=harbour-lights&account=cash:held,cash:creditor&by=account')).toEqual(
    [
      { account: 'cash:creditor', amount: '-80000.00' },
      { account: 'cash:held', amount: '-640000.00' },
    ],
  );
});

it('has received 2,380,000 of its sources', async () => {
  expect(await balances('account=cash:debtor:due,cash:debtor:invoiced&year=2026-27')).toEqual([]);
  expect(await balances('account=cash:income:contribution&year=2026-27&by=year')).toEqual([
    { year: '2026-27', amount: '-2380000.00' },
  ]);
});

describe('closing the year', () => {
  it('is refused before it is over', async () => {
    expect(
      await client.post(`funds/${fund}/close-year`, { ...northmoorClosing.body, year: '2027-28' }),
    ).toMatchObject(refusedAs('year-not-over', { rule: 8 }));
  });

  it('has no form before it is over, and says when there will be one', async () => {
    const text = await (await client.fetch(`/do/funds/${fund}/close-year`)).text();
    expect(text).toContain('No year that is over stands open.');
    expect(text).toMatch(/2026.27: it ends on 31 March 2027, and can be closed after that day/);
    expect(text).not.toContain('name="year"');
  });

  it('is refused while a commitment is undecided, and names it', async () => {
    today = '2027-04-30';
    expect(
      await client.post(`funds/${fund}/close-year`, { ...northmoorClosing.body, commitments: [] }),
    ).toMatchObject(
      refusedAs('commitment-undecided', {
        rule: 4,
        award: 'moorside',
        outstanding: '3000.00',
      }),
    );
  });

  it('begins on its page with the year that is over, and what of it is undecided', async () => {
    const text = await (await client.fetch(`/do/funds/${fund}/close-year`)).text();
    expect(text).toMatch(/name="year"[^>]* value="2026-27"/);
    const [award, ...others] = [...text.matchAll(/name="commitments\.\d\.award"[^>]*/g)];
    expect(award?.[0]).toMatch(/ value="[^"]*, Moorside Voices"/);
    expect(others).toEqual([]);
    expect(text).not.toMatch(/name="commitments\.0\.decision"[^>]* checked/);
  });

  it('is refused while it is not said what becomes of the foundation’s unspent money', async () => {
    expect(
      await client.post(`funds/${fund}/close-year`, { ...northmoorClosing.body, unspent: [] }),
    ).toMatchObject(
      refusedAs('unspent-undecided', { rule: 18, source: 'foundation', unspent: '3000.00' }),
    );
  });

  it('is refused without the basis on which the ICB’s share is carried', async () => {
    expect(
      await client.post(`funds/${fund}/close-year`, { ...northmoorClosing.body, bases: [] }),
    ).toMatchObject(refusedAs('basis-missing', { rule: 18, source: 'icb', amount: '48000.00' }));
  });

  it('shares 120,000.00, holds 8,500.00 for its funder and carries 3,000.00', async () => {
    await tell([northmoorClosing]);
    const closed = await closedYear();
    expect(closed).toMatchObject({
      id: '2026-27',
      variance: '120000.00',
      shared: '120000.00',
      base: [
        { source: 'council', amount: '1200000.00' },
        { source: 'icb', amount: '800000.00' },
      ],
      shares: [
        { source: 'council', amount: '72000.00' },
        { source: 'icb', amount: '48000.00' },
      ],
    });
    const sources = closed['sources'] as unknown as Record<string, string>[];
    expect(
      sources.map(({ source, nature, own, transfer, outcome, carriedForward }) =>
        [source, nature, own, transfer, outcome, carriedForward].join(' '),
      ),
    ).toEqual([
      'council revenue 50000.00 22000.00 carried 72000.00',
      'foundation revenue 3000.00 0.00 carried 3000.00',
      'icb revenue 70000.00 -22000.00 carried 48000.00',
      'programme revenue 0.00 0.00 nothing-left 0.00',
      'programme capital 8500.00 0.00 held 8500.00',
    ]);
    expect(formatPence(sumPence(sources.map(({ own = '' }) => parsePence(own))))).toBe('131500.00');
  });

  it('leaves one net debtor and creditor per partner', async () => {
    expect(await balances('account=cash:settlement&by=source')).toEqual([
      { source: 'council', amount: '22000.00' },
      { source: 'icb', amount: '-22000.00' },
    ]);
  });

  it('opens 2027-28 with what 2026-27 closed', async () => {
    expect(
      await balances('account=budget:brought-forward:confirmed&year=2027-28&by=source,nature'),
    ).toEqual([
      { source: 'council', nature: 'revenue', amount: '-72000.00' },
      { source: 'foundation', nature: 'revenue', amount: '-3000.00' },
      { source: 'icb', nature: 'revenue', amount: '-48000.00' },
      { source: 'programme', nature: 'capital', amount: '-8500.00' },
    ]);
    expect(await balances('account=budget:committed:confirmed&award=moorside&by=year')).toEqual([
      { year: '2027-28', amount: '33000.00' },
      { year: '2028-29', amount: '30000.00' },
    ]);
  });

  it('keeps the programme’s money from being allocated until its funder decides', async () => {
    expect(
      await client.post(`funds/${fund}/allocate-budget`, {
        scheme: 'infrastructure',
        source: 'programme',
        year: '2027-28',
        nature: 'capital',
        amount: '8500.00',
      }),
    ).toMatchObject({ status: 422 });
  });

  it('balances per book, year, nature and source', async () => {
    const { body } = await client.get('funds/northmoor/trial-balance');
    expect(body['balanced']).toBe(true);
  });
});

describe('an invoice that comes late', () => {
  const late = inFund(
    'verify-expenditure',
    {
      expenditure: 'late-brokerage',
      provider: 'name:dale-skills',
      scheme: 'brokerage',
      sources: [{ source: 'council', amount: '4800.00' }],
      net: '4800.00',
      irrecoverableVat: '0.00',
      reference: 'Invoice of 20 March 2027',
    },
    '2027-03-20',
  );

  it('counts in the year in which it comes, flagged over budget, with cover to find', async () => {
    today = '2027-05-10';
    await tell([late]);
    expect(
      await balances(
        'account=cash:expenditure&scheme=brokerage&relatesTo=2026-27&by=year,period,relatesTo&year=2027-28',
      ),
    ).toEqual([{ year: '2027-28', period: '2027-04', relatesTo: '2026-27', amount: '4800.00' }]);
    const { body } = await client.get('funds/northmoor');
    expect(body['flags']).toEqual([
      expect.objectContaining({ kind: 'over-budget', amount: '4800.00' }),
    ]);
    expect(body['tasks']).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'find-cover', amount: '4800.00' })]),
    );
  });

  it('leaves what was shared as it was', async () => {
    expect(await closedYear()).toMatchObject({ variance: '120000.00' });
    expect(await balances('account=cash:expenditure&year=2026-27&scheme=brokerage')).toEqual([
      { account: 'cash:expenditure', year: '2026-27', amount: '670000.00' },
    ]);
  });
});

interface Statement {
  readonly text: string;
  readonly document: {
    readonly total: Record<string, string>;
    readonly sources: readonly Record<string, string>[];
    readonly lateItems: readonly Record<string, unknown>[];
  };
}

async function statementAsKnownOn(day: string): Promise<Statement> {
  const path = `funds/northmoor/statement?year=2026-27&asKnownAt=${day}`;
  const response = await client.fetch(`/api/v1/${path}`);
  const text = await response.text();
  expect(response.status).toBe(200);
  return { text, document: JSON.parse(text) as Statement['document'] };
}

describe('the statement for 2026-27', () => {
  let signed: Statement;

  it('as known on 2027-04-30 does not hold the late invoice, and never will', async () => {
    today = '2027-06-01';
    signed = await statementAsKnownOn('2027-04-30');
    expect(signed.document.lateItems).toEqual([]);
    expect(signed.document.total).toMatchObject({ agreed: '2380000.00', spent: '2248500.00' });
  });

  it('as known on 2027-05-31 lists it as a late item, and has the same sums', async () => {
    const { document } = await statementAsKnownOn('2027-05-31');
    expect(document.lateItems).toMatchObject([
      { day: '2027-03-20', countsIn: '2027-04', source: 'council', amount: '4800.00' },
    ]);
    expect(
      document.sources.map(({ source, nature, due, spent, carriedForward }) =>
        [source, nature, due, spent, carriedForward].join(' '),
      ),
    ).toEqual([
      'council revenue 1200000.00 1150000.00 72000.00',
      'foundation revenue 30000.00 27000.00 3000.00',
      'icb revenue 800000.00 730000.00 48000.00',
      'programme capital 50000.00 41500.00 8500.00',
      'programme revenue 300000.00 300000.00 0.00',
    ]);
  });

  it('is the same bytes after the year was reopened, corrected and closed anew', async () => {
    const at = (command: string, input: object) =>
      client.done(`funds/${fund}/${command}`, { effective: today, ...input });
    await at('reopen-period', { period: '2027-03-adj' });
    await at('verify-expenditure', {
      effective: '2027-03-12',
      expenditure: 'forgotten',
      provider: 'name:moorside-arts',
      scheme: 'participation',
      sources: [{ source: 'icb', amount: '1000.00' }],
      net: '1000.00',
      irrecoverableVat: '0.00',
      reference: 'Found by the auditor',
    });
    await tell([{ ...northmoorClosing, body: { ...northmoorClosing.body, effective: today } }]);
    expect(await closedYear()).toMatchObject({
      closing: 2,
      variance: '119000.00',
      shares: [
        { source: 'council', amount: '71400.00' },
        { source: 'icb', amount: '47600.00' },
      ],
    });
    expect(
      await balances('account=budget:brought-forward:confirmed&year=2027-28&by=source,nature'),
    ).toEqual([
      { source: 'council', nature: 'revenue', amount: '-71400.00' },
      { source: 'foundation', nature: 'revenue', amount: '-3000.00' },
      { source: 'icb', nature: 'revenue', amount: '-47600.00' },
      { source: 'programme', nature: 'capital', amount: '-8500.00' },
    ]);
    expect((await statementAsKnownOn('2027-04-30')).text).toBe(signed.text);
  });
});
